"""An excerpt of a page around what was searched, with the found forms marked."""

from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import Analyser, analyser
from search.analysis.tokens import LEMMA, PART, WORD, marked
from search.analysis.words import Word, joined, pieces_of, words_of
from search.terms import Term

# Of a longer text only the beginning is looked through.
MAX_TEXT = 40_000


def excerpt(plain_text: str, terms: Iterable[Term], language: str, length: int = 200) -> SafeString:
    """About `length` characters of a text, where most of the terms stand; found words in <mark>.

    Gives the beginning of a text that holds none of them. Everything of the text is escaped.

    :param language: of the text.
    """
    text = " ".join(plain_text[: MAX_TEXT * 2].split())[:MAX_TEXT]
    words = list(words_of(text))
    hits = _hits(words, list(terms), analyser(language))
    start, end = _window(text, words, hits, length)
    pieces = ["… " if start else ""]
    position = start
    for word, _place in hits:
        if word.start >= start and word.end <= end:
            pieces += [escape(text[position : word.start]), "<mark>"]
            pieces += [escape(text[word.start : word.end]), "</mark>"]
            position = word.end
    pieces += [escape(text[position:end]), " …" if end < len(text) else ""]
    return mark_safe("".join(pieces))  # noqa: S308 - every piece of the text is escaped above


def _hits(
    words: Sequence[Word], terms: Sequence[Term], language: Analyser
) -> list[tuple[Word, int]]:
    """The words that say a term, each with the term's place in the query."""
    place_of = {token: place for place, term in enumerate(terms) for token in term.tokens}
    hits = []
    for word in words if place_of else ():
        place = next((place_of[t] for t in _tokens(word.text, language) if t in place_of), None)
        if place is not None:
            hits.append((word, place))
    return hits


def _tokens(word: str, language: Analyser) -> list[str]:
    """By what the index knows a word."""
    pieces = pieces_of(word)
    analysis = language.analyse(word)
    found = [*analysis.lemmas, *analysis.parts]
    if len(pieces) > 1:
        found += [joined(word), *pieces]
    return [*marked(WORD, pieces), *marked(LEMMA, analysis.lemmas), *marked(PART, found)]


def _window(
    text: str, words: Sequence[Word], hits: Sequence[tuple[Word, int]], length: int
) -> tuple[int, int]:
    """From where to where: the stretch with the most different terms, then the most found words."""
    if len(text) <= length:
        return 0, len(text)
    best, best_start = (0, 0), 0
    for number, (word, _place) in enumerate(hits):
        inside = []
        for other, place in hits[number:]:
            if other.end > word.start + length:
                break
            inside.append(place)
        score = (len(set(inside)), len(inside))
        if score > best:
            best, best_start = score, word.start
    # A few words before the first found one, so that it can be understood.
    wanted = max(0, min(best_start - length // 4, len(text) - length))
    start = next((word.start for word in words if word.start >= wanted), 0) if wanted else 0
    limit = start + length
    ends = [word.end for word in words if start < word.end <= limit]
    end = len(text) if limit >= len(text) else max(ends, default=limit)
    return start, end
