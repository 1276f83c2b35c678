"""A programme seen from one municipality, and which actions of a goal concern it."""

from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import subsites
from cms.filters import Filter, link_filter
from contacts.models import Municipality
from contacts.municipality_filter import MunicipalityChoices
from programme.reading.tree import ActionNode

# The parameter of addresses that names the municipality; the page cache knows it.
PARAMETER = "kunta"


class ReadingPlace:
    """The municipality that a reader of a programme has chosen: in the address (`kunta`), nowhere
    else, so that a link carries it and no cookie does.

    Takes no query before it is asked about a municipality.
    """

    def __init__(self, request: HttpRequest):
        self._request = request

    @cached_property
    def _municipalities(self) -> MunicipalityChoices:
        return MunicipalityChoices.read()

    @cached_property
    def filter(self) -> Filter:
        """The municipalities to choose from, with the one chosen."""
        return link_filter(
            self._request,
            PARAMETER,
            _("Municipality"),
            self._municipalities.options,
            _("Choose a municipality"),
            self._municipalities.formerly,
        )

    @cached_property
    def municipality(self) -> Municipality | None:
        """The municipality asked for, if there is such a one."""
        if PARAMETER not in self._request.GET:
            return None
        return self._municipalities.by_slug.get(self.filter.value)

    @property
    def unknown(self) -> str:
        """What was asked for, if there is no such municipality."""
        return self.filter.unknown if PARAMETER in self._request.GET else ""

    @property
    def query(self) -> str:
        """What a link within the programme carries on: "?kunta=joensuu", or ""."""
        return f"?{PARAMETER}={self.municipality.slug}" if self.municipality else ""

    @property
    def everywhere(self) -> str:
        """The address of the same page for the whole province."""
        return self.filter.options[0].href


def reading_place(request: HttpRequest) -> ReadingPlace:
    """The place of a request's reader, the same object each time."""
    if not hasattr(request, "reading_place"):
        request.reading_place = ReadingPlace(request)
    return request.reading_place


class KeepsPlace:
    """A page of a programme: what it leads to within the programme keeps the reader's place."""

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "place": reading_place(request)}

    def query_that_stays(self, request: HttpRequest) -> str:
        """What the breadcrumbs keep of the address (cms/navigation.py)."""
        return reading_place(request).query


class HereInMunicipality:
    """Those of some actions that concern the municipality that a reader has chosen.

    Takes the reader's place, the actions with their details, and the language of the page. An
    action that names no municipality concerns each.
    """

    def __init__(self, place: ReadingPlace, actions: list[ActionNode], language: str):
        self._place = place
        self._actions = actions
        self._language = language

    @property
    def filter(self) -> Filter:
        return self._place.filter

    @property
    def municipality(self) -> Municipality | None:
        return self._place.municipality

    @cached_property
    def actions(self) -> list[ActionNode]:
        """The actions that name the municipality or concern the whole province."""
        concerning = []
        for action in self._actions:
            places = action.facts.municipalities.all()
            if self.municipality and (not places or self.municipality in places):
                concerning.append(action)
        return concerning

    @cached_property
    def local_jane(self) -> Page | None:
        """The municipality's own local JANE on this site, if it has one that is in use."""
        if self.municipality is None:
            return None
        page = subsites.subsite_for_municipality(self.municipality.code, self._language)
        return None if page is None or page.archived else page
