"""Searching within one programme: which parts have the words, and where in them."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape, format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from wagtail.models import Page

from programme.reading.tree import Node, ProgrammeTree

# How many letters an excerpt shows before the first word found, and in all.
BEFORE = 60
LENGTH = 220
# The fields of parts that say something, as a reader meets them.
FIELDS = ("introduction", "why", "what", "description", "schedule")


@dataclass(frozen=True)
class Found:
    """A part of a programme with the words, and the place in its text where they are."""

    node: Node
    excerpt: SafeString


def search(tree: ProgrammeTree, words: str):
    """The pages of a tree's parts that have the words (cms.search_text), the best first.

    Only what the tree shows: no draft and nothing private. Gives what can be paginated.
    """
    if not words:
        return []
    nodes = [*tree.priorities, *tree.goals, *tree.actions]
    visible = Page.objects.filter(pk__in=[node.page.pk for node in nodes])
    return visible.specific().search(words)


def found(tree: ProgrammeTree, pages: Iterable[Page], words: str) -> list[Found]:
    """The pages with their places in the tree and with excerpts."""
    return [Found(tree.node_of(page), excerpt(text_of(page), words)) for page in pages]


def text_of(page: Page) -> str:
    """The plain text of a part besides its title."""
    texts = [str(getattr(page, name, "") or "") for name in FIELDS]
    measures = getattr(page, "measures", None) or ()
    texts += [block.value["indicator"] for block in measures]
    # Tags part words: "<p>yksi</p><p>kaksi</p>" is not one word.
    plain = (html.unescape(strip_tags(text.replace("<", " <"))) for text in texts)
    return " · ".join(" ".join(text.split()) for text in plain if text.strip())


def excerpt(text: str, words: str) -> SafeString:
    """The part of a text around the first of the words, all of them marked.

    The beginning, if none is there: they may be in the title or in an organisation's name.
    """
    pattern = "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))
    first = re.search(pattern, text, re.IGNORECASE) if pattern else None
    start = max(first.start() - BEFORE, 0) if first else 0
    if start:
        # From the beginning of a word.
        start = text.find(" ", start, first.start()) + 1 or first.start()
    end = start + LENGTH
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    shown = text[start:end].strip()
    marked = _marked(shown, pattern) if first else escape(shown)
    return format_html("{}{}{}", "… " if start else "", marked, " …" if end < len(text) else "")


def _marked(text: str, pattern: str) -> SafeString:
    pieces = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    # What the pattern has caught stands at every second place.
    marked = ((format_html("<mark>{}</mark>", p) if k % 2 else p,) for k, p in enumerate(pieces))
    return format_html_join("", "{}", marked)
