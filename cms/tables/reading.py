"""Reading a table: which kind of file it is, its header, and what is wrong with its cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from cms.tables import texts
from cms.tables.limits import LIMITS, Limits
from cms.tables.problems import Problem, TableError, refusal
from cms.tables.raw import RawRow, Unfit
from cms.tables.reading_csv import read_csv
from cms.tables.reading_xlsx import read_xlsx

_OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"


@dataclass(frozen=True)
class Row:
    """A row that is not empty: its line in the file (the header is 1), its texts by column."""

    line: int
    cells: dict[str, str]


def read(file: BinaryIO, columns: Sequence[str], limits: Limits = LIMITS) -> list[Row]:
    """The rows of an XLSX or CSV file that has exactly these columns, in any order.

    Its content tells the format. Numbers and dates become texts as a Finnish spreadsheet shows
    them: "12,5" and "1.5.2026". Raises TableError with everything that is wrong.
    """
    data = file.read(limits.size + 1)
    if len(data) > limits.size:
        size = filesizeformat(limits.size)
        raise refusal(_("The file is larger than %(size)s.") % {"size": size})
    raw = _raw_rows(data, columns, limits)
    if not raw:
        raise refusal(_("The file is empty."))
    header, *below = raw
    names = _names(header, columns)
    if not below:
        raise refusal(_("The file has a header but no rows."))
    problems: list[Problem] = []
    rows = [_row(each, names, columns, problems) for each in below]
    if problems:
        raise TableError(_shortened(problems, limits))
    return rows


def _raw_rows(data: bytes, columns: Sequence[str], limits: Limits) -> list[RawRow]:
    if data.startswith(_OLD_OR_ENCRYPTED):
        raise refusal(
            _(
                "The file is protected by a password or of an old kind (.xls). "
                "Save it as .xlsx without a password."
            )
        )
    if data.startswith(_ZIP):
        return read_xlsx(data, limits)
    return read_csv(data, columns, limits)


def _names(header: RawRow, columns: Sequence[str]) -> dict[int, str]:
    """The columns by their place. Raises TableError for a header that is not the expected one."""
    by_folded = {column.casefold(): column for column in columns}
    problems = []
    names: dict[int, str] = {}
    for place, text in sorted(header.cells.items()):
        said = text.reason if isinstance(text, Unfit) else " ".join(text.split())
        name = None if isinstance(text, Unfit) else by_folded.get(said.casefold())
        letter = get_column_letter(place + 1)
        if not said:
            continue
        if name is None:
            reason = _("There is no column “%(name)s” here.") % {"name": said[:60]}
            problems.append(Problem(reason, header.line, letter))
        elif name in names.values():
            reason = _("The column “%(name)s” is here twice.") % {"name": name}
            problems.append(Problem(reason, header.line, letter))
        else:
            names[place] = name
    for column in columns:
        if column not in names.values():
            reason = _("The column “%(name)s” is missing.") % {"name": column}
            problems.append(Problem(reason, header.line))
    if problems:
        raise TableError(problems)
    return names


def _row(
    raw: RawRow, names: dict[int, str], columns: Sequence[str], problems: list[Problem]
) -> Row:
    cells = dict.fromkeys(columns, "")
    for place, value in raw.cells.items():
        name = names.get(place)
        if isinstance(value, Unfit):
            reason = value.reason
        elif name is None:
            reason = _("The column has no header.") if value.strip() else ""
        else:
            reason = texts.unfit(value)
            cells[name] = value
        if reason:
            problems.append(Problem(reason, raw.line, name or get_column_letter(place + 1)))
    return Row(raw.line, cells)


def _shortened(problems: list[Problem], limits: Limits) -> list[Problem]:
    if len(problems) <= limits.problems:
        return problems
    more = _("There are %(count)s problems; the first of them are listed.")
    return [Problem(more % {"count": len(problems)}), *problems[: limits.problems]]
