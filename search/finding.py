"""What a visitor means by a query: as typed, else with its spelling corrected, else loosely."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Case, IntegerField, QuerySet, When
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from cms.search_text import SearchText
from search.analysis import analyser
from search.terms import (
    Term,
    TermsQuery,
    among,
    needed,
    parts_way,
    run_together,
    term_of,
    terms_of,
)
from search.vocabulary import MIN_BEGINNING, vocabulary

# Of a loose try, only pages that say nearly as much of the query as the best one does.
LOOSE_SHARE = 0.7
MAX_LOOSE = 50
# A part of a compound says less than a word that was typed.
PART_SHARE = 0.4
# How much of a word others must begin with to be thought of the same root.
BEGINNING_SHARE = 0.55
# Of longer queries nobody wrote two words for one.
MAX_RUN_TOGETHER = 4


@dataclass(frozen=True)
class Found:
    """What a search found.

    `results` can be sliced and counted, the best first; `corrections` says by word what was
    searched instead of it; `is_loose` that no page holds all words; `terms` is for marking them.
    """

    results: object
    corrections: dict[str, str] = field(default_factory=dict)
    is_loose: bool = False
    terms: tuple[Term, ...] = ()


def find(
    text: SearchText, queryset: QuerySet, language: str, *, order_by_relevance: bool = True
) -> Found:
    """Search pages.

    :param queryset: pages that the reader may see; nothing else is found.
    :param language: of the page that she searches on.
    :param order_by_relevance: False keeps the queryset's own order.
    """
    terms = needed(terms_of(text.words, language))
    if not terms:
        return Found(queryset.none())
    public = Page.objects.live().public().filter(depth__gt=1)
    terms = tuple(_with_longer(term) for term in _run_together(terms, public, language))
    results = _search(terms, queryset, order_by_relevance)
    if results.count():
        return Found(results, terms=terms)
    better, corrections, unknown = _corrected(terms, public, language)
    if better != terms:
        results = _search(better, queryset, order_by_relevance)
        if results.count():
            return Found(results, corrections, terms=better)
    better = tuple(_shortened(term) if term in unknown else term for term in better)
    loose = _loose(better, queryset, order_by_relevance)
    found_loosely = loose is not None
    return Found(
        loose if found_loosely else queryset.none(),
        corrections if found_loosely else {},
        is_loose=found_loosely,
        terms=better,
    )


def _search(terms: Sequence[Term], queryset: QuerySet, order_by_relevance: bool, operator="and"):
    return get_search_backend().search(
        TermsQuery(terms, operator), queryset, order_by_relevance=order_by_relevance
    )


def _matches(terms: Sequence[Term], queryset: QuerySet) -> QuerySet:
    """The pages that hold all terms, in no order, as a queryset."""
    return _search(terms, queryset, order_by_relevance=False).get_queryset()


def _any(terms: Sequence[Term], queryset: QuerySet) -> bool:
    # For the first row alone (`exists`) PostgreSQL would read the table instead of the index.
    return _matches(terms, queryset).order_by().count() > 0


def _run_together(terms: tuple[Term, ...], public: QuerySet, language: str) -> tuple[Term, ...]:
    """The terms, with neighbours that a page writes as one word made one."""
    if not 1 < len(terms) <= MAX_RUN_TOGETHER:
        return terms
    made: list[Term] = []
    for term in terms:
        before = made[-1] if made else None
        if before and before.word.isalpha() and term.word.isalpha():
            compound = run_together(before.word, term.word, language)
            if _any([compound], public):
                made[-1] = compound
                continue
        made.append(term)
    return tuple(made)


def _with_longer(term: Term) -> Term:
    """A word of no Finnish dictionary also by those that begin with it: kultur by kulturhuset.

    Only Finnish compounds are taken apart; in Swedish ones this finds the first part at least.
    """
    if not term.word.isalpha() or analyser("fi").analyse(term.word).is_known:
        return term
    begun = among(term.word, vocabulary().beginning_with(term.word))
    return replace(term, ways=(*term.ways, *begun.ways))


# --- Spelling -------------------------------------------------------------------------------------


def _corrected(
    terms: Sequence[Term], public: QuerySet, language: str
) -> tuple[tuple[Term, ...], dict[str, str], tuple[Term, ...]]:
    """The terms, with those that no public page holds exchanged for the nearest that one does.

    A compound that no page writes as one word is looked for in several, and the beginning of a word
    in those that begin with it. Gives the terms, what was changed by word, and the terms that are
    nowhere.
    """

    def is_there(word: str) -> bool:
        return _any([term_of(word, language)], public)

    better = []
    unknown = []
    corrections = {}
    for term in terms:
        if _any([term], public):
            better.append(term)
            continue
        way = parts_way(term.word)
        if way and _any([replace(term, ways=(way,))], public):
            better.append(replace(term, ways=(*term.ways, way)))
            continue
        begun = among(term.word, vocabulary().beginning_with(term.word))
        if begun.ways and _any([begun], public):
            better.append(begun)
            continue
        nearest = vocabulary().nearest(term.word, is_there)
        if nearest:
            corrections[term.word] = nearest
            better.append(term_of(nearest, language))
        else:
            unknown.append(term)
            better.append(term)
    return tuple(better), corrections, tuple(unknown)


# --- Loosely --------------------------------------------------------------------------------------


def _loose(terms: Sequence[Term], queryset: QuerySet, order_by_relevance: bool):
    """Pages that hold the most telling of the words; None if none does."""
    parts = [part for term in terms for part in _parts(term)]
    total = queryset.count()
    scores: dict[object, float] = defaultdict(float)

    def score(term: Term, share: float, but: frozenset = frozenset()) -> frozenset:
        pks = frozenset(_matches([term], queryset).order_by().values_list("pk", flat=True))
        for pk in pks - but:
            # A rare word says more of what is meant.
            scores[pk] += share * math.log(1 + total / (1 + len(pks)))
        return pks

    for term in terms:
        whole = score(term, 1)
        for part in _parts(term):
            score(part, PART_SHARE, whole)
    if not scores:
        return None
    enough = LOOSE_SHARE * max(scores.values())
    kept = sorted((pk for pk in scores if scores[pk] >= enough), key=lambda pk: -scores[pk])
    kept = kept[:MAX_LOOSE]
    chosen = queryset.filter(pk__in=kept)
    if not order_by_relevance:
        return chosen
    any_of_them = _search([*terms, *parts], chosen, True, "or")
    ranked = [page.pk for page in any_of_them[: len(kept)]]
    ranked.sort(key=lambda pk: -scores[pk])
    order = Case(
        *[When(pk=pk, then=place) for place, pk in enumerate(ranked)], output_field=IntegerField()
    )
    return chosen.order_by(order)


def _shortened(term: Term) -> Term:
    """A word that no page holds, by the words that begin as it does: äänestäminen, äänestäjä."""
    length = max(MIN_BEGINNING, math.ceil(len(term.word) * BEGINNING_SHARE))
    if len(term.word) <= length:
        return term
    begun = among(term.word, vocabulary().beginning_with(term.word[:length]))
    return begun if begun.ways else term


def _parts(term: Term) -> list[Term]:
    """The parts of a compound, each as a term of its own."""
    way = parts_way(term.word) or ()
    return [Term(term.word, ((atom,),)) for atom in way]
