"""The overview of a programme: progress by priority and over time, as charts and as tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms import charts
from cms.dates import helsinki_today
from programme.models.states import ActionStatus
from programme.reading.history import Moment, over_time
from programme.reading.progress import READING_ORDER, Progress
from programme.reading.tree import PriorityNode, ProgrammeTree

FILLS = {
    ActionStatus.DONE: charts.Fill.SOLID,
    ActionStatus.CONTINUOUS: charts.Fill.DOTS,
    ActionStatus.UNDER_WAY: charts.Fill.HATCH,
    ActionStatus.NOT_STARTED: charts.Fill.HOLLOW,
    ActionStatus.DROPPED: charts.Fill.CROSS,
}
# The names of the charts within their page.
BY_PRIORITY = "kaavio-painopisteet"
OVER_TIME = "kaavio-aika"


@dataclass(frozen=True)
class Head:
    """A status as the head of a column."""

    status: ActionStatus
    swatch: SafeString

    @property
    def label(self) -> str:
        return self.status.label


@dataclass(frozen=True)
class Row:
    """A priority or a moment with how many of its actions have each status shown."""

    of: PriorityNode | Moment
    counts: tuple[int, ...]
    total: int


class Overview:
    """What the charts of a programme's tree show. The history takes one query, the tree's own one
    is the states'."""

    def __init__(self, tree: ProgrammeTree):
        self._tree = tree

    @cached_property
    def progress(self) -> Progress:
        """All actions."""
        return self._tree.progress

    @cached_property
    def by_priority(self) -> list[tuple[PriorityNode, Progress]]:
        """Each priority with its actions counted."""
        return [(priority, priority.progress) for priority in self._tree.priorities]

    @cached_property
    def moments(self) -> list[Moment]:
        """The history, the oldest first; empty where there is only the present to show."""
        moments = over_time(self._tree, helsinki_today())
        return moments if len(moments) > 1 else []

    @cached_property
    def _statuses(self) -> list[ActionStatus]:
        """The statuses that any action has or has had, in the reading order."""
        every = [self.progress, *(moment.progress for moment in self.moments)]
        seen = {count.status for progress in every for count in progress.present}
        return [status for status in READING_ORDER if status in seen]

    @cached_property
    def heads(self) -> list[Head]:
        """The columns of both tables."""
        return [Head(s, charts.swatch(FILLS[s], BY_PRIORITY)) for s in self._statuses]

    @property
    def priority_rows(self) -> list[Row]:
        return [self._row(priority, progress) for priority, progress in self.by_priority]

    @property
    def moment_rows(self) -> list[Row]:
        return [self._row(moment, moment.progress) for moment in self.moments]

    def _row(self, of, progress: Progress) -> Row:
        return Row(of, tuple(map(progress.count_of, self._statuses)), progress.total)

    @property
    def priority_chart(self) -> SafeString:
        return charts.bars(
            _("Progress by priority"),
            _("One bar for each priority; the same numbers are in the table after the picture."),
            [priority.number for priority, _progress in self.by_priority],
            self._series(progress for _priority, progress in self.by_priority),
            BY_PRIORITY,
        )

    @property
    def time_chart(self) -> SafeString:
        years: set[int] = set()
        labels = []
        for moment in self.moments:
            labels.append("" if moment.day.year in years else str(moment.day.year))
            years.add(moment.day.year)
        return charts.columns(
            _("Progress over time"),
            _("One bar for each half-year; the same numbers are in the table after the picture."),
            labels,
            self._series(moment.progress for moment in self.moments),
            OVER_TIME,
        )

    def _series(self, each: Iterable[Progress]) -> list[charts.Series]:
        progress = list(each)
        return [
            charts.Series(status.label, tuple(p.count_of(status) for p in progress), FILLS[status])
            for status in self._statuses
        ]
