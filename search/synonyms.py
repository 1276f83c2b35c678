"""Words that stand for each other, as staff keep them (search/models/synonyms.py)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cms import generations
from search.analysis.words import words_of

# The longest phrase that one word may stand for.
MAX_WORDS = 8
Keys = Callable[[str], frozenset[str]]


@dataclass(frozen=True)
class SynonymTable:
    """All synonyms: the words of each term, and the phrases that are searched besides."""

    entries: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()

    def longest(self, words: Sequence[str], keys: Keys) -> tuple[int, tuple[str, ...]]:
        """How many of the first words are one term, in any form of theirs, and what stands for it.

        :param keys: gives what two forms of one word have in common.
        """
        if not self.entries:
            return 0, ()
        index = self._index(keys)
        first = keys(words[0])
        best = 0
        phrases: dict[str, None] = {}
        for term, term_keys, others in {
            id(entry): entry for key in first for entry in index.get(key, ())
        }.values():
            length = len(term)
            if length < best or len(words) < length:
                continue
            if all(mine & keys(word) for mine, word in zip(term_keys, words, strict=False)):
                if length > best:
                    best, phrases = length, {}
                phrases.update(dict.fromkeys(others))
        return best, tuple(phrases)

    def _index(self, keys: Keys) -> dict:
        index = self.__dict__.get("_by_key")
        if index is None:
            index = {}
            for term, others in self.entries:
                entry = (term, tuple(keys(word) for word in term), others)
                for key in entry[1][0]:
                    index.setdefault(key, []).append(entry)
            # Made once: the table itself is made anew when staff change a row.
            object.__setattr__(self, "_by_key", index)
        return index


def synonyms() -> SynonymTable:
    """The table in use, read anew once anything has been changed."""
    return generations.remembered("search synonyms", _read)


def _read() -> SynonymTable:
    from search.models import Synonym

    return table_of(Synonym.objects.values_list("term", "equivalents", "is_both_ways"))


def table_of(rows: Iterable[tuple[str, str, bool]]) -> SynonymTable:
    """The table of rows: a term, its equivalents (one a line), and whether it goes both ways."""
    found: dict[tuple[str, ...], dict[str, None]] = {}

    def put(term: str, other: str) -> None:
        words = tuple(word.text for word in words_of(term))[:MAX_WORDS]
        if words and words != tuple(word.text for word in words_of(other)):
            found.setdefault(words, {})[other] = None

    for term, equivalents, is_both_ways in rows:
        others = [line.strip() for line in equivalents.splitlines() if line.strip()]
        for other in others:
            put(term, other)
            if is_both_ways:
                put(other, term)
                for third in others:
                    put(other, third)
    return SynonymTable(tuple((term, tuple(others)) for term, others in found.items()))
