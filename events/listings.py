"""Lists of what happens: a calendar page's, and the next few for a front page."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.core.paginator import Page as ListPage
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.filters import Filter, link_filter
from cms.pagination import paginate
from cms.sharing import with_origins
from cms.subsites import outside_subsites, subsite_of
from contacts.models import Municipality
from contacts.municipality_filter import MunicipalityChoices
from events.models import CalendarPage, EventOccurrence, OccurrenceStage

PER_PAGE = 20


def events_for(
    subsite: Page | None,
    municipality: Municipality | None,
    today: dt.date,
    language: str,
    limit: int,
) -> list[EventOccurrence]:
    """The next visible occurrences for a front page, each with its page as `shown_page`.

    For a local JANE: its own, and the province's that name its municipality or are shared with it.
    For the province (`subsite` None): its own and those that it has accepted of its local JANEs, or
    of them those in one municipality. `today` is a date in Helsinki.
    """
    rows = EventOccurrence.objects.visible().listed_on(subsite, municipality).upcoming(today)
    return _with_origins(rows[:limit].with_pages(language), subsite)


def _with_origins(rows: list[EventOccurrence], subsite: Page | None) -> list[EventOccurrence]:
    """Name, on a site's list, the municipality of those that stand on another site."""
    with_origins([row.shown_page for row in rows], subsite)
    return rows


def next_of(
    occurrences: list[EventOccurrence], now: dt.datetime
) -> tuple[EventOccurrence | None, list[EventOccurrence]]:
    """What a front page shows first of `events_for()`, and the others in their order.

    First comes what is next to begin, else what is going on at `now` (aware); nothing that is
    cancelled or over today. The first is None if there is no such event.
    """
    held = [each for each in occurrences if not each.state.is_cancelled and each.starts_at]
    coming = (each for each in held if each.starts_at >= now)
    going_on = (each for each in held if each.ends_at and each.ends_at > now)
    first = next(coming, None) or next(going_on, None)
    return first, [each for each in occurrences if each is not first]


@dataclass(frozen=True)
class StageGroup:
    """Occurrences of one stage under its heading."""

    stage: OccurrenceStage
    occurrences: list[EventOccurrence]

    @property
    def heading(self) -> str:
        return self.stage.label


@dataclass(frozen=True)
class CalendarListing:
    """What a calendar page draws.

    `items` is the page of the long list (for components/pagination.html), `groups` the same rows by
    stage; `undated` is shown on the first page of what is coming only, so each row stands once.
    `whole_calendar` is the province's, for a local JANE that has nothing coming.
    """

    filters: list[Filter]
    shows_past: bool
    items: ListPage
    groups: list[StageGroup]
    undated: list[EventOccurrence]
    whole_calendar: CalendarPage | None

    @property
    def is_empty(self) -> bool:
        return not self.groups and not self.undated


def calendar_listing(
    calendar: CalendarPage, request: HttpRequest, today: dt.date
) -> CalendarListing:
    """Read the address (`aika`, `kunta`, `sivu`) and give what the calendar shows for it."""
    subsite = subsite_of(calendar)
    language = calendar.locale.language_code
    time = link_filter(
        request, "aika", _("When"), [("menneet", _("Past events"))], _("Coming events")
    )
    filters = [time]
    if subsite is None:
        municipalities = MunicipalityChoices.read()
        place = link_filter(
            request,
            "kunta",
            _("Municipality"),
            municipalities.options,
            _("All municipalities"),
            municipalities.formerly,
        )
        filters.append(place)
        municipality = municipalities.by_slug.get(place.value)
    else:
        code = subsite.facts.municipality_code
        municipality = Municipality.objects.filter(code=code).first()

    rows = EventOccurrence.objects.visible().in_calendar(subsite, municipality)
    shows_past = time.value == "menneet"
    items = paginate(request, rows.past(today) if shows_past else rows.upcoming(today), PER_PAGE)
    items.object_list = _with_origins(items.object_list.with_pages(language), subsite)
    groups = [
        StageGroup(stage, list(occurrences))
        for stage, occurrences in groupby(items.object_list, lambda row: row.stage(today))
    ]
    has_undated = not shows_past and items.number == 1
    undated = []
    if has_undated:
        undated = _with_origins(rows.undated().with_pages(language), subsite)
    is_empty = not groups and not undated
    whole = _whole_calendar(language) if subsite and is_empty and not shows_past else None
    return CalendarListing(filters, shows_past, items, groups, undated, whole)


def _whole_calendar(language: str) -> CalendarPage | None:
    """The province's calendar in a language, else in Finnish; None if there is none."""
    calendars = CalendarPage.objects.visible().filter(
        outside_subsites(), locale__language_code__in=(language, settings.LANGUAGE_CODE)
    )
    by_language = {page.language: page for page in calendars.select_related("locale")}
    return by_language.get(language) or by_language.get(settings.LANGUAGE_CODE)
