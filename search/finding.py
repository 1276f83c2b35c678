"""What a visitor means by a query: as typed, else with its spelling corrected, else loosely."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet
from wagtail.models import Page

from cms.search_text import SearchText
from search.analysis import analyser
from search.analysis.stems import bare_stem
from search.asking import any_with, search_terms
from search.loosely import found_loosely, shortened
from search.terms import Term, among, needed, parts_way, run_together, term_of, terms_of
from search.vocabulary import vocabulary

# Of longer queries nobody wrote two words for one.
MAX_RUN_TOGETHER = 4
# So many words ask for much: if no more pages than FEW have them all, some that nearly do follow.
MANY_TERMS = 3
FEW = 2
MAX_NEARLY = 3
NEARLY_SHARE = 0.8


@dataclass(frozen=True)
class Found:
    """What a search found.

    `results` can be sliced and counted, the best first; `corrections` says by word what was
    searched instead of it; `is_loose` that no page holds all words; `terms` is for marking them.
    Where several words have few results, `nearly` are the best pages that lack one of them.
    """

    results: object
    corrections: dict[str, str] = field(default_factory=dict)
    is_loose: bool = False
    terms: tuple[Term, ...] = ()
    nearly: Sequence = ()


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
    results = search_terms(terms, queryset, order_by_relevance)
    if number := results.count():
        return Found(results, terms=terms, nearly=_nearly(terms, results, number, queryset))
    better, corrections, unknown = _corrected(terms, public, language)
    if better != terms:
        results = search_terms(better, queryset, order_by_relevance)
        if number := results.count():
            nearly = _nearly(better, results, number, queryset)
            return Found(results, corrections, terms=better, nearly=nearly)
    better = tuple(shortened(term) if term in unknown else term for term in better)
    loose = found_loosely(better, queryset, order_by_relevance=order_by_relevance)
    if loose is None:
        return Found(queryset.none(), terms=better)
    return Found(loose, corrections, is_loose=True, terms=better)


def _nearly(terms: tuple[Term, ...], results, number: int, queryset: QuerySet) -> Sequence:
    if len(terms) < MANY_TERMS or number > FEW:
        return ()
    others = queryset.exclude(pk__in=[page.pk for page in results[:FEW]])
    loose = found_loosely(terms, others, share=NEARLY_SHARE)
    return () if loose is None else list(loose[:MAX_NEARLY])


def _run_together(terms: tuple[Term, ...], public: QuerySet, language: str) -> tuple[Term, ...]:
    """The terms, with neighbours that a page writes as one word made one."""
    if not 1 < len(terms) <= MAX_RUN_TOGETHER:
        return terms
    made: list[Term] = []
    for term in terms:
        before = made[-1] if made else None
        if before and before.word.isalpha() and term.word.isalpha():
            compound = run_together(before.word, term.word, language)
            if any_with([compound], public):
                made[-1] = compound
                continue
        made.append(term)
    return tuple(made)


def _with_longer(term: Term) -> Term:
    """A word of no Finnish dictionary also by compounds that begin or end with it.

    Only Finnish compounds are taken apart for the index: kultur is looked for by kulturhuset,
    bibliotek by huvudbiblioteket.
    """
    if not term.word.isalpha() or _is_finnish(term.word):
        return term
    begun = vocabulary().beginning_with(term.word)
    ending = vocabulary().holding(bare_stem("sv", term.word))
    longer = among(term.word, [*begun, *(word for word in ending if not _is_finnish(word))])
    return replace(term, ways=(*term.ways, *longer.ways))


def _is_finnish(word: str) -> bool:
    return analyser("fi").analyse(word).is_known


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
        return any_with([term_of(word, language)], public)

    better = []
    unknown = []
    corrections = {}
    for term in terms:
        if any_with([term], public):
            better.append(term)
            continue
        way = parts_way(term.word)
        if way and any_with([replace(term, ways=(way,))], public):
            better.append(replace(term, ways=(*term.ways, way)))
            continue
        begun = among(term.word, vocabulary().beginning_with(term.word))
        if begun.ways and any_with([begun], public):
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
