"""What time alone changes: an event that ends says so on its page (cms/moments.py)."""

import datetime as dt

from cms import moments
from events.models import EventOccurrence


@moments.register
def next_start_or_end(now: dt.datetime) -> dt.datetime | None:
    """When the next event starts or ends."""
    return EventOccurrence.objects.visible().next_moment(now)
