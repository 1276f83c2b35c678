"""Lists in one language that leave nothing out: what is not translated stands in Finnish."""

from dataclasses import dataclass

from wagtail.models import Page

from cms.querysets import BasePageQuerySet


@dataclass(frozen=True)
class ListedPage:
    """A page in a list.

    `page` has the words, `facts` the dates and other facts (the Finnish page, or the same).
    `foreign_language` is the language of the words when it is not that of the list (for the
    attribute lang), else "".
    """

    page: Page
    facts: Page
    foreign_language: str


def listed_below(parent: Page, pages: BasePageQuerySet) -> list[ListedPage]:
    """Those of `pages` that are children of a list page in any language, each once.

    Words come in the list page's language where there are any; the order, and which pages there
    are, from the Finnish ones, then what stands in this language only. Two queries (three in a
    translation), however many pages.
    """
    pages = pages.select_related("locale")
    facts = {page.translation_key: page for page in pages.child_of(parent.facts)}
    words = {page.translation_key: page for page in pages.child_of(parent)}
    listed = []
    for key in dict.fromkeys([*facts, *words]):
        page = words.get(key) or facts[key]
        is_own = page.locale_id == parent.locale_id
        listed.append(
            ListedPage(page, facts.get(key, page), "" if is_own else page.locale.language_code)
        )
    return listed
