"""What a search found, in order, with what the facets count it by.

All hits are read, MOST at the most, as light rows; only the shown page of them is read whole.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, islice, zip_longest

from django.conf import settings
from django.db.models import Max, Min
from django.utils import timezone
from wagtail.models import Page

from cms.dates import day_bounds
from cms.languages import language_of
from cms.models import Document, DocumentsPage
from cms.search_text import SearchText
from cms.subsites import subsite_of
from events.models import EventOccurrence, EventPage
from news.models import NewsPage
from search.finding import FEW, Found, find
from search.marking import Term
from search.public_documents import homes_of_documents

# Beyond these nobody reads on; they bound the time that a search takes.
MOST = 1000
MOST_DOCUMENTS = 200
# How many pages stand before the first document, and between one and the next.
PAGES_A_DOCUMENT = 3


class Kind(StrEnum):
    """The kinds of results, by their name in the address."""

    NEWS = "uutiset"
    EVENTS = "tapahtumat"
    PROGRAMME = "ohjelma"
    PROJECTS = "hankkeet"
    PEOPLE = "ihmiset"
    PAGES = "sivut"
    DOCUMENTS = "asiakirjat"


KINDS_OF_APPS = {
    "news": Kind.NEWS,
    "events": Kind.EVENTS,
    "programme": Kind.PROGRAMME,
    "projects": Kind.PROJECTS,
    "contacts": Kind.PEOPLE,
    "council": Kind.PEOPLE,
}


class Time(StrEnum):
    """When a result is of, by its name in the address."""

    COMING = "tulevat"
    PAST_YEAR = "vuosi"
    OLDER = "vanhemmat"


@dataclass(frozen=True)
class Hit:
    """A page or a document that was found.

    `areas`: translation keys of its sites, None for the province; `is_near`: lacks a word.
    """

    pk: int
    is_document: bool
    kind: Kind
    language: str
    areas: frozenset[uuid.UUID | None]
    paths: tuple[str, ...]
    time: Time | None
    is_event: bool = False
    is_near: bool = False


@dataclass(frozen=True)
class Hits:
    """All that was found, in order, and what was done to find it."""

    hits: list[Hit]
    corrections: dict[str, str]
    is_loose: bool
    terms: tuple[Term, ...]
    # Whether there are more than are counted.
    is_cut: bool


def search(text: SearchText, language: str, now: dt.datetime) -> Hits:
    """What anybody may read that fits a text, in every language and on every site.

    Pages and documents are found apart. Where one of them holds the very words, what the other
    found by correcting them or loosely is left out.
    """
    pages = _find(text, Page.objects.live().public().filter(depth__gt=1), language)
    homes = homes_of_documents()
    documents = _find(text, Document.objects.filter(pk__in=homes), language)
    found_pages = list(pages.results[:MOST])
    found_documents = list(documents.results[:MOST_DOCUMENTS]) if homes else []
    if found_pages and found_documents:
        if _looseness(pages) < _looseness(documents):
            found_documents = []
        elif _looseness(documents) < _looseness(pages):
            found_pages = []
    leading = documents if found_documents and not found_pages else pages
    near = pages.nearly if len(found_pages) + len(found_documents) <= FEW else ()
    page_hits = coming_first(_page_hits(found_pages, now))
    document_hits = [_document_hit(each, homes[each.pk], now) for each in found_documents]
    near_hits = [replace(hit, is_near=True) for hit in coming_first(_page_hits(list(near), now))]
    return Hits(
        hits=[
            *own_language_first(_mixed(page_hits, document_hits), language),
            *own_language_first(near_hits, language),
        ],
        corrections=dict(leading.corrections),
        is_loose=leading.is_loose,
        terms=tuple(leading.terms),
        is_cut=len(found_pages) == MOST or len(found_documents) == MOST_DOCUMENTS,
    )


def _find(text: SearchText, queryset, language: str) -> Found:
    """What was found; nothing by other words when those typed are to be taken as they are."""
    found = find(text, queryset, language)
    if not text.is_exact:
        return found
    return Found([]) if _looseness(found) else replace(found, nearly=())


def _looseness(found: Found) -> int:
    return 2 if found.is_loose else 1 if found.corrections else 0


def coming_first(hits: list[Hit]) -> list[Hit]:
    """The hits with the places that events hold dealt out anew: first to those that are coming.

    All else keeps its rank, and so do coming and past events among themselves.
    """
    events = [hit for hit in hits if hit.is_event]
    dealt = iter(sorted(events, key=lambda hit: hit.time is not Time.COMING))
    return [next(dealt) if hit.is_event else hit for hit in hits]


def own_language_first(hits: Iterable[Hit], language: str) -> list[Hit]:
    """The hits in the reader's language first, then those in another form of it (plain Finnish)."""

    def distance(hit: Hit) -> int:
        if hit.language == language:
            return 0
        return 1 if hit.language.split("-")[0] == language.split("-")[0] else 2

    return sorted(hits, key=distance)


def _mixed(pages: list[Hit], documents: list[Hit]) -> Iterable[Hit]:
    """Both in the order of their ranks, which cannot be compared: some pages, then a document."""
    rest = iter(pages)
    groups = iter(lambda: tuple(islice(rest, PAGES_A_DOCUMENT)), ())
    for group, document in zip_longest(groups, documents, fillvalue=()):
        yield from chain(group, [document] if document else [])


# --- One by one -----------------------------------------------------------------------------------


def _page_hits(pages: list[Page], now: dt.datetime) -> list[Hit]:
    models = {page.pk: page.cached_content_type.model_class() or Page for page in pages}
    times = _times(pages, models, now)
    return [
        Hit(
            pk=page.pk,
            is_document=False,
            kind=_kind(models[page.pk]),
            language=language_of(page),
            areas=frozenset([_area(page)]),
            paths=(page.path,),
            time=times[page.pk],
            is_event=issubclass(models[page.pk], EventPage),
        )
        for page in pages
    ]


def _document_hit(document: Document, homes: tuple[Page, ...], now: dt.datetime) -> Hit:
    day = document.date or timezone.localdate(document.created_at)
    return Hit(
        pk=document.pk,
        is_document=True,
        kind=Kind.DOCUMENTS,
        language=document.language,
        areas=frozenset(map(_area, homes)),
        paths=tuple(home.path for home in homes),
        time=_time_of_day(day, now),
    )


def _kind(model: type[Page]) -> Kind:
    if issubclass(model, DocumentsPage):
        return Kind.DOCUMENTS
    return KINDS_OF_APPS.get(model._meta.app_label, Kind.PAGES)


def _area(page: Page) -> uuid.UUID | None:
    subsite = subsite_of(page)
    return subsite.translation_key if subsite else None


# --- When -----------------------------------------------------------------------------------------


def _times(pages: list[Page], models: dict[int, type[Page]], now: dt.datetime) -> dict:
    """When each page is of: an event by its times, news by its date, others by their publishing."""
    events = {p.translation_key for p in pages if issubclass(models[p.pk], EventPage)}
    news = {p.translation_key for p in pages if issubclass(models[p.pk], NewsPage)}
    occurrences = EventOccurrence.objects.filter(page_key__in=events).order_by()
    spans = {
        key: (start, end)
        for key, start, end in occurrences.values_list("page_key").annotate(
            Min("starts_at"), Max("ends_at")
        )
    }
    finnish = NewsPage.objects.filter(
        translation_key__in=news, locale__language_code=settings.LANGUAGE_CODE
    )
    dates = dict(finnish.values_list("translation_key", "date"))
    times = {}
    for page in pages:
        if page.translation_key in events:
            times[page.pk] = _time_of_event(spans.get(page.translation_key), now)
        elif page.translation_key in dates:
            times[page.pk] = _time_of_day(dates[page.translation_key], now)
        else:
            moment = page.last_published_at
            times[page.pk] = _time_of_day(timezone.localdate(moment), now) if moment else None
    return times


def _time_of_event(span: tuple | None, now: dt.datetime) -> Time | None:
    if span is None:
        return None
    start, end = span
    today, _tomorrow = day_bounds(timezone.localdate(now))
    # A time that is not known yet is still to come.
    if start is None or max(start, end) >= today:
        return Time.COMING
    return _time_of_day(timezone.localdate(end), now)


def _time_of_day(day: dt.date, now: dt.datetime) -> Time:
    today = timezone.localdate(now)
    if day > today:
        return Time.COMING
    return Time.PAST_YEAR if day > today - dt.timedelta(days=365) else Time.OLDER
