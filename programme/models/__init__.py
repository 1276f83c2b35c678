from programme.models.books import Book, BookState
from programme.models.continuations import Continuation, ContinuationMark
from programme.models.editions import Edition, EditionKind, PartNumber
from programme.models.parts import (
    ActionPage,
    GoalPage,
    PartOfProgrammePage,
    PriorityPage,
    UpdateInterval,
)
from programme.models.programmes import ProgrammeIndexPage, ProgrammePage
from programme.models.state_changes import ActionStateChange
from programme.models.states import (
    ActionState,
    ActionStatus,
    AdoptionStep,
    ProgrammeState,
    ProgrammeStatus,
    StepKind,
)
from programme.models.uploads import SheetUpload

__all__ = [
    "ActionPage",
    "ActionState",
    "ActionStateChange",
    "ActionStatus",
    "AdoptionStep",
    "Book",
    "BookState",
    "Continuation",
    "ContinuationMark",
    "Edition",
    "EditionKind",
    "GoalPage",
    "PartNumber",
    "PartOfProgrammePage",
    "PriorityPage",
    "ProgrammeIndexPage",
    "ProgrammePage",
    "ProgrammeState",
    "ProgrammeStatus",
    "SheetUpload",
    "StepKind",
    "UpdateInterval",
]
