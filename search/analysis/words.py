"""Words of a text: where they stand, and how they are written for comparing."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Letters and digits; inside also hyphens, colons (JANE:n) and apostrophes between them.
_WORD = re.compile(r"[^\W_]+(?:[-‐‑–:'’´][^\W_]+)*")
_JOINTS = re.compile(r"[-‐‑–:'’´]")
_HYPHENS = re.compile(r"[-‐‑–]")
_CASE_ENDING = re.compile(r"[:'’´]\w{1,8}$")
# No name and no compound that anybody writes is longer; what is, is kept only by its beginning.
MAX_WORD = 60


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in a text, from `start` to `end`; `text` is in lower case."""

    text: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order, each once for each place where it stands."""
    for found in _WORD.finditer(text):
        yield Word(folded(found.group()), found.start(), found.end())


def beginning(text: str, words: int) -> str:
    """The first words of a text that is searched for, without what a database refuses."""
    kept = "".join(
        " " if unicodedata.category(c)[0] == "C" else c for c in text[: words * MAX_WORD]
    )
    return " ".join(kept.split()[:words])


def folded(word: str) -> str:
    """A word in lower case with its letters composed, at most `MAX_WORD` long."""
    return unicodedata.normalize("NFC", word[: MAX_WORD * 4].lower())[:MAX_WORD]


def pieces_of(word: str) -> list[str]:
    """The parts of a word between its hyphens and other joints: sote-keskus is sote and keskus."""
    return [piece for piece in _JOINTS.split(word) if piece]


def without_ending(word: str) -> str:
    """The word before a case ending after a colon or an apostrophe: JANE:n is JANE."""
    return _CASE_ENDING.sub("", word)


def joined(word: str) -> str:
    """The word without hyphens, as others write it: sote-keskus is sotekeskus."""
    return _HYPHENS.sub("", word)
