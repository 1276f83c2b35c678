"""When something happens: the rows that every listing and calendar reads."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from events.querysets import EventOccurrenceQuerySet


class OccurrenceKind(models.TextChoices):
    EVENT = "event", _("Event")
    MEETING = "meeting", _("Meeting")


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

    def __str__(self) -> str:
        return f"{self.page_key} {self.starts_at}"
