"""The parts of a programme: pages all the way down, so that each action has an address."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import SHORT_TEXT_FEATURES
from cms.languages import language_of
from cms.models import BasePage
from programme.blocks import MeasureBlock
from programme.editions.bound import BoundByEditions
from programme.models.programmes import OWN_ADDRESSES, ProgrammePage
from programme.models.states import ActionState
from programme.querysets import ActionPageManager
from programme.reading.here import HereInMunicipality, KeepsPlace
from programme.reading.tree import ActionNode, Node, ProgrammeTree


class PartOfProgrammePage(BoundByEditions, KeepsPlace, BasePage):
    """What a priority, a goal and an action have in common: a place in a programme's tree."""

    class Meta:
        abstract = True

    @cached_property
    def programme(self) -> ProgrammePage:
        """The programme that this is part of."""
        return ProgrammePage.objects.ancestor_of(self).select_related("locale").get()

    @cached_property
    def tree(self) -> ProgrammeTree:
        """The programme around this page."""
        return ProgrammeTree(self.programme, seen_from=self)

    @cached_property
    def node(self) -> Node | None:
        """The place in the tree; None when the Finnish programme has no such part."""
        return self.tree.node_of(self)

    @cached_property
    def beside(self) -> tuple[Node | None, Node | None]:
        """The part of the same kind before this one and after it, across the whole programme."""
        return self.tree.beside(self.node) if self.node else (None, None)


class PriorityPage(PartOfProgrammePage):
    """A strategic priority of a programme."""

    parent_page_types = ["programme.ProgrammePage"]
    subpage_types = ["programme.GoalPage"]
    page_description = _("A strategic priority; its goals stand below it.")

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        municipality = context["place"].municipality
        if municipality:
            self.tree.narrow_to(municipality)
        return context

    def clean(self) -> None:
        super().clean()
        if self.slug in OWN_ADDRESSES:
            raise ValidationError(
                {"slug": _("The programme itself uses this address. Choose another.")}
            )


class GoalPage(PartOfProgrammePage):
    """A goal: why it is set, and what is meant to come true. Its actions stand below it."""

    parent_page_types = ["programme.PriorityPage"]
    subpage_types = ["programme.ActionPage"]
    page_description = _("A goal of the programme; its actions stand below it.")

    why = RichTextField(_("why"), blank=True, features=SHORT_TEXT_FEATURES)
    what = RichTextField(_("what comes true"), blank=True, features=SHORT_TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("why"), FieldPanel("what")]

    search_fields = [
        *Page.search_fields,
        index.SearchField("why"),
        index.SearchField("what"),
    ]

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")

    @property
    def summary(self) -> str:
        return self.search_description or self.what

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        place = context["place"]
        context["here"] = HereInMunicipality(place, self.actions, language_of(self))
        return context

    @cached_property
    def actions(self) -> list[ActionNode]:
        """The actions with their organisations and municipalities."""
        return self.tree.with_details(self.node).node_of(self).actions if self.node else []


class UpdateInterval(models.IntegerChoices):
    """How often those responsible say how far an action is, in months."""

    QUARTER = 3, _("Four times a year")
    HALF_YEAR = 6, _("Twice a year")
    YEAR = 12, _("Once a year")


class ActionPage(PartOfProgrammePage):
    """An action: what is done for a goal, by whom, where and when. How far it is: `ActionState`."""

    parent_page_types = ["programme.GoalPage"]
    subpage_types = []
    page_description = _("An action of the programme: what is done, by whom, where and when.")

    description = RichTextField(_("description"), blank=True, features=SHORT_TEXT_FEATURES)
    schedule = models.CharField(
        _("schedule"), max_length=150, blank=True, help_text=_("In words, such as: every autumn.")
    )
    responsible = ParentalManyToManyField(
        "contacts.Organisation",
        verbose_name=_("responsible organisations"),
        blank=True,
        related_name="+",
    )
    partners = ParentalManyToManyField(
        "contacts.Organisation", verbose_name=_("partners"), blank=True, related_name="+"
    )
    municipalities = ParentalManyToManyField(
        "contacts.Municipality",
        verbose_name=_("municipalities"),
        blank=True,
        related_name="+",
        help_text=_("Leave empty if the action concerns the whole province."),
    )
    # Blocks, not inline children: a block keeps its id through drafts, copies and translations,
    # so that what is measured can name it.
    measures = StreamField([("measure", MeasureBlock())], verbose_name=_("measures"), blank=True)
    update_interval = models.PositiveSmallIntegerField(
        _("how often it is followed up"),
        choices=UpdateInterval.choices,
        default=UpdateInterval.HALF_YEAR,
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("description"),
        FieldPanel("schedule"),
        FieldPanel("responsible"),
        FieldPanel("partners"),
        FieldPanel("municipalities"),
        FieldPanel("measures"),
        FieldPanel("update_interval"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("description"),
        index.SearchField("schedule"),
        index.SearchField("measures"),
        index.RelatedFields("responsible", [index.SearchField("name")]),
        index.RelatedFields("partners", [index.SearchField("name")]),
    ]

    objects = ActionPageManager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")

    @property
    def summary(self) -> str:
        return self.search_description or self.description

    @cached_property
    def state(self) -> ActionState:
        """How far the action is."""
        return ActionState.objects.of(self)
