"""When something happens: the rows that every listing and calendar reads."""

import datetime as dt
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.dates import day_bounds
from events.querysets import EventOccurrenceQuerySet


class OccurrenceKind(models.TextChoices):
    EVENT = "event", _("Event")
    MEETING = "meeting", _("Meeting")


class OccurrenceStage(models.TextChoices):
    """Where an occurrence stands on a day; each stands in exactly one."""

    RUNNING = "running", _("Going on now")
    TODAY = "today", _("Today")
    COMING = "coming", _("Coming up")
    UNDATED = "undated", _("Time to be announced")
    PAST = "past", _("Past")


@dataclass(frozen=True)
class Timing:
    """One time that something takes place: aware datetimes, or None while not yet known.

    `Timing.of` gives it the way it is stored: never an end without a start; the end equals the
    start when none is given; whole days reach from Helsinki's midnight to the last moment of their
    last day. So lists can compare both ends.
    """

    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    all_day: bool = False

    @classmethod
    def of(
        cls, starts_at: dt.datetime | None, ends_at: dt.datetime | None, all_day: bool = False
    ) -> "Timing":
        if starts_at is None:
            return cls(None, None, False)
        ends_at = ends_at or starts_at
        if all_day:
            first, _next = day_bounds(timezone.localdate(starts_at))
            _first, after = day_bounds(timezone.localdate(ends_at))
            return cls(first, after - dt.timedelta(microseconds=1), True)
        return cls(starts_at, ends_at, False)


class EventOccurrence(models.Model):
    """One time that an event or a meeting takes place; derived from its page when it is published.

    It belongs to the Finnish page and is found for its translations by `page_key`, so an event has
    one set of occurrences however many languages. Without `starts_at` the time is not yet known.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="occurrences")
    page_key = models.UUIDField(db_index=True)
    kind = models.CharField(
        max_length=20, choices=OccurrenceKind.choices, default=OccurrenceKind.EVENT
    )
    starts_at = models.DateTimeField(null=True, db_index=True)
    # The moment of the end; equal to the start when no end is given, so that lists can compare it.
    ends_at = models.DateTimeField(null=True, db_index=True)
    all_day = models.BooleanField(default=False)

    objects = EventOccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(ends_at__gte=F("starts_at")),
                name="events_occurrence_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_key} {self.starts_at}"

    @property
    def timing(self) -> Timing:
        return Timing(self.starts_at, self.ends_at, self.all_day)

    def stage(self, today: dt.date) -> OccurrenceStage:
        """Where it stands on a day, by the same rule as the queryset's lists."""
        if self.starts_at is None:
            return OccurrenceStage.UNDATED
        start, end = day_bounds(today)
        if self.starts_at >= end:
            return OccurrenceStage.COMING
        if self.starts_at >= start:
            return OccurrenceStage.TODAY
        return OccurrenceStage.RUNNING if self.ends_at > start else OccurrenceStage.PAST

    def is_over(self, now: dt.datetime) -> bool:
        """Whether it has ended. Without a known end, it is over when its day is."""
        if self.starts_at is None:
            return False
        if self.ends_at > self.starts_at:
            return self.ends_at <= now
        return timezone.localdate(self.starts_at) < timezone.localdate(now)


class TakesPlace:
    """A page that takes place at times: from these come its occurrences.

    The page class names its `occurrence_kind` and gives `timings()`. Publishing writes the rows
    (events/signals.py).
    """

    occurrence_kind: OccurrenceKind

    def timings(self) -> list[Timing]:
        """The times as they are stored (`Timing.of`); one without a start while none is known."""
        raise NotImplementedError

    def write_occurrences(self) -> None:
        """Make the rows say what the page says; a row whose time only moves stays the same row.

        A translation writes none: the Finnish page's times hold for all languages.
        """
        if self.facts.pk != self.pk:
            return
        with transaction.atomic():
            free = list(EventOccurrence.objects.filter(page_key=self.translation_key))
            kept, new = [], []
            for timing in self.timings():
                same = next((row for row in free if row.timing == timing), None)
                if same:
                    free.remove(same)
                    kept.append(same)
                else:
                    new.append(timing)
            for timing in new:
                row = free.pop(0) if free else EventOccurrence(page_key=self.translation_key)
                row.starts_at, row.ends_at = timing.starts_at, timing.ends_at
                row.all_day = timing.all_day
                kept.append(row)
            for row in free:
                row.delete()
            for row in kept:
                row.page_id, row.kind = self.pk, self.occurrence_kind
                row.save()
