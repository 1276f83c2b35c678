"""Questions about when things happen. `today` is a date in Helsinki."""

import datetime as dt

from django.db import models

from cms.dates import day_bounds


class EventOccurrenceQuerySet(models.QuerySet):
    """Occurrences; upcoming, past and undated together hold each exactly once."""

    def upcoming(self, today: dt.date) -> "EventOccurrenceQuerySet":
        """What ends today or later: running, today's and coming ones, the next first."""
        start, _end = day_bounds(today)
        return self.filter(ends_at__gte=start).order_by("starts_at", "pk")

    def past(self, today: dt.date) -> "EventOccurrenceQuerySet":
        """What ended before today, the latest first."""
        start, _end = day_bounds(today)
        return self.filter(ends_at__lt=start).order_by("-starts_at", "-pk")

    def undated(self) -> "EventOccurrenceQuerySet":
        """What has no time yet."""
        return self.filter(starts_at__isnull=True).order_by("pk")
