"""How many actions are in which state, and how that is said in a sentence."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programme.models.states import ActionState, ActionStatus

# As they are drawn and told: what has been reached first.
READING_ORDER = (
    ActionStatus.DONE,
    ActionStatus.CONTINUOUS,
    ActionStatus.UNDER_WAY,
    ActionStatus.NOT_STARTED,
    ActionStatus.DROPPED,
)


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
        """Count states; `by_status` has every status, in the reading order."""
        return cls.of_counts(Counter(state.status for state in states))

    @classmethod
    def of_counts(cls, counts: Counter) -> "Progress":
        """What has been counted already, by status."""
        return cls(
            total=counts.total(),
            by_status=tuple(StatusCount(status, counts[status]) for status in READING_ORDER),
        )

    def count_of(self, status: ActionStatus) -> int:
        """How many have a status."""
        return next(c.count for c in self.by_status if c.status == status)

    @property
    def done(self) -> int:
        """How many are done."""
        return self.count_of(ActionStatus.DONE)

    @property
    def present(self) -> tuple[StatusCount, ...]:
        """Only the statuses that some action has."""
        return tuple(c for c in self.by_status if c.count)

    @property
    def sentence(self) -> str:
        """How far the actions are, in one whole sentence; "" when there are none.

        Numbers inflect words differently in each language, so that each case is a sentence of its
        own: a single action, none done, all done, some done.
        """
        if self.total == 0:
            return ""
        if self.total == 1:
            return _only_action(self.present[0].status)
        numbers = {"done": self.done, "total": self.total}
        if self.done == 0:
            return _("None of the %(total)s actions is done.") % numbers
        if self.done == self.total:
            return _("All %(total)s actions are done.") % numbers
        return (
            ngettext(
                "%(done)s of the %(total)s actions is done.",
                "%(done)s of the %(total)s actions are done.",
                self.done,
            )
            % numbers
        )


def _only_action(status: ActionStatus) -> str:
    """What is said where there is one action."""
    return {
        ActionStatus.DONE: _("The only action is done."),
        ActionStatus.CONTINUOUS: _("The only action goes on all the time."),
        ActionStatus.UNDER_WAY: _("The only action is under way."),
        ActionStatus.NOT_STARTED: _("The only action has not been started."),
        ActionStatus.DROPPED: _("The only action was dropped."),
    }[status]
