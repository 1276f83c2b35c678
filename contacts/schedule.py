"""When time alone changes who holds a role."""

import datetime as dt

from django.utils import timezone

from cms import moments
from cms.dates import day_bounds
from contacts.models import Appointment


@moments.register
def next_start_or_end_of_a_term(now: dt.datetime) -> dt.datetime | None:
    """The midnight in Helsinki at which a term next starts or has just ended."""
    day = Appointment.objects.next_change(timezone.localdate(now))
    return day_bounds(day)[0] if day else None
