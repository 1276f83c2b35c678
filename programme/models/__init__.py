from programme.models.pages import (
    ActionPage,
    GoalPage,
    PriorityPage,
    ProgrammeIndexPage,
    ProgrammePage,
)
from programme.models.states import (
    ActionState,
    ActionStatus,
    AdoptionStep,
    ProgrammeState,
    ProgrammeStatus,
)

__all__ = [
    "ActionPage",
    "ActionState",
    "ActionStatus",
    "AdoptionStep",
    "GoalPage",
    "PriorityPage",
    "ProgrammeIndexPage",
    "ProgrammePage",
    "ProgrammeState",
    "ProgrammeStatus",
]
