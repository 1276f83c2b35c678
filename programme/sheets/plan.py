"""What importing a spreadsheet would do, found out without writing anything.

Importing does exactly what the plan says (programme/sheets/importing.py).
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cms.tables import Problem, Row
from programme.drafting import writing
from programme.editions.numbering import given_numbers
from programme.models import ProgrammePage
from programme.sheets.columns import COLUMN_NAMES, FIELDS, MEASURE, MODELS, TITLE
from programme.sheets.places import Move, Places, measures_after, moved_measures, ref_of
from programme.sheets.reading import SheetItem, SheetReading
from programme.sheets.rows import PresentPart, present_parts, rows_of


@dataclass(frozen=True)
class MissingPart:
    """A part or measure that the file does not name; it stays as it is."""

    level: str
    number: str
    title: str


@dataclass
class SheetPlan:
    """The difference between a file and a programme. With `problems` nothing can be imported.

    `steps` are the rows in the file's order, each with the moves that follow its parent's addition.
    `digest` is the same as long as programme and file say the same.
    """

    problems: list[Problem]
    items: list[SheetItem] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    moved_measures: list[SheetItem] = field(default_factory=list)
    missing: list[MissingPart] = field(default_factory=list)
    digest: str = ""

    @property
    def added(self) -> list[SheetItem]:
        """Rows that become new parts or measures."""
        return [item for item in self.items if item.present is None]

    @property
    def changed(self) -> list[SheetItem]:
        """Rows whose part or measure gets other words or facts."""
        return [item for item in self.items if item.present and item.changes]

    @property
    def moved(self) -> list[SheetItem]:
        """Rows whose part or measure takes another place."""
        there = [move.item for move in self.moves if move.item.present]
        return sorted([*there, *self.moved_measures], key=lambda item: item.line)

    @property
    def is_empty(self) -> bool:
        """Whether importing changes nothing."""
        return not (self.added or self.changed or self.moved)


def plan_import(
    programme: ProgrammePage, rows: Iterable[Row], user, *, asks_forms: bool = True
) -> SheetPlan:
    """The plan for a file's rows (with the columns of programme/sheets/columns.py) as this user.

    All problems are found together: of cells, order, places and, with `asks_forms`, what the pages'
    forms refuse.
    """
    root = programme.facts
    rows = list(rows)
    parts = present_parts(root)
    reading = SheetReading(rows, parts)
    plan = SheetPlan(reading.problems, reading.items)
    places = Places(parts, given_numbers(root))
    for parent in (None, *reading.items):
        if parent is not None and parent.level == MEASURE:
            continue
        below = parent.children if parent else reading.top
        pages = [item for item in below if item.level != MEASURE]
        plan.moves += places.arrange(ref_of(parent), pages)
        if parent is not None and parent.level in MODELS:
            _plan_measures(parent, plan)
    _check_addresses(plan, {part.key: part.page for part in parts})
    if asks_forms:
        _check_forms(root, plan, user)
    plan.problems += places.problems
    plan.problems.sort(key=lambda problem: problem.line or 0)
    plan.missing = list(_missing(parts, reading.named))
    plan.digest = _digest(parts, rows)
    return plan


def _plan_measures(action: SheetItem, plan: SheetPlan) -> None:
    measures = measures_after(action)
    if measures is not None:
        action.values["measures"] = measures
        plan.moved_measures += moved_measures(action)


def _check_addresses(plan: SheetPlan, pages: dict) -> None:
    """Ask whether what goes to another parent can keep its address there."""
    for move in plan.moves:
        present, parent = move.item.present, pages.get(move.parent)
        if present is None or parent is None or present.parent == move.parent:
            continue
        try:
            writing.check_address(present.page, parent)
        except writing.RefusedError as error:
            plan.problems += problems_of(move.item, error)


def _check_forms(root: ProgrammePage, plan: SheetPlan, user) -> None:
    """Ask the form of every page that would be added or changed."""
    # What is wrong with a cell already would only be said twice.
    wrong = {problem.line for problem in plan.problems}
    for item in plan.items:
        lines = {item.line, *(child.line for child in item.children if child.level == MEASURE)}
        if item.level == MEASURE or not item.values or wrong & lines:
            continue
        try:
            if item.present:
                writing.check_change(item.present.page, item.values, user)
            else:
                writing.check_new(root, MODELS[item.level], item.values, user)
        except writing.RefusedError as error:
            plan.problems += problems_of(item, error)
        except PermissionDenied:
            plan.problems.append(Problem(_("You may not change this page."), item.line))


def problems_of(item: SheetItem, error: writing.RefusedError) -> list[Problem]:
    """What a page's form refuses, by line and column."""
    columns = {name: column for column, (name, _kind) in FIELDS[item.level].items()}
    columns["measures"] = TITLE
    first_measure = next((child.line for child in item.children if child.level == MEASURE), None)
    return [
        Problem(
            sentence,
            first_measure if name == "measures" and first_measure else item.line,
            columns.get(name, ""),
        )
        for name, sentences in error.errors.items()
        for sentence in sentences
    ]


def _missing(parts: list[PresentPart], named: set[str]) -> Iterable[MissingPart]:
    for part in parts:
        if part.key not in named:
            yield MissingPart(part.level, part.number, part.values["title"])
            continue
        for measure in part.measures:
            if measure.key not in named:
                yield MissingPart(MEASURE, part.number, measure.values["indicator"])


def _digest(parts: list[PresentPart], rows: list[Row]) -> str:
    """Changes when a part, its place or its newest version does."""
    there = [[part.key, part.parent, part.page.latest_revision_id] for part in parts]
    cells = list(rows_of(parts))
    said = [[row.line, *(row.cells[name] for name in COLUMN_NAMES)] for row in rows]
    text = json.dumps([there, cells, said], ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
