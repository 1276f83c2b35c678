"""The rows of an XLSX file, read from its parts as streams.

openpyxl would hold all texts of a file in memory before its first row, say nothing of merged cells
when it streams, and take _x005F_ out of texts. So the XML is read here: the sheet first, until it
ends or is too large, then only those shared texts that its cells name.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from django.utils.translation import gettext as _

from cms.tables.limits import Limits
from cms.tables.problems import TableError, refusal
from cms.tables.raw import RawRow, too_much_text
from cms.tables.sheet_xml import BookParts, Shared, SharedTexts, SheetRows, Styles, XmlReader

_CHUNK = 64 * 1024
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    OverflowError,
    expat.ExpatError,
    # An encrypted part, or one packed in a way that Python does not know.
    RuntimeError,
    OSError,
)


def read_xlsx(data: bytes, limits: Limits) -> list[RawRow]:
    """All rows of the first sheet that are not empty.

    Raises TableError for what is no such file, is broken, has merged cells or is too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _first_sheet(archive, limits)
    except _BROKEN:
        raise refusal(
            _("This is no spreadsheet, or it is broken. Save it as .xlsx and try again.")
        ) from None


def _first_sheet(archive: zipfile.ZipFile, limits: Limits) -> list[RawRow]:
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        raise refusal(_("This is another kind of file. Save it as .xlsx, or as CSV in UTF-8."))
    book = BookParts()
    _parse(archive, "xl/_rels/workbook.xml.rels", book, limits)
    _parse(archive, "xl/workbook.xml", book, limits)
    styles = Styles()
    if "xl/styles.xml" in names:
        _parse(archive, "xl/styles.xml", styles, limits)
    sheet = SheetRows(styles, book.epoch, limits)
    _parse(archive, book.first_sheet, sheet, limits)
    if sheet.merged:
        raise refusal(
            _("Cells are merged (%(cells)s). Give each its own text.")
            % {"cells": ", ".join(sheet.merged[:10])}
        )
    _fill_in_shared_texts(archive, sheet.rows, book, limits)
    return sheet.rows


def _fill_in_shared_texts(archive, rows: list[RawRow], book: BookParts, limits: Limits) -> None:
    wanted = {
        value.place for row in rows for value in row.cells.values() if isinstance(value, Shared)
    }
    if not wanted:
        return
    shared = SharedTexts(wanted, limits)
    _parse(archive, book.shared_texts, shared, limits)
    length = 0
    for row in rows:
        for place, value in row.cells.items():
            if isinstance(value, Shared):
                row.cells[place] = shared.texts[value.place]
                length += len(shared.texts[value.place])
    # One long text may be named by many cells.
    if length > limits.characters:
        raise too_much_text(limits)
    # A cell may name an empty text.
    for row in rows:
        row.cells = {place: value for place, value in row.cells.items() if value != ""}
    rows[:] = [row for row in rows if row.cells]


def _parse(archive: zipfile.ZipFile, name: str, reader: XmlReader, limits: Limits) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    for chunk in _chunks(archive, name, limits):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _chunks(archive: zipfile.ZipFile, name: str, limits: Limits) -> Iterator[bytes]:
    """A part's bytes, never more than the limit whatever the archive says of its size."""
    left = limits.unpacked
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise refusal(_("The file unpacks to more than is read here."))
            yield chunk


def _refuse_doctype(*_args) -> None:
    """Office programs write none; one could name entities that grow without end."""
    raise TableError(
        refusal(
            _("This is no spreadsheet, or it is broken. Save it as .xlsx and try again.")
        ).problems
    )
