"""A stand-in until the Finnish search is joined: marks the words as they were typed."""

import re
from dataclasses import dataclass

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Term:
    """A word that was searched."""

    word: str


def excerpt(plain_text: str, terms, language: str, length: int = 200) -> SafeString:
    """The part of a text around the first word that was found, with all of them marked."""
    words = [re.escape(term.word) for term in terms]
    pattern = re.compile(rf"\b(?:{'|'.join(words)})\w*", re.IGNORECASE) if words else None
    first = pattern.search(plain_text) if pattern else None
    start = max(0, first.start() - length // 3) if first else 0
    part = plain_text[start : start + length]
    if pattern is None:
        return SafeString(escape(part))
    pieces, end = [], 0
    for match in pattern.finditer(part):
        pieces.append((part[end : match.start()], match[0]))
        end = match.end()
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html("{}{}{}", marked, part[end:], "…" if len(plain_text) > length else "")
