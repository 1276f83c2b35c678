"""Search with each query of a set, in the installed pages or in the set's own passages."""

from django.conf import settings
from modelsearch.backends import get_search_backend
from wagtail.models import Locale, Page

from cms import indexes
from cms.models import StandardPage
from cms.search_text import SearchText
from search.analysis.guessing import language_of_text
from search.finding import find
from search.measuring.measures import TOP, Outcome
from search.measuring.query_sets import Passage, QuerySet

CHUNK = 200


def measure(queries: QuerySet) -> list[Outcome]:
    """What each query finds among the pages that anybody may read.

    Where the set has passages they must have been put in before (`put_in`), and ids are theirs;
    otherwise ids are those of installed pages.
    """
    pages = Page.objects.live().public().filter(depth__gt=1)
    outcomes = []
    for query in queries.queries:
        found = find(SearchText.read(query.text), pages, settings.LANGUAGE_CODE)
        shown = [*found.results[:TOP], *found.nearly][:TOP]
        if queries.passages:
            ids = tuple(page.search_description for page in shown)
        else:
            ids = tuple(str(page.pk) for page in shown)
        outcomes.append(Outcome(query, ids))
    return outcomes


def put_in(passages: tuple[Passage, ...]) -> None:
    """Make a page of each passage, in the language that it seems to be in, and index them."""
    root = Page.get_first_root_node()
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    with indexes.left_alone():
        for number, passage in enumerate(passages):
            code = language_of_text(f"{passage.title} {passage.body}")
            page = StandardPage(
                title=passage.title[:255] or passage.id,
                slug=f"passage-{number}",
                locale=locales[code],
                # Carries the set's own id, and is not indexed.
                search_description=passage.id,
                introduction=passage.body,
                live=True,
            )
            root.add_child(instance=page)
    backend = get_search_backend()
    pages = StandardPage.objects.order_by("pk")
    for start in range(0, pages.count(), CHUNK):
        backend.add_bulk(StandardPage, list(pages[start : start + CHUNK]))
