from events.models.occurrences import (
    EventOccurrence,
    OccurrenceKind,
    OccurrenceStage,
    TakesPlace,
    Timing,
)
from events.models.pages import AttendanceMode, CalendarPage, EventPage

__all__ = [
    "AttendanceMode",
    "CalendarPage",
    "EventOccurrence",
    "EventPage",
    "OccurrenceKind",
    "OccurrenceStage",
    "TakesPlace",
    "Timing",
]
