"""State of programmes and actions: ordinary rows beside the pages, one for all languages.

A page's revision must never carry state, or publishing an old draft would undo what has happened
since. The rows name their page by `translation_key`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.translated_text import TranslatedTextField
from contacts.models import Organisation


class ProgrammeStatus(models.TextChoices):
    PREPARATION = "preparation", _("In preparation")
    COMMENTS = "comments", _("Open for comments")
    ADOPTED = "adopted", _("Adopted")
    FOLLOW_UP = "follow_up", _("In follow-up")
    ENDED = "ended", _("Ended")


class ProgrammeState(models.Model):
    """How far a programme is."""

    programme_key = models.UUIDField(unique=True)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=ProgrammeStatus.choices,
        default=ProgrammeStatus.PREPARATION,
    )

    class Meta:
        verbose_name = _("state of a programme")
        verbose_name_plural = _("states of programmes")

    def __str__(self) -> str:
        return self.get_status_display()


class AdoptionStep(models.Model):
    """Who approved or published a programme, and when."""

    state = models.ForeignKey(ProgrammeState, on_delete=models.CASCADE, related_name="steps")
    title = TranslatedTextField(_("what was done"))
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("by whom"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    date = models.DateField(_("date"))

    class Meta:
        verbose_name = _("adoption step")
        verbose_name_plural = _("adoption steps")
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        return str(self.title)


class ActionStatus(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    CONTINUOUS = "continuous", _("Goes on all the time")
    DROPPED = "dropped", _("Dropped")


class ActionState(models.Model):
    """How far an action is, and a word about it."""

    action_key = models.UUIDField(unique=True)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=ActionStatus.choices,
        default=ActionStatus.NOT_STARTED,
    )
    note = TranslatedTextField(_("how it goes"), blank=True, max_words=1000)
    updated_on = models.DateField(_("updated"), null=True, blank=True)

    class Meta:
        verbose_name = _("state of an action")
        verbose_name_plural = _("states of actions")

    def __str__(self) -> str:
        return self.get_status_display()
