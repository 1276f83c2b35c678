"""The rows of a CSV file."""

import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext as _

from cms.tables import texts
from cms.tables.limits import CELL_CHARACTERS, Limits
from cms.tables.problems import refusal
from cms.tables.raw import RawRow, Unfit, formula, too_many_columns, too_many_rows

_DELIMITERS = (";", ",", "\t")
# By the bytes that a file begins with.
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_csv(data: bytes, columns: Sequence[str], limits: Limits) -> list[RawRow]:
    """All rows that are not empty. Lines are counted as a spreadsheet counts rows.

    The delimiter is the one that finds most of the columns in the header. Raises TableError for
    what is no text, of another encoding, badly quoted or too large.
    """
    text = _decoded(data)
    delimiter = max(_DELIMITERS, key=lambda each: _fit(text, each, columns))
    rows: list[RawRow] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 0
    try:
        for line, cells in enumerate(reader, start=1):
            found = {place: _value(cell) for place, cell in enumerate(cells) if cell}
            if not found:
                continue
            if max(found) >= limits.columns:
                raise too_many_columns(limits)
            # The header comes on top.
            if len(rows) > limits.rows:
                raise too_many_rows(limits)
            rows.append(RawRow(line, found))
    except csv.Error:
        raise refusal(
            _(
                "A quotation mark stands where it cannot, a text in quotes does not end, or it is "
                "longer than a cell can be."
            ),
            line + 1,
        ) from None
    return rows


def _value(cell: str) -> str | Unfit:
    if cell.startswith("=") and len(cell) > 1:
        return formula()
    return texts.from_csv(cell)


def _fit(text: str, delimiter: str, columns: Sequence[str]) -> int:
    """How many of the columns the header has with a delimiter."""
    # The first lines only: a header is short.
    head = io.StringIO(text[:CELL_CHARACTERS], newline="")
    wanted = {column.casefold() for column in columns}
    try:
        for cells in csv.reader(head, delimiter=delimiter):
            if any(cells):
                return len(wanted & {" ".join(cell.split()).casefold() for cell in cells})
    except csv.Error:
        pass
    return 0


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in data:
        raise refusal(_("This is no table. Save it as .xlsx, or as CSV in UTF-8."))
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            raise refusal(
                _("The file begins as UTF-16 but is not. Save it as “CSV UTF-8”.")
            ) from None
        line = data.count(b"\n", 0, error.start) + 1
        raise refusal(
            _(
                "The file's encoding is not UTF-8 (the first strange character is here), so "
                "letters such as ä and ö would be lost. Save it as “CSV UTF-8”, or as .xlsx."
            ),
            line,
        ) from None
