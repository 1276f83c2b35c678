from events.models.occurrences import (
    EventOccurrence,
    OccurrenceKind,
    OccurrenceStage,
    TakesPlace,
    Timing,
)
from events.models.pages import AttendanceMode, CalendarPage, EventPage
from events.models.states import EventState, EventStatus

__all__ = [
    "AttendanceMode",
    "CalendarPage",
    "EventOccurrence",
    "EventPage",
    "EventState",
    "EventStatus",
    "OccurrenceKind",
    "OccurrenceStage",
    "TakesPlace",
    "Timing",
]
