"""What the search field suggests while one types: public names and titles of public pages."""

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from wagtail.models import Page

from cms.languages import language_of
from cms.search_text import SearchText
from search.cards import names
from search.folding import fold

FEWEST_LETTERS = 2
LONGEST = 80
MOST = 8
MOST_NAMES = 3
# How many titles are looked at for those in the reader's language.
LOOKED_AT = 40


def suggestions(request: HttpRequest) -> JsonResponse:
    """`{"suggestions": [text, …]}` for `?q=`; an empty list for less than two letters.

    Answers by JSON, to the script of the search page only: it is kept in no cache.
    """
    text = SearchText.read(request.GET.get("q", "")[:LONGEST])
    response = JsonResponse({"suggestions": suggest(text)})
    patch_cache_control(response, private=True, max_age=0)
    return response


def suggest(text: SearchText) -> list[str]:
    """At most eight texts to search for, names first, then titles in the active language."""
    typed = fold(text.words)
    if len(typed) < FEWEST_LETTERS:
        return []
    found = [*_names_like(typed)[:MOST_NAMES], *_titles_like(typed)]
    # Translations and local pages share titles.
    by_words = {fold(each): each for each in reversed(found)}
    return [each for each in dict.fromkeys(found) if by_words[fold(each)] == each][:MOST]


def _names_like(typed: str) -> list[str]:
    starting = sorted(name for name in names() if name.startswith(typed))
    return [names()[name].name for name in starting[:MOST_NAMES]]


def _titles_like(typed: str) -> list[str]:
    pages = Page.objects.live().public().filter(depth__gt=1).autocomplete(typed)[:LOOKED_AT]
    language = get_language()
    ranked = sorted(pages, key=lambda page: language_of(page) != language)
    return [page.title for page in ranked]
