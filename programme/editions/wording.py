"""Words of two versions side by side: what was removed and what was added, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

# What ends a line of text in simple HTML.
LINE_ENDS = frozenset(
    {"p", "li", "br", "h2", "h3", "h4", "ul", "ol", "blockquote", "div", "tr", "figure", "dd", "dt"}
)


@dataclass(frozen=True)
class Run:
    """Words in a row that are on both sides, or on one only (`is_changed`)."""

    text: str
    is_changed: bool


class _Text(HTMLParser):
    """Text of simple HTML: a line a block, and after a link its address."""

    def __init__(self):
        super().__init__()
        self.parts: list[str] = []
        self._addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "a":
            self._addresses.append(dict(attrs).get("href") or "")
        elif tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")
        elif tag in LINE_ENDS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._addresses and (address := self._addresses.pop()):
            self.parts.append(f" ({address})")
        elif tag in LINE_ENDS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub(r"\s+", " ", data))


def text_of(html: str) -> str:
    """The plain text of simple HTML, a line a paragraph or item; addresses of links in brackets."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def compare_texts(before: str, after: str) -> tuple[list[Run], list[Run]]:
    """The runs of each side of two plain texts, compared word by word."""
    return _compare(_words(before), _words(after))


def compare_items(before: list[str], after: list[str]) -> tuple[list[Run], list[Run]]:
    """The same of two lists of names, each a thing of its own, a line each."""
    return _compare([f"{name}\n" for name in before], [f"{name}\n" for name in after])


def _words(text: str) -> list[str]:
    """Words with the space after them; a word is the same whether a space or a line follows it."""
    return re.findall(r"\S+\s*", text)


def _compare(before: list[str], after: list[str]) -> tuple[list[Run], list[Run]]:
    bare = [[word.strip() for word in side] for side in (before, after)]
    matcher = SequenceMatcher(None, *bare, autojunk=False)
    sides: tuple[list[Run], list[Run]] = ([], [])
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        for side, words in (
            (sides[0], before[first:last]),
            (sides[1], after[new_first:new_last]),
        ):
            if words:
                side.append(Run("".join(words), kind != "equal"))
    return sides
