"""What a search shows of each page that it found."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page

from cms.dates import format_date, format_period
from events.models import EventPage, EventState
from news.models import NewsPage


@dataclass(frozen=True)
class Result:
    """A found page; `when` it takes place or is dated, "" for what has no date of its own."""

    page: Page
    when: str
    is_cancelled: bool


def results_of(pages: Iterable[Page]) -> list[Result]:
    """The pages with their dates; the number of queries does not grow with them."""
    pages = list(pages)
    _bring_facts([page for page in pages if isinstance(page, EventPage | NewsPage)])
    events = [page.translation_key for page in pages if isinstance(page, EventPage)]
    cancelled = EventState.objects.cancelled_of(events) if events else {}
    return [Result(page, _when(page), page.translation_key in cancelled) for page in pages]


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
