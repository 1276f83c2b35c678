"""A goal seen from one municipality: which of its actions concern it."""

from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import subsites
from cms.filters import Filter, link_filter
from contacts.models import Municipality
from contacts.municipality_filter import MunicipalityChoices
from programme.tree import ActionNode


class HereInMunicipality:
    """Those of some actions that concern the municipality that an address names (`kunta`).

    Takes the request, the actions with their details, and the language of the page. An action that
    names no municipality concerns each.
    """

    def __init__(self, request: HttpRequest, actions: list[ActionNode], language: str):
        self._request = request
        self._actions = actions
        self._language = language

    @cached_property
    def _municipalities(self) -> MunicipalityChoices:
        return MunicipalityChoices.read()

    @cached_property
    def filter(self) -> Filter:
        """The municipalities to choose from, with the one chosen."""
        return link_filter(
            self._request,
            "kunta",
            _("Municipality"),
            self._municipalities.options,
            _("Choose a municipality"),
            self._municipalities.formerly,
        )

    @property
    def municipality(self) -> Municipality | None:
        """The municipality asked for, if there is such a one."""
        return self._municipalities.by_slug.get(self.filter.value)

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
