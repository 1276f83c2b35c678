"""Records as JSON and CSV, a piece at a time."""

import csv
import json
from collections.abc import Iterable, Iterator

from programme.open_data.fields import FIELDS


def as_json(about: dict, name: str, records: Iterable[dict]) -> Iterator[bytes]:
    """One object: what `about` says of the data set, then its records under "items"."""
    head = _json(about)[:-1]
    yield f'{head},"items":['.encode()
    before = "\n"
    for record in records:
        ordered = {field.name: record[field.name] for field in FIELDS[name]}
        yield f"{before}{_json(ordered)}".encode()
        before = ",\n"
    yield b"\n]}\n"


def _json(value: dict) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class _Echo:
    """A file that gives each row back instead of keeping it."""

    def write(self, row: str) -> bytes:
        return row.encode()


def as_csv(name: str, records: Iterable[dict]) -> Iterator[bytes]:
    """RFC 4180 in UTF-8: commas, CRLF, a row of columns first. Every value exactly as it is."""
    fields = FIELDS[name]
    writer = csv.writer(_Echo())
    yield writer.writerow([column for field in fields for column in field.columns])
    for record in records:
        yield writer.writerow(
            [cell for field in fields for cell in field.cells(record[field.name])]
        )
