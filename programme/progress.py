"""How many actions are in which state."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from programme.models.states import ActionState, ActionStatus


@dataclass(frozen=True)
class StatusCount:
    """A status, its name in the active language, and how many actions have it."""

    status: ActionStatus
    count: int

    @property
    def label(self) -> str:
        return self.status.label


@dataclass(frozen=True)
class Progress:
    """The actions of a programme, a priority or a goal, counted by status."""

    total: int
    by_status: tuple[StatusCount, ...]

    @classmethod
    def of(cls, states: Iterable[ActionState]) -> "Progress":
        """Count states; `by_status` has every status, in the order of `ActionStatus`."""
        counts = Counter(state.status for state in states)
        return cls(
            total=counts.total(),
            by_status=tuple(StatusCount(status, counts[status]) for status in ActionStatus),
        )

    @property
    def done(self) -> int:
        """How many are done."""
        return next(c.count for c in self.by_status if c.status == ActionStatus.DONE)

    @property
    def present(self) -> tuple[StatusCount, ...]:
        """Only the statuses that some action has."""
        return tuple(c for c in self.by_status if c.count)
