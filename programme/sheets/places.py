"""Which parts a file moves: as few as bring them into its order, tried in memory first.

Parts that the file does not name keep their place among the others.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from cms.tables import Problem
from programme.drafting import writing
from programme.sheets.columns import LEVEL, MEASURE
from programme.sheets.reading import SheetItem
from programme.sheets.rows import PresentPart

# A part by its key, a new one by its line.
Ref = str | int


def ref_of(item: SheetItem | None) -> Ref:
    """How a row's part is named here; "" is the programme."""
    if item is None:
        return ""
    return item.present.key if item.present else item.line


@dataclass(frozen=True)
class Move:
    """A part that goes below `parent` as its `position`th child."""

    item: SheetItem
    parent: Ref
    position: int


class Places:
    """The order of all parts while the file's changes are tried one after the other."""

    def __init__(self, parts: list[PresentPart], given: dict[UUID, str]):
        self._children: dict[Ref, list[Ref]] = {"": []}
        self._parent: dict[Ref, Ref] = {}
        self._given = given
        self.problems: list[Problem] = []
        for part in parts:
            self._put(part.key, part.parent, len(self._children.get(part.parent, ())))

    def _put(self, ref: Ref, parent: Ref, position: int) -> None:
        self._children.setdefault(parent, []).insert(position, ref)
        self._parent[ref] = parent
        self._children.setdefault(ref, [])

    def arrange(self, parent: Ref, items: list[SheetItem]) -> Iterator[Move]:
        """Bring the parts below `parent` into the order of `items`: new ones come last at first.

        Gives the moves in their order. One that may not be is noted in `problems` and left out.
        """
        for item in items:
            if item.present is None:
                self._put(item.line, parent, len(self._children.get(parent, ())))
        here = self._children.setdefault(parent, [])
        places = {ref: place for place, ref in enumerate(here)}
        refs = [ref_of(item) for item in items]
        staying = _longest_in_order([ref for ref in refs if ref in places], places)
        for number, item in enumerate(items):
            ref = refs[number]
            if ref in staying:
                continue
            position = self._position(parent, ref, refs, number, staying)
            reason = self._why_not(ref, parent, position)
            if reason:
                self.problems.append(Problem(reason, item.line, LEVEL))
                continue
            self._children[self._parent[ref]].remove(ref)
            self._put_again(ref, parent, position)
            staying.add(ref)
            yield Move(item, parent, position)

    def _position(self, parent, ref, refs, number, staying) -> int:
        siblings = [each for each in self._children[parent] if each != ref]
        before = [each for each in refs[:number] if each in staying]
        if before:
            return siblings.index(before[-1]) + 1
        after = [each for each in refs[number + 1 :] if each in staying]
        return siblings.index(after[0]) if after else len(siblings)

    def _put_again(self, ref: Ref, parent: Ref, position: int) -> None:
        self._children[parent].insert(position, ref)
        self._parent[ref] = parent

    def _why_not(self, ref: Ref, parent: Ref, position: int) -> str:
        siblings = [each for each in self._children[parent] if each != ref]
        after = [_uuid(each) for each in siblings[position:]]
        return writing.why_not_there(_uuid(ref), after, self._given)


def _uuid(ref: Ref) -> UUID | None:
    """A new part has none yet."""
    return UUID(ref) if isinstance(ref, str) and ref else None


def _longest_in_order(refs: list[Ref], places: dict[Ref, int]) -> set[Ref]:
    """The most of the parts that stand in their order already."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, ref in enumerate(refs):
        place = bisect_left(ends, places[ref])
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [places[ref]]
        last[place : place + 1] = [number]
    found: set[Ref] = set()
    number = last[-1] if last else -1
    while number >= 0:
        found.add(refs[number])
        number = before[number]
    return found


def measures_after(item: SheetItem) -> list[dict] | None:
    """An action's measures as its rows below say, for `programme.writing`; None if nothing changes.

    Those that the file does not name stay, at the end if the order changes.
    """
    rows = [child for child in item.children if child.level == MEASURE]
    present = item.present.measures if item.present else []
    keys = [measure.key for measure in present]
    named = [row.present.key for row in rows if row.present]
    is_new = len(named) < len(rows)
    if [key for key in keys if key in named] == named:
        if not is_new and not any(row.values for row in rows):
            return None
        if not is_new:
            changed = {row.present.key: row.values for row in rows}
            return [
                {"id": measure.key, **measure.values, **changed.get(measure.key, {})}
                for measure in present
            ]
    said = [
        {"id": row.present.key, **row.present.values, **row.values} if row.present else row.values
        for row in rows
    ]
    unnamed = [
        {"id": measure.key, **measure.values} for measure in present if measure.key not in named
    ]
    return [*said, *unnamed]


def moved_measures(item: SheetItem) -> list[SheetItem]:
    """The rows of an action's measures that take another place."""
    rows = [child for child in item.children if child.level == MEASURE and child.present]
    places = {
        measure.key: place
        for place, measure in enumerate(item.present.measures if item.present else [])
    }
    staying = _longest_in_order([row.present.key for row in rows], places)
    return [row for row in rows if row.present.key not in staying]
