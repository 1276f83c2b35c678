"""Pages that hold the most telling of the words, where no page or hardly one has them all."""

import math
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Case, IntegerField, QuerySet, When

from search.asking import pages_with, search_terms
from search.terms import Term, among, parts_way
from search.vocabulary import MIN_BEGINNING, vocabulary

# Only pages that say nearly as much of the query as the best one does.
LOOSE_SHARE = 0.7
MAX_LOOSE = 50
# A part of a compound says less than a word that was typed.
PART_SHARE = 0.4
# How much of a word others must begin with to be thought of the same root.
BEGINNING_SHARE = 0.55


def found_loosely(
    terms: Sequence[Term],
    queryset: QuerySet,
    *,
    share: float = LOOSE_SHARE,
    order_by_relevance: bool = True,
) -> QuerySet | None:
    """Pages that hold the most telling of the words; None if none does.

    :param share: how much of what the best page says of the query each must say at least.
    """
    parts = [part for term in terms for part in _parts(term)]
    total = queryset.count()
    scores: dict[object, float] = defaultdict(float)

    def score(term: Term, share: float, but: frozenset = frozenset()) -> frozenset:
        pks = frozenset(pages_with([term], queryset).order_by().values_list("pk", flat=True))
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
    enough = share * max(scores.values())
    kept = sorted((pk for pk in scores if scores[pk] >= enough), key=lambda pk: -scores[pk])
    kept = kept[:MAX_LOOSE]
    chosen = queryset.filter(pk__in=kept)
    if not order_by_relevance:
        return chosen
    any_of_them = search_terms([*terms, *parts], chosen, operator="or")
    ranked = [page.pk for page in any_of_them[: len(kept)]]
    ranked.sort(key=lambda pk: -scores[pk])
    order = Case(
        *[When(pk=pk, then=place) for place, pk in enumerate(ranked)], output_field=IntegerField()
    )
    return chosen.order_by(order)


def shortened(term: Term) -> Term:
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
