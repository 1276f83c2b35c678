"""What a search shows of each page and document that it found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString
from modelsearch.index import SearchField
from wagtail.models import Page

from cms.dates import format_date, format_period
from cms.models import Document
from events.models import EventPage, EventState
from news.models import NewsPage
from search.hits import Hit
from search.marking import Term, excerpt

# A page's text beyond this is not looked through for the words that were found.
LONGEST_TEXT = 50_000
# What is a title already, or stands in no reader's page.
NOT_IN_TEXT = frozenset({"title"})


@dataclass(frozen=True)
class Result:
    """A found page or document (the other is None).

    `when` it takes place or is dated, "" for what has no date of its own; `excerpt` is the part of
    its text that holds the words, marked; `is_near`: it lacks a word.
    """

    page: Page | None
    document: Document | None
    excerpt: SafeString
    when: str = ""
    is_cancelled: bool = False
    is_near: bool = False


def results_of(hits: Iterable[Hit], terms: tuple[Term, ...] = ()) -> list[Result]:
    """The hits as they are shown; the number of queries does not grow with them.

    Leaves out what has gone, or been hidden, since it was found.
    """
    hits = list(hits)
    pages = {page.pk: page for page in _pages(hit.pk for hit in hits if not hit.is_document)}
    documents = Document.objects.in_bulk([hit.pk for hit in hits if hit.is_document])
    _bring_facts([page for page in pages.values() if isinstance(page, EventPage | NewsPage)])
    events = [page.translation_key for page in pages.values() if isinstance(page, EventPage)]
    cancelled = EventState.objects.cancelled_of(events) if events else {}
    return [
        _document_result(documents[hit.pk], terms)
        if hit.is_document
        else _page_result(pages[hit.pk], terms, cancelled, is_near=hit.is_near)
        for hit in hits
        if hit.pk in (documents if hit.is_document else pages)
    ]


def _pages(numbers: Iterable[int]) -> Iterable[Page]:
    return Page.objects.live().public().filter(pk__in=list(numbers)).specific()


def _page_result(page: Page, terms: tuple[Term, ...], cancelled: dict, *, is_near: bool) -> Result:
    return Result(
        page=page,
        document=None,
        excerpt=excerpt(text_of(page), terms, page.language),
        when=_when(page),
        is_cancelled=page.translation_key in cancelled,
        is_near=is_near,
    )


def _document_result(document: Document, terms: tuple[Term, ...]) -> Result:
    text = document.extracted_text[:LONGEST_TEXT]
    return Result(None, document, excerpt(text, terms, document.language))


def text_of(page: Page) -> str:
    """A page's words without its title and without HTML, as its search index reads them.

    What stands in other rows (the names of an action's partners) is left out: it would take a query
    a page.
    """
    return " ".join(" ".join(_texts_of(page)).split())[:LONGEST_TEXT]


def _texts_of(page: Page) -> Iterator[str]:
    for each in type(page).search_fields:
        if not isinstance(each, SearchField) or each.field_name in NOT_IN_TEXT:
            continue
        value = each.get_value(page)
        yield from map(str, value) if isinstance(value, list | tuple) else [str(value or "")]


def _when(page: Page) -> str:
    if isinstance(page, EventPage):
        facts = page.facts
        return format_period(facts.starts_at, facts.ends_at, facts.all_day)
    return format_date(page.facts.date) if isinstance(page, NewsPage) else ""


def _bring_facts(pages: list[Page]) -> None:
    """Give translations the page that their facts are read from, in one query a kind of page."""
    translations = defaultdict(list)
    for page in pages:
        if page.language != settings.LANGUAGE_CODE:
            translations[type(page)].append(page)
    for model, translated in translations.items():
        sources = model.objects.filter(
            translation_key__in=[page.translation_key for page in translated],
            locale__language_code=settings.LANGUAGE_CODE,
        ).defer_streamfields()
        by_key = {source.translation_key: source for source in sources}
        for page in translated:
            page.facts = by_key.get(page.translation_key, page)
