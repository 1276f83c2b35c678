"""What the parts of an XLSX file say, heard element by element."""

import posixpath
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from cms.tables import texts
from cms.tables.limits import Limits
from cms.tables.numbers import date_text, number_text, percent_text
from cms.tables.raw import (
    RawRow,
    Unfit,
    formula,
    too_many_columns,
    too_many_rows,
    too_much_text,
)


class XmlReader:
    """Hears an XML file; names come without their namespace (there are two of them)."""

    def start(self, name: str, attributes: dict) -> None:
        """An element begins."""
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self.begins(name.rpartition(" ")[2], local)

    def end(self, name: str) -> None:
        """An element ends."""
        self.ends(name.rpartition(" ")[2])

    def data(self, text: str) -> None:
        """Some of an element's text."""

    def begins(self, name: str, attributes: dict) -> None:
        """An element begins, by its local name."""

    def ends(self, name: str) -> None:
        """An element ends, by its local name."""


class BookParts(XmlReader):
    """The workbook and its relations: where the first sheet and the shared texts are."""

    def __init__(self) -> None:
        self._targets: dict[str, str] = {}
        self._first = ""
        self.shared_texts = "xl/sharedStrings.xml"
        self.epoch = WINDOWS_EPOCH

    def begins(self, name: str, attributes: dict) -> None:
        if name == "Relationship":
            target = posixpath.normpath(posixpath.join("/xl", attributes["Target"])).lstrip("/")
            self._targets[attributes["Id"]] = target
            if attributes["Type"].endswith("/sharedStrings"):
                self.shared_texts = target
        elif name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            self.epoch = MAC_EPOCH
        elif name == "sheet" and not self._first:
            self._first = attributes["id"]

    @property
    def first_sheet(self) -> str:
        """The name of its part. Raises KeyError if there is none."""
        return self._targets[self._first]


class Styles(XmlReader):
    """The number formats of cells by the place of their style."""

    def __init__(self) -> None:
        self._formats = dict(BUILTIN_FORMATS)
        self._of_style: list[str] = []
        self._is_in_cells = False

    def begins(self, name: str, attributes: dict) -> None:
        if name == "numFmt":
            self._formats[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "cellXfs":
            self._is_in_cells = True
        elif name == "xf" and self._is_in_cells:
            number = int(attributes.get("numFmtId", 0))
            self._of_style.append(self._formats.get(number, "General"))

    def ends(self, name: str) -> None:
        if name == "cellXfs":
            self._is_in_cells = False

    def format_of(self, style: int) -> str:
        """A style's number format, such as "General" or "0.00 %"."""
        return self._of_style[style] if style < len(self._of_style) else "General"


@dataclass(frozen=True)
class Shared:
    """A cell whose text stands among the shared ones, at a place."""

    place: int


class _Texts(XmlReader):
    """Gathers the texts of elements; `length` counts what has been gathered in all."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self._parts: list[str] = []
        self._is_listening = False
        self._phonetic = 0
        self._length = 0

    def data(self, text: str) -> None:
        if self._is_listening and not self._phonetic:
            self._length += len(text)
            if self._length > self.limits.characters:
                raise too_much_text(self.limits)
            self._parts.append(text)

    def _taken(self) -> str:
        text = "".join(self._parts)
        self._parts = []
        return text


class SharedTexts(_Texts):
    """Those of the shared texts that are wanted, by their place."""

    def __init__(self, wanted: set[int], limits: Limits):
        super().__init__(limits)
        self._wanted = wanted
        self._place = -1
        self.texts: dict[int, str] = {}

    def begins(self, name: str, attributes: dict) -> None:
        if name == "si":
            self._place += 1
        elif name == "rPh":
            self._phonetic += 1
        elif name == "t":
            self._is_listening = self._place in self._wanted

    def ends(self, name: str) -> None:
        if name == "t":
            self._is_listening = False
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "si" and self._place in self._wanted:
            self.texts[self._place] = texts.from_xlsx(self._taken())


class SheetRows(_Texts):
    """A sheet's rows that are not empty, and the names of merged cells ("A1:B2")."""

    def __init__(self, styles: Styles, epoch: datetime, limits: Limits):
        super().__init__(limits)
        self._styles = styles
        self._epoch = epoch
        self._row = RawRow(0)
        self._place = -1
        self._cell: dict = {}
        self._is_formula = False
        self.rows: list[RawRow] = []
        self.merged: list[str] = []

    def begins(self, name: str, attributes: dict) -> None:
        if name == "row":
            self._row = RawRow(int(attributes.get("r", self._row.line + 1)))
            self._place = -1
        elif name == "c":
            self._cell = attributes
            reference = attributes.get("r")
            self._place = _column(reference) if reference else self._place + 1
            self._is_formula = False
        elif name == "f":
            self._is_formula = True
        elif name in {"v", "t"}:
            self._is_listening = True
        elif name == "rPh":
            self._phonetic += 1
        elif name == "mergeCell" and len(self.merged) < self.limits.problems:
            self.merged.append(attributes.get("ref", ""))

    def ends(self, name: str) -> None:
        if name in {"v", "t"}:
            self._is_listening = False
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "c":
            value = self._value(self._taken())
            if value != "":
                if self._place >= self.limits.columns:
                    raise too_many_columns(self.limits)
                self._row.cells[self._place] = value
        elif name == "row" and self._row.cells:
            # The header comes on top.
            if len(self.rows) > self.limits.rows:
                raise too_many_rows(self.limits)
            self.rows.append(self._row)

    def _value(self, text: str) -> "str | Unfit | Shared":
        if self._is_formula:
            return formula()
        if not text:
            return ""
        kind = self._cell.get("t", "n")
        if kind == "s":
            return Shared(int(text))
        if kind in {"inlineStr", "str"}:
            return texts.from_xlsx(text)
        if kind == "b":
            return Unfit(_("Here is TRUE or FALSE. Write it as text."))
        if kind == "e":
            return Unfit(_("Here is an error of the spreadsheet (%(error)s).") % {"error": text})
        if kind == "d":
            return date_text(datetime.fromisoformat(text))
        return self._number(text)

    def _number(self, text: str) -> "str | Unfit":
        shown_as = self._styles.format_of(int(self._cell.get("s", 0)))
        if is_date_format(shown_as):
            return date_text(text, self._epoch)
        return percent_text(text) if "%" in shown_as else number_text(text)


def _column(reference: str) -> int:
    """The place of a cell's column: 0 for "A7"."""
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number - 1
