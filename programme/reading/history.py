"""Progress over time: how the actions of a programme stood at the end of each half-year."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from wagtail.models import Page

from programme.models.state_changes import ActionStateChange
from programme.models.states import ActionStatus
from programme.reading.progress import Progress
from programme.reading.tree import ProgrammeTree


@dataclass(frozen=True)
class Moment:
    """How far the actions were in the evening of a day."""

    day: dt.date
    progress: Progress


def over_time(tree: ProgrammeTree, today: dt.date) -> list[Moment]:
    """The actions of a tree at the end of each half-year of its programme so far, and today.

    The last moment is today even after the programme's years, if something has changed since. An
    action counts as not started before its first known change. One query.
    """
    facts = tree.programme.facts
    below = Page.objects.descendant_of(tree.source)
    changes = list(
        ActionStateChange.objects.filter(action_key__in=below.values("translation_key"))
        .order_by("on", "pk")
        .values_list("action_key", "status", "on")
    )
    end = dt.date(facts.end_year, 12, 31)
    days = _half_years(facts.start_year, min(today - dt.timedelta(days=1), end))
    if today <= end or any(on > end for _key, _status, on in changes):
        days.append(today)
    status_of = {action.facts.translation_key: ActionStatus.NOT_STARTED for action in tree.actions}
    counts = Counter(status_of.values())
    moments = []
    for day in days:
        while changes and changes[0][2] <= day:
            key, status, _on = changes.pop(0)
            if key in status_of:
                counts[status_of[key]] -= 1
                counts[status] += 1
                status_of[key] = status
        # What holds now is what the rows of states say, however they were written.
        now = tree.progress if day == today else Progress.of_counts(counts)
        moments.append(Moment(day, now))
    return moments


def _half_years(start_year: int, last: dt.date) -> list[dt.date]:
    ends = (
        dt.date(year, month, day)
        for year in range(start_year, last.year + 1)
        for month, day in ((6, 30), (12, 31))
    )
    return [day for day in ends if day <= last]
