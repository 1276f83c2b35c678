"""Which of the staff's choices stands on top of a search."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from cms import generations
from cms.languages import language_of
from cms.search_text import SearchText
from cms.subsites import canonical_url
from search.base_forms import base_forms
from search.models import BestBet


@dataclass(frozen=True)
class ShownBet:
    """A chosen result as it is drawn. `language` is that of its title."""

    title: str
    href: str
    note: str
    language: str


def best_bets_for(text: SearchText, request: HttpRequest) -> list[ShownBet]:
    """The choices for these words, in whichever case, without pages that not everybody may read.

    A page is shown in the active language if it is public in it, else in its own.
    """
    known = generations.remembered("best bets", _by_phrase)
    bets = list(
        dict.fromkeys(bet for form in base_forms(text.words) for bet in known.get(form, ()))
    )
    if not bets:
        return []
    keys = {bet.page.translation_key for bet in bets if bet.page}
    public = Page.objects.live().public().filter(translation_key__in=keys)
    by_language = {(page.translation_key, language_of(page)): page for page in public}
    shown = []
    for bet in bets:
        if bet.page is None:
            shown.append(ShownBet(bet.title, bet.address, bet.note, ""))
            continue
        key = bet.page.translation_key
        own = by_language.get((key, language_of(bet.page)))
        page = by_language.get((key, get_language())) or own
        href = canonical_url(page, request) if own else ""
        if href:
            title = bet.title or page.title
            shown.append(ShownBet(title, href, bet.note, language_of(page)))
    return shown


def _by_phrase() -> dict[str, list[BestBet]]:
    found = {}
    for bet in BestBet.objects.select_related("page"):
        for form in {form for phrase in bet.phrases for form in base_forms(phrase)}:
            found.setdefault(form, []).append(bet)
    return found
