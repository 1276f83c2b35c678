"""A stand-in until the Finnish search is joined: Wagtail's stock search with its face."""

from dataclasses import dataclass, field

from search.marking import Term
from search.query import SearchText


@dataclass(frozen=True)
class Found:
    """What a search gave: see docs/search-page.md for what the page makes of it."""

    results: object
    corrections: dict[str, str] = field(default_factory=dict)
    is_loose: bool = False
    terms: tuple[Term, ...] = ()


def find(text: SearchText, queryset, language: str, *, order_by_relevance: bool = True) -> Found:
    """The rows of a queryset that hold all words of a text, the best first."""
    if not text.words:
        return Found(results=[])
    results = queryset.search(text.words, order_by_relevance=order_by_relevance)
    return Found(results=results, terms=tuple(map(Term, text.words.lower().split())))
