"""The words of public pages, and which of them is nearest to one that was typed wrong."""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice, takewhile

from django.conf import settings
from django.db import connection
from modelsearch.conf import get_app_config
from modelsearch.utils import get_descendants_content_types_pks
from rapidfuzz import process
from rapidfuzz.distance import OSA
from wagtail.models import Page

from cms import generations
from search.analysis import analyser
from search.analysis.tokens import PART, WORD, decoded, encoded
from search.analysis.words import joined

# A letter of each is three bytes of memory at most, so a vocabulary takes some tens of megabytes.
MAX_WORDS = 200_000
MAX_LETTERS = 40
CANDIDATES = 40
# How many of the nearest are asked for at the database.
ASKED = 8
# Shorter beginnings are of too many words.
MIN_BEGINNING = 5
MAX_BEGUN = 20
# The longest Swedish ending is of four letters: föreningarna.
MAX_ENDING = 4
MAX_AGE = 600
# How a colon is written in a token: a stem ("sv:förening") is no word to suggest.
_STEM = encoded(":")
# Letters that many keyboards lack.
_ALIKE = str.maketrans("äåöéü", "aaoeu")


def distance_allowed(word: str, *, is_word: bool) -> int:
    """How many wrong letters a typed word may have.

    :param is_word: whether it is a Finnish word, only none that a page holds: then fewer.
    """
    letters = len(word)
    if any(letter.isdigit() for letter in word) or letters < 4:
        return 0
    allowed = 1 if letters < 6 else 2 if letters < 11 else 3
    return max(allowed - 1, 1 if letters > 7 else 0) if is_word else allowed


@dataclass(frozen=True)
class Vocabulary:
    """Words, the same with letters that are alike made one, and on how many pages each is.

    The most frequent come first; `in_order` has their places by the alphabet.
    """

    words: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    in_order: tuple[int, ...] = ()

    def beginning_with(self, word: str) -> tuple[str, ...]:
        """The most frequent words that begin with a word: partiolainen with partio."""
        if len(word) < MIN_BEGINNING:
            return ()
        first = bisect_left(self.in_order, word, key=self.words.__getitem__)
        begun = takewhile(
            lambda place: self.words[place].startswith(word), islice(self.in_order, first, None)
        )
        longer = [place for place in begun if self.words[place] != word]
        return tuple(self.words[place] for place in nsmallest(MAX_BEGUN, longer))

    def holding(self, stem: str) -> tuple[str, ...]:
        """The most frequent words with a stem near their end: huvudbiblioteket with bibliotek."""
        if len(stem) < MIN_BEGINNING:
            return ()
        holding = (word for word in self.words if 0 < word.rfind(stem) >= _last_place(word, stem))
        return tuple(islice(holding, MAX_BEGUN))

    def nearest(self, word: str, is_there: Callable[[str], bool]) -> str | None:
        """The nearest word that is there; None if none is near enough.

        :param is_there: whether a public page holds it now, for the words may be of a while ago.
        """
        word = joined(word)
        if len(word) > MAX_LETTERS:
            return None
        allowed = distance_allowed(word, is_word=analyser("fi").analyse(word).is_known)
        if not allowed:
            return None
        typed = word.translate(_ALIKE)
        near = process.extract(
            typed, self.plain, scorer=OSA.distance, score_cutoff=allowed, limit=CANDIDATES
        )
        candidates = sorted(
            near,
            key=lambda found: (
                found[1],
                # Whoever mistypes seldom does so at the first letter.
                self.plain[found[2]][:1] != typed[:1],
                OSA.distance(word, self.words[found[2]]),
                -self.pages[found[2]],
            ),
        )
        for _plain, distance, place in candidates[:ASKED]:
            candidate = self.words[place]
            if distance * 2 < len(candidate) and candidate != word and is_there(candidate):
                return candidate
        return None


def _last_place(word: str, stem: str) -> int:
    """From where on in a word a stem must stand so that only an ending follows."""
    return len(word) - len(stem) - MAX_ENDING


_known: tuple[float, object, Vocabulary] | None = None


def vocabulary() -> Vocabulary:
    """The words of public pages; up to SEARCH_VOCABULARY_SECONDS old after a change."""
    global _known
    numbers = generations.snapshot()
    now = time.monotonic()
    known = _known
    if known:
        age = now - known[0]
        # The index may be made anew without any page being changed.
        if age < (MAX_AGE if known[1] == numbers else settings.SEARCH_VOCABULARY_SECONDS):
            return known[2]
    made = vocabulary_of(_counts())
    _known = (now, numbers, made)
    return made


def forget() -> None:
    """Read the words anew at the next call."""
    global _known
    _known = None


def vocabulary_of(counts: Iterable[tuple[str, int]]) -> Vocabulary:
    """A vocabulary of the index's tokens with the number of pages of each."""
    found: Counter[str] = Counter()
    for token, pages in counts:
        if token.startswith((WORD, PART)) and _STEM not in token:
            word = decoded(token[2:])
            if 3 < len(word) <= MAX_LETTERS and word.isalpha():
                found[word] = max(found[word], pages)
    rows = found.most_common(MAX_WORDS)
    words = tuple(word for word, _pages in rows)
    return Vocabulary(
        words=words,
        plain=tuple(word.translate(_ALIKE) for word in words),
        pages=tuple(pages for _word, pages in rows),
        in_order=tuple(sorted(range(len(words)), key=words.__getitem__)),
    )


def _counts() -> Iterable[tuple[str, int]]:
    """Tokens of live and public pages alone, and on how many of them each stands."""
    ids = list(Page.objects.live().public().filter(depth__gt=1).values_list("pk", flat=True))
    types = get_descendants_content_types_pks(Page)
    return (_counts_of_postgres if connection.vendor == "postgresql" else _counts_of_sqlite)(
        ids, types
    )


def _counts_of_postgres(ids: list[int], types: list[int]) -> Iterable[tuple[str, int]]:
    if not ids:
        return []
    table = get_app_config().get_model("IndexEntry")._meta.db_table
    # ts_stat takes a query as text; there is nothing in it but numbers and the table's name.
    inner = (
        f"SELECT title || body FROM {table} WHERE content_type_id IN "  # noqa: S608
        f"({','.join(map(str, map(int, types)))}) AND object_id IN "
        f"({','.join(repr(str(int(pk))) for pk in ids)})"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, ndoc FROM ts_stat(%s)", [inner])
        return cursor.fetchall()


def _counts_of_sqlite(ids: list[int], types: list[int]) -> Iterable[tuple[str, int]]:
    wanted = {str(pk) for pk in ids}
    entries = get_app_config().get_model("IndexEntry").objects.filter(content_type_id__in=types)
    counts: Counter[str] = Counter()
    for pk, title, body in entries.values_list("object_id", "title", "body").iterator(500):
        if pk in wanted:
            counts.update(set(f"{title} {body or ''}".split()))
    return counts.items()
