"""The steps of adoption in their order: working group, council, regional board."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from programme.models.states import AdoptionStep, StepKind

IN_ORDER = (StepKind.WORKING_GROUP, StepKind.COUNCIL, StepKind.BOARD)


@dataclass(frozen=True)
class Step:
    """One of the three steps, and what has been recorded of it, if anything."""

    kind: StepKind
    record: AdoptionStep | None


def steps_of(state) -> list[Step]:
    """The three steps of a programme's state (also one that is not saved), in their order."""
    recorded = list(state.steps.select_related("organisation")) if state.pk else []
    by_kind = {record.kind: record for record in reversed(recorded)}
    return [Step(kind, by_kind.get(kind)) for kind in IN_ORDER]


def next_step(state) -> StepKind | None:
    """The step that comes next; None when all three are recorded."""
    return next((step.kind for step in steps_of(state) if step.record is None), None)


def sentences_against(steps: Iterable[tuple[str, dt.date]]) -> list[str]:
    """What is wrong with steps, each a kind and a date; an empty list if nothing is.

    None of the three comes without those before it, none comes twice, and dates do not go
    backwards.
    """
    dates: dict[str, dt.date] = {}
    wrong: list[str] = []
    for kind, date in steps:
        if kind in dates:
            wrong.append(_("“%(step)s” stands here twice.") % {"step": StepKind(kind).label})
        if kind in IN_ORDER:
            dates[kind] = date
    for earlier, later in pairwise(IN_ORDER):
        words = {"earlier": earlier.label, "later": later.label}
        if later in dates and earlier not in dates:
            wrong.append(_("First comes “%(earlier)s”, only then “%(later)s”.") % words)
        elif later in dates and dates[later] < dates[earlier]:
            wrong.append(_("“%(later)s” cannot be earlier than “%(earlier)s”.") % words)
    return wrong
