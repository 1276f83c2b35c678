"""Programmes and their list. Their priorities, goals and actions: programme/models/parts.py."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import ContentBlock
from cms.languages import language_of
from cms.models import BasePage, ListPage
from cms.pagination import paginate
from cms.search_text import SearchText
from cms.translated_lists import ListedPage, listed_below
from programme.editions.bound import BoundByEditions
from programme.editions.routes import EDITIONS_ADDRESS, EditionRoutes
from programme.models.states import ProgrammeState, ProgrammeStatus
from programme.querysets import ProgrammePageManager
from programme.reading import finding
from programme.reading.here import KeepsPlace, reading_place
from programme.reading.overview import Overview
from programme.reading.progress import Progress
from programme.reading.table import ActionTable
from programme.reading.tree import ProgrammeTree, progress_of_each

# Addresses below a programme that are not pages of the tree.
OVERVIEW_ADDRESS = "kokonaan"
TABLE_ADDRESS = "toimenpiteet"
SEARCH_ADDRESS = "etsi"
FORMER_ADDRESS = "rinnalla"
OWN_ADDRESSES = {
    OVERVIEW_ADDRESS,
    TABLE_ADDRESS,
    SEARCH_ADDRESS,
    FORMER_ADDRESS,
    EDITIONS_ADDRESS,
}


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


class ProgrammePage(BoundByEditions, EditionRoutes, KeepsPlace, RoutablePageMixin, BasePage):
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

    def _narrow(self, request: HttpRequest) -> None:
        """Show only what concerns the municipality that the address names."""
        municipality = reading_place(request).municipality
        if municipality:
            self.tree.narrow_to(municipality)

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        """The programme's front page."""
        self._narrow(request)
        return self.render(request)

    @path(f"{OVERVIEW_ADDRESS}/", name="overview")
    def overview_route(self, request: HttpRequest) -> HttpResponse:
        """The whole programme on one page."""
        self._narrow(request)
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

    @path(f"{SEARCH_ADDRESS}/", name="search")
    def search_route(self, request: HttpRequest) -> HttpResponse:
        """The parts that have the words of `q`, with excerpts."""
        self._narrow(request)
        text = SearchText.read(request.GET.get("q", ""))
        pages = paginate(request, finding.search(self.tree, text.words))
        return self.render(
            request,
            template="programme/programme_search.html",
            context_overrides={
                "text": text,
                "pages": pages,
                "results": finding.found(self.tree, pages, text.words),
                "sub_address": f"{SEARCH_ADDRESS}/",
            },
        )

    @path(f"{FORMER_ADDRESS}/", name="beside_former")
    def beside_former_route(self, request: HttpRequest) -> HttpResponse:
        """This programme and the one before it side by side."""
        if self.former is None:
            raise Http404
        self._narrow(request)
        self.former._narrow(request)
        return self.render(
            request,
            template="programme/programme_beside_former.html",
            context_overrides={
                "programmes": [self, self.former],
                "sub_address": f"{FORMER_ADDRESS}/",
            },
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
    def overview(self) -> Overview:
        """How far the actions are, by priority and over time."""
        return Overview(self.tree)

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
    def former(self) -> "ProgrammePage | None":
        """The visible programme before this one, its tree shown in this one's language."""
        language = language_of(self)
        former = ProgrammePage.objects.before(self, language)
        if former is not None:
            former.tree = ProgrammeTree(former, language=language)
        return former

    @cached_property
    def adoption_steps(self) -> list:
        """Who approved and published the programme and when, the first step first."""
        if self.state.pk is None:
            return []
        return list(self.state.steps.select_related("organisation"))
