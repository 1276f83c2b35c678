"""What becomes of an event outside its page (cms/states.py)."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cms.translated_text import TranslatedTextField
from events.querysets import EventStateQuerySet


class EventStatus(models.TextChoices):
    """Whether an event takes place (of schema.org's EventStatusType)."""

    SCHEDULED = "scheduled", _("Takes place")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")


class EventState(models.Model):
    """Whether an event takes place, and a word about it; by the key of its page."""

    KEY = "event_key"

    event_key = models.UUIDField(unique=True, editable=False)
    status = models.CharField(
        _("status"), max_length=20, choices=EventStatus.choices, default=EventStatus.SCHEDULED
    )
    note = TranslatedTextField(
        _("what readers are told"),
        blank=True,
        max_words=500,
        help_text=_("Why, and what instead: a new time, whom to ask, what becomes of sign-ups."),
    )
    changed_at = models.DateTimeField(_("changed"), null=True, editable=False)

    objects = EventStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("state of an event")
        verbose_name_plural = _("states of events")

    def __str__(self) -> str:
        return self.get_status_display()

    @property
    def is_cancelled(self) -> bool:
        return self.status == EventStatus.CANCELLED

    @property
    def note_language(self) -> str:
        """The note's language, where it has none in the active one; else ""."""
        return "" if self.note.get(get_language()) else settings.LANGUAGE_CODE
