"""When time alone changes who holds a role, and what is forgotten in time."""

import datetime as dt

from django.utils import timezone

from cms import moments
from cms.dates import day_bounds
from cms.worker.registry import JobRun, periodic
from contacts import suggestions
from contacts.models import Appointment


@moments.register
def next_start_or_end_of_a_term(now: dt.datetime) -> dt.datetime | None:
    """The midnight in Helsinki at which a term next starts or has just ended."""
    day = Appointment.objects.next_change(timezone.localdate(now))
    return day_bounds(day)[0] if day else None


@periodic(name="clear-contact-suggestions", at=dt.time(2, 45))
def clear_suggestions(run: JobRun) -> str:
    """Forget what was said of people in proposals that were settled three months ago."""
    cleared = suggestions.forget_old(run.now)
    return f"{cleared} cleared" if cleared else ""
