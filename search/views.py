"""The search page: every site or one, in all languages, what anybody may read."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from cms.pagination import paginate
from cms.search_text import SearchText
from search import hits
from search.best_bets import best_bets_for
from search.cards import card_for
from search.facets import narrow
from search.log import collector
from search.results import results_of

EXACT = "tarkka"
FACETS = ("laji", "alue", "aika", "kieli")


@dataclass(frozen=True)
class Correction:
    """A word that was typed, the one that was searched instead, and the search as it was typed."""

    typed: str
    searched: str
    href: str


def search(request: HttpRequest) -> HttpResponse:
    """Results of `?q=`, narrowed by the facets `laji`, `alue`, `aika` and `kieli`.

    `?tarkka=1` searches for the words as they were typed, without correcting any.
    """
    is_exact = bool(request.GET.get(EXACT))
    text = SearchText.read(request.GET.get("q", ""), is_exact=is_exact)
    context = {"text": text, "is_exact": is_exact}
    if not text.words:
        return TemplateResponse(request, "search/search.html", context)
    found = hits.search(text, get_language(), timezone.now())
    narrowed = narrow(request, found.hits)
    items = paginate(request, narrowed.hits)
    is_first = items.number == 1 and not narrowed.is_narrowed
    context |= {
        "found": found,
        "facets": narrowed.filters,
        "is_narrowed": narrowed.is_narrowed,
        "items": items,
        "results": results_of(items, found.terms),
        "corrections": _corrections(request, found.corrections),
        "best_bets": best_bets_for(text, request) if is_first else [],
        "card": card_for(text, request) if is_first else None,
        "all_results": _address(request, without=(*FACETS, "sivu")),
    }
    if is_first:
        collector.note(request, text, found_nothing=found.is_loose or not found.hits)
    response = TemplateResponse(request, "search/search.html", context)
    # Words are searched in endless variety: kept, they would push out pages, and no count of what
    # is searched would see those that are kept.
    patch_cache_control(response, private=True, max_age=0)
    return response


def _corrections(request: HttpRequest, corrections: dict[str, str]) -> list[Correction]:
    exact = _address(request, without=("sivu",), **{EXACT: "1"})
    return [Correction(typed, searched, exact) for typed, searched in corrections.items()]


def _address(request: HttpRequest, without: tuple[str, ...] = (), **more: str) -> str:
    """This address without some parameters and with others."""
    query = request.GET.copy()
    for name in without:
        query.pop(name, None)
    for name, value in more.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}"
