"""Asks the search backend for terms that have been expanded already."""

from collections.abc import Sequence

from django.db.models import QuerySet
from modelsearch.backends import get_search_backend

from search.terms import Term, TermsQuery


def search_terms(
    terms: Sequence[Term],
    queryset: QuerySet,
    order_by_relevance: bool = True,
    operator: str = "and",
):
    """The backend's results: pages that hold all terms, or with "or" any of them."""
    return get_search_backend().search(
        TermsQuery(terms, operator), queryset, order_by_relevance=order_by_relevance
    )


def pages_with(terms: Sequence[Term], queryset: QuerySet) -> QuerySet:
    """The pages that hold all terms, in no order, as a queryset."""
    return search_terms(terms, queryset, order_by_relevance=False).get_queryset()


def any_with(terms: Sequence[Term], queryset: QuerySet) -> bool:
    """Whether any page holds all terms."""
    # For the first row alone (`exists`) PostgreSQL would read the table instead of the index.
    return pages_with(terms, queryset).order_by().count() > 0
