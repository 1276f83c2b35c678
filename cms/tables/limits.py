"""How large a table may be."""

from dataclasses import dataclass

# What a cell of a spreadsheet can hold at most, by Excel's own limit.
CELL_CHARACTERS = 32_767


@dataclass(frozen=True)
class Limits:
    """What is read at most. All of it is in memory once, so these bound memory and time.

    `size` is that of the file in bytes, `unpacked` that of each part inside an XLSX file; `rows`
    counts those below the header that are not empty; `characters` are those of all cells.
    """

    size: int = 10 * 1024 * 1024
    unpacked: int = 100 * 1024 * 1024
    rows: int = 5_000
    columns: int = 100
    characters: int = 20_000_000
    problems: int = 200


LIMITS = Limits()
