"""The association programme: pages all the way down, so that each action has an address."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import SHORT_TEXT_FEATURES, ContentBlock
from cms.languages import language_of
from cms.models import BasePage, ListPage
from cms.translated_lists import ListedPage, listed_below
from programme.here import HereInMunicipality
from programme.models.states import ActionState, ProgrammeState, ProgrammeStatus
from programme.progress import Progress
from programme.querysets import ActionPageManager, ProgrammePageManager
from programme.table import ActionTable
from programme.tree import ActionNode, Node, ProgrammeTree, progress_of_each

# Addresses below a programme that are not pages of the tree.
OVERVIEW_ADDRESS = "kokonaan"
TABLE_ADDRESS = "toimenpiteet"


class ProgrammeIndexPage(ListPage):
    """All programmes of the province, the newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["programme.ProgrammePage"]
    page_description = _("The association programmes, past and present.")

    class Meta:
        verbose_name = _("programmes page")
        verbose_name_plural = _("programmes pages")

    @cached_property
    def programmes(self) -> list[tuple[ListedPage, ProgrammeState, Progress]]:
        """Every visible programme, in this page's language if it has that, with how far it is.

        Three queries more than the list alone takes, however many programmes.
        """
        listed = listed_below(self, ProgrammePage.objects.visible().newest_first())
        keys = [programme.page.translation_key for programme in listed]
        states = ProgrammeState.objects.filter(programme_key__in=keys)
        by_key = {state.programme_key: state for state in states}
        progress = progress_of_each([programme.facts for programme in listed])
        return [
            (programme, by_key.get(key) or ProgrammeState(programme_key=key), counted)
            for programme, key, counted in zip(listed, keys, progress, strict=True)
        ]


class ProgrammePage(RoutablePageMixin, BasePage):
    """One association programme: what it is, for which years; its priorities stand below it."""

    parent_page_types = ["programme.ProgrammeIndexPage"]
    subpage_types = ["programme.PriorityPage"]
    page_description = _("An association programme with its priorities, goals and actions.")

    start_year = models.PositiveSmallIntegerField(
        _("first year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    end_year = models.PositiveSmallIntegerField(
        _("last year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    introduction = models.TextField(_("introduction"), blank=True)
    foreword = StreamField(ContentBlock(), verbose_name=_("foreword"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year")], heading=_("Period")),
        FieldPanel("introduction"),
        FieldPanel("foreword"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("foreword"),
        index.FilterField("start_year"),
    ]

    objects = ProgrammePageManager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def clean(self) -> None:
        super().clean()
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValidationError({"end_year": _("The last year cannot be before the first.")})

    @path(f"{OVERVIEW_ADDRESS}/", name="overview")
    def overview_route(self, request: HttpRequest) -> HttpResponse:
        """The whole programme on one page."""
        self.tree.with_details()
        return self.render(
            request,
            template="programme/programme_overview.html",
            context_overrides={"sub_address": f"{OVERVIEW_ADDRESS}/"},
        )

    @path(f"{TABLE_ADDRESS}/", name="actions")
    def actions_route(self, request: HttpRequest) -> HttpResponse:
        """All actions in a table, to be filtered by links."""
        table = ActionTable(request, self.tree.with_details())
        return self.render(
            request,
            template="programme/programme_actions.html",
            context_overrides={"table": table, "sub_address": f"{TABLE_ADDRESS}/"},
        )

    def get_sitemap_urls(self, request=None) -> list[dict]:
        urls = super().get_sitemap_urls(request)
        below = [
            {**url, "location": url["location"] + self.reverse_subpage(name)}
            for url in urls
            for name in ("overview", "actions")
        ]
        return [*urls, *below]

    @cached_property
    def tree(self) -> ProgrammeTree:
        """The priorities, goals and actions that a reader may see."""
        return ProgrammeTree(self)

    @cached_property
    def state(self) -> ProgrammeState:
        """How far the programme is."""
        return ProgrammeState.objects.of(self)

    @cached_property
    def successor(self) -> "ProgrammePage | None":
        """The programme in force now, once this one has ended; None before, or if there is none."""
        if self.state.status != ProgrammeStatus.ENDED:
            return None
        return ProgrammePage.objects.in_force(language_of(self))

    @cached_property
    def adoption_steps(self) -> list:
        """Who approved and published the programme and when, the first step first."""
        if self.state.pk is None:
            return []
        return list(self.state.steps.select_related("organisation"))


class PartOfProgrammePage(BasePage):
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

    def clean(self) -> None:
        super().clean()
        if self.slug in {OVERVIEW_ADDRESS, TABLE_ADDRESS}:
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
        context["here"] = HereInMunicipality(request, self.actions, language_of(self))
        return context

    @cached_property
    def actions(self) -> list[ActionNode]:
        """The actions with their organisations and municipalities."""
        return self.tree.with_details(self.node).node_of(self).actions if self.node else []


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

    content_panels = [
        *Page.content_panels,
        FieldPanel("description"),
        FieldPanel("schedule"),
        FieldPanel("responsible"),
        FieldPanel("partners"),
        FieldPanel("municipalities"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("description"),
        index.SearchField("schedule"),
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
