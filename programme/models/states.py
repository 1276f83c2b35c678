"""State of programmes and actions: ordinary rows beside the pages (cms/states.py)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cms.states import StateQuerySet
from cms.translated_text import TranslatedTextField


class ProgrammeStatus(models.TextChoices):
    PREPARATION = "preparation", _("In preparation")
    COMMENTS = "comments", _("Open for comments")
    ADOPTED = "adopted", _("Adopted")
    FOLLOW_UP = "follow_up", _("In follow-up")
    ENDED = "ended", _("Ended")


class ProgrammeState(ClusterableModel):
    """How far a programme is, with the steps of its adoption."""

    KEY = "programme_key"

    programme_key = models.UUIDField(unique=True, editable=False)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=ProgrammeStatus.choices,
        default=ProgrammeStatus.PREPARATION,
    )

    objects = StateQuerySet.as_manager()

    class Meta:
        verbose_name = _("state of a programme")
        verbose_name_plural = _("states of programmes")

    def __str__(self) -> str:
        return self.get_status_display()

    @property
    def is_followed(self) -> bool:
        """Whether it says anything how far the actions are: not while the programme is written."""
        return self.status not in {ProgrammeStatus.PREPARATION, ProgrammeStatus.COMMENTS}


class StepKind(models.TextChoices):
    """Steps of adoption in order (programme/editions/adoption.py); `OTHER` comes at any time."""

    WORKING_GROUP = "working_group", _("The working group has finished it")
    COUNCIL = "council", _("The council has approved it")
    BOARD = "board", _("The regional board has approved it")
    OTHER = "other", _("Something else")


class AdoptionStep(models.Model):
    """Who approved or published a programme, and when."""

    state = ParentalKey(ProgrammeState, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(
        _("kind"), max_length=20, choices=StepKind.choices, default=StepKind.OTHER
    )
    title = TranslatedTextField(_("what was done"))
    organisation = models.ForeignKey(
        "contacts.Organisation",
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

    KEY = "action_key"

    action_key = models.UUIDField(unique=True, editable=False)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=ActionStatus.choices,
        default=ActionStatus.NOT_STARTED,
    )
    note = TranslatedTextField(_("how it goes"), blank=True, max_words=1000)
    updated_on = models.DateField(_("updated"), null=True, blank=True)

    objects = StateQuerySet.as_manager()

    class Meta:
        verbose_name = _("state of an action")
        verbose_name_plural = _("states of actions")

    def __str__(self) -> str:
        return self.get_status_display()
