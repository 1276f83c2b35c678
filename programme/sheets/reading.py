"""The rows of a spreadsheet taken as parts: where each belongs, and what it says of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.tables import Problem, Row
from programme.sheets.columns import (
    COLUMN_NAMES,
    FIELDS,
    KEY,
    LEVEL,
    MEASURE,
    NUMBER,
    PARENT,
    PRIORITY,
    TITLE,
    RichText,
)
from programme.sheets.names import Names
from programme.sheets.rows import PresentMeasure, PresentPart, cells_of
from programme.sheets.text import links_of

LEVELS = tuple(FIELDS)


@dataclass(frozen=True)
class CellChange:
    """A cell that differs from what there is."""

    column: str
    before: str
    after: str


@dataclass
class SheetItem:
    """A row: a part or a measure. `present` is None for a new one; `values` are those that change,
    by the names of their fields."""

    line: int
    level: str
    title: str
    parent: "SheetItem | None"
    present: "PresentPart | PresentMeasure | None" = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[CellChange] = field(default_factory=list)
    children: "list[SheetItem]" = field(default_factory=list, repr=False)


class SheetReading:
    """What the rows of a file say: `items` in their order, those of the top level in `top`;
    everything that is wrong with them in `problems`."""

    def __init__(self, rows: Iterable[Row], parts: list[PresentPart]):
        self.items: list[SheetItem] = []
        self.top: list[SheetItem] = []
        self.problems: list[Problem] = []
        self._names = Names()
        self._parts = {part.key: part for part in parts}
        self._measures = {
            measure.key: (part, measure) for part in parts for measure in part.measures
        }
        self._seen: dict[str, int] = {}
        self._last: dict[str, SheetItem] = {}
        self._links: dict[tuple[str, int], list[tuple[int, str]]] = {}
        for row in rows:
            self._read(row)
        self._check_links()

    def _complain(self, line: int, column: str, reason: str) -> None:
        self.problems.append(Problem(reason, line, column))

    def _read(self, row: Row) -> None:
        level = row.cells[LEVEL].strip().casefold()
        if level not in FIELDS:
            choices = ", ".join(LEVELS)
            reason = _("This is none of: %(choices)s.") % {"choices": choices}
            self._complain(row.line, LEVEL, reason)
            return
        parent = self._parent_of(row, level)
        item = SheetItem(row.line, level, row.cells[TITLE].strip(), parent)
        self._last[level] = item
        for below in LEVELS[LEVELS.index(level) + 1 :]:
            self._last.pop(below, None)
        item.present = self._present(row, item)
        self._read_cells(row, item)
        self.items.append(item)
        if parent:
            parent.children.append(item)
        elif level == PRIORITY:
            self.top.append(item)

    def _parent_of(self, row: Row, level: str) -> SheetItem | None:
        above = PARENT.get(level)
        if above is None:
            return None
        if above not in self._last:
            reason = _("There is no row “%(level)s” above that this could belong to.")
            self._complain(row.line, LEVEL, reason % {"level": above})
        return self._last.get(above)

    def _present(self, row: Row, item: SheetItem) -> PresentPart | PresentMeasure | None:
        key = row.cells[KEY].strip()
        if not key:
            return None
        if key in self._seen:
            reason = _("Line %(line)s has the same identifier. Leave it empty for a new part.")
            self._complain(row.line, KEY, reason % {"line": self._seen[key]})
            return None
        self._seen[key] = row.line
        if item.level == MEASURE:
            return self._present_measure(key, item)
        part = self._parts.get(key)
        if part is None:
            self._complain_unknown(item)
        elif part.level != item.level:
            reason = _("This identifier belongs to a row “%(level)s”.") % {"level": part.level}
            self._complain(row.line, KEY, reason)
            return None
        return part

    def _present_measure(self, key: str, item: SheetItem) -> PresentMeasure | None:
        action, measure = self._measures.get(key, (None, None))
        if measure is None:
            self._complain_unknown(item)
        elif item.parent is not None and item.parent.present is not action:
            reason = _("A measure stays with its action. Leave this empty to make a new measure.")
            self._complain(item.line, KEY, reason)
            return None
        return measure

    def _complain_unknown(self, item: SheetItem) -> None:
        reason = _(
            "This programme has no part with this identifier. Leave it empty for a new part."
        )
        self._complain(item.line, KEY, reason)

    def _read_cells(self, row: Row, item: SheetItem) -> None:
        fields = FIELDS[item.level]
        before = cells_of(item.level, item.present.values, self._names) if item.present else {}
        for column in COLUMN_NAMES:
            cell = row.cells[column]
            if column in {LEVEL, NUMBER, KEY}:
                continue
            if column not in fields:
                if cell.strip():
                    reason = _("A row “%(level)s” does not use this column.")
                    self._complain(row.line, column, reason % {"level": item.level})
            elif item.present is None or cell != before[column]:
                self._read_cell(item, column, cell, before.get(column, ""))

    def _read_cell(self, item: SheetItem, column: str, cell: str, before: str) -> None:
        name, kind = FIELDS[item.level][column]
        present = item.present.values[name] if item.present else None
        try:
            value = kind.to_value(cell, present, self._names)
        except ValueError as error:
            self._complain(item.line, column, str(error))
            return
        if item.present and kind.is_same(value, present):
            return
        if isinstance(kind, RichText):
            for link in links_of(value):
                self._links.setdefault(link, []).append((item.line, column))
        item.values[name] = value
        if item.present or cell.strip():
            item.changes.append(CellChange(column, before, cell.strip()))

    def _check_links(self) -> None:
        """Complain of links to pages and documents that do not exist; two queries at most."""
        for kind, model in (("page", Page), ("document", get_document_model())):
            wanted = {number for each, number in self._links if each == kind}
            if not wanted:
                continue
            there = set(model.objects.filter(pk__in=wanted).values_list("pk", flat=True))
            for number in sorted(wanted - there):
                for line, column in self._links[kind, number]:
                    reason = _("A link leads to page or document %(id)s, which does not exist.")
                    self._complain(line, column, reason % {"id": number})

    @property
    def named(self) -> set[str]:
        """The identifiers of the file that there are."""
        return set(self._seen)
