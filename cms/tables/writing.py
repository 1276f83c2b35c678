"""Writing a table."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from cms.tables import texts
from cms.tables.formats import TableFormat
from cms.tables.problems import TableError, refusal

_TEXT_FORMAT = "@"


@dataclass(frozen=True)
class Column:
    """A column: its header, and how wide it is drawn, in characters."""

    name: str
    width: int = 20


def write(
    file: BinaryIO,
    table_format: TableFormat,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    *,
    title: str = "",
) -> None:
    """Write a header and rows of texts to a file, row by row.

    CSV is UTF-8 with a byte order mark and semicolons, which a Finnish Excel opens as it is.
    `title` names the sheet in XLSX. Raises TableError if a text has characters that a cell cannot
    hold.
    """
    checked = _checked(columns, rows)
    if table_format is TableFormat.CSV:
        _write_csv(file, columns, checked)
    else:
        _write_xlsx(file, columns, checked, title)


def _checked(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    for line, row in enumerate(rows, start=2):
        for column, text in zip(columns, row, strict=True):
            reason = texts.unfit(text)
            if reason:
                raise refusal(reason, line, column.name)
        yield row


def _write_csv(file: BinaryIO, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    wrapper = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(wrapper, delimiter=";", lineterminator="\r\n")
        writer.writerow([texts.to_csv(column.name) for column in columns])
        for row in rows:
            writer.writerow([texts.to_csv(text) for text in row])
    finally:
        # Closing it would close the caller's file.
        wrapper.detach()


def _write_xlsx(
    file: BinaryIO, columns: Sequence[Column], rows: Iterable[Sequence[str]], title: str
) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    if title:
        sheet.title = title
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = "A2"
    try:
        sheet.append([_cell(sheet, column.name, font=Font(bold=True)) for column in columns])
        alignment = Alignment(wrap_text=True, vertical="top")
        for row in rows:
            sheet.append([_cell(sheet, text, alignment=alignment) for text in row])
    except TableError:
        # What has been written so far lies in a temporary file.
        sheet.close()
        raise
    book.save(file)


def _cell(sheet, text: str, **style) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=texts.to_xlsx(text) or None)
    # A text whatever it looks like, now and when somebody changes it.
    cell.number_format = _TEXT_FORMAT
    if text:
        cell.data_type = "s"
        cell.quotePrefix = texts.is_risky(text)
    for name, value in style.items():
        setattr(cell, name, value)
    return cell
