"""Lists of news: a news list's page, and the newest few for a front page."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Page as ListPage
from django.db.models.functions import ExtractYear
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.filters import Filter, link_filter
from cms.pagination import paginate
from cms.sharing import with_origins
from cms.subsites import subsite_of
from contacts.models import Municipality
from news.models import NewsIndexPage, NewsKind, NewsPage
from news.querysets import NewsPageQuerySet

PER_PAGE = 12


def news_for(
    subsite: Page | None,
    municipality: Municipality | None,
    today: dt.date,
    language: str,
    limit: int,
) -> list[NewsPage]:
    """The newest visible news for a front page, in a language; in Finnish where it has none.

    For a local JANE: its own, and the province's that name its municipality or are shared with it.
    For the province (`subsite` None): its own and the accepted ones of its subsites, or of them
    those that name a municipality. Dated today or earlier. Each has its `origin`.
    """
    newest = NewsPage.objects.visible().newest(today).for_lists()
    found = list(
        newest.filter(locale__language_code=language).listed_on(subsite, municipality)[:limit]
    )
    if not found and language != settings.LANGUAGE_CODE:
        subsite = subsite and subsite.facts
        finnish = newest.filter(locale__language_code=settings.LANGUAGE_CODE)
        found = list(finnish.listed_on(subsite, municipality)[:limit])
    return with_origins(found, subsite)


@dataclass(frozen=True)
class NewsListing:
    """What a news list draws. `items` is the page of the list (for components/pagination.html)."""

    filters: list[Filter]
    items: ListPage
    finnish_index: NewsIndexPage | None

    @property
    def is_filtered(self) -> bool:
        """Whether some of the list's news are left out on the reader's wish."""
        return any(each.value for each in self.filters)


def news_listing(news_index: NewsIndexPage, request: HttpRequest, today: dt.date) -> NewsListing:
    """Read the address (`vuosi`, `laji`, `sivu`) and give what the list shows for it."""
    subsite = subsite_of(news_index)
    rows = NewsPage.objects.in_list(news_index, subsite).visible().newest(today)
    found_years, found_kinds = _choices(rows)
    filters = []
    if len(found_years) > 1 or "vuosi" in request.GET:
        year = link_filter(
            request, "vuosi", _("Year"), [(y, y) for y in found_years], _("All years")
        )
        filters.append(year)
        if year.value:
            rows = rows.filter(fact_date__year=int(year.value))
    if len(found_kinds) > 1 or "laji" in request.GET:
        names = {NewsKind.ARTICLE: _("News"), NewsKind.STATEMENT: _("Statements")}
        kinds = [(_slug(kind), names[kind]) for kind in found_kinds]
        kind = link_filter(request, "laji", _("Kind"), kinds, _("All kinds"))
        filters.append(kind)
        if kind.value:
            rows = rows.filter(fact_kind={_slug(k): k for k in found_kinds}[kind.value])
    items = paginate(request, rows.for_lists(), PER_PAGE)
    items.object_list = with_origins(items.object_list, subsite)
    finnish = news_index.facts
    has_other = finnish is not news_index and finnish.live
    return NewsListing(filters, items, finnish if has_other else None)


def _slug(kind: NewsKind) -> str:
    """What the kind is called in an address."""
    return {NewsKind.ARTICLE: "uutiset", NewsKind.STATEMENT: "kannanotot"}[kind]


def _choices(rows: NewsPageQuerySet) -> tuple[list[int], list[NewsKind]]:
    """The years (the latest first) and the kinds that a list has, in one query."""
    pairs = set(
        rows.order_by().annotate(year=ExtractYear("fact_date")).values_list("year", "fact_kind")
    )
    years = sorted({year for year, _kind in pairs}, reverse=True)
    return years, [kind for kind in NewsKind if kind in {k for _year, k in pairs}]
