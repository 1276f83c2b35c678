"""The analyser of each language (search.analysis gives it to the rest of the house)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from search.analysis.engines import FinnishEngine, finnish_engine
from search.analysis.names import without_case
from search.analysis.readings import NOUN, Readings, read, read_all
from search.analysis.stems import LANGUAGES, stem
from search.analysis.tokens import text_of
from search.analysis.voikko import MAX_LETTERS
from search.analysis.words import joined, pieces_of, without_ending, words_of

FINNISH = "fi"
# Of how many different words the answers are kept, about 10 megabytes.
REMEMBERED_WORDS = 20_000
# A longer text of one field is searched by its beginning.
MAX_TEXT = 400_000


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a word may be looked for by: its base forms or stems, and the parts of a compound.

    `is_known` says that a dictionary has the word; otherwise its base forms are guessed.
    """

    lemmas: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Forms:
    """The words of a text, their base forms, and what their parts give besides, each in order."""

    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    parts: tuple[str, ...]


class Analyser:
    """Reads the words of one language. May be used by any number of threads."""

    def __init__(self, language: str) -> None:
        self.language = language

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The base forms of a word (of a language without Voikko, its stem)."""
        return self.analyse(word).lemmas

    def analyse(self, word: str) -> Analysis:
        """Base forms and compound parts of one word in lower case, hyphens and all."""
        # A Finnish word or name in the text is found by its base form only as it stands there.
        return Analysis((stem(self.language, without_ending(word)),), (word,))

    def forms(self, text: str) -> Forms:
        """What is indexed of a text."""
        words: list[str] = []
        lemmas: list[str] = []
        parts: list[str] = []
        for word in words_of(text[:MAX_TEXT]):
            pieces = pieces_of(word.text)
            words += pieces
            analysis = self.analyse(word.text)
            lemmas += analysis.lemmas
            parts += analysis.parts
            if len(pieces) > 1:
                parts.append(joined(word.text))
                parts += pieces
        return Forms(tuple(words), tuple(lemmas), tuple(parts))

    def index_forms(self, text: str) -> str:
        """The same as one text, which any database's plain word index can hold."""
        return text_of(self.forms(text))


class FinnishAnalyser(Analyser):
    """Voikko's base forms and compound parts; of words that it does not know, stems."""

    def __init__(self, engine: FinnishEngine) -> None:
        super().__init__(FINNISH)
        self._ask = engine.ask
        self.analyse = lru_cache(REMEMBERED_WORDS)(self._analyse)

    def _analyse(self, word: str) -> Analysis:
        known = self._known(word)
        if known.is_known:
            return known
        # A foreign word, a name or a new one: any language's inflection may be on it.
        base = without_ending(word)
        lemmas = [base]
        if base.isalpha():
            lemmas += [*without_case(base), *(stem(language, base) for language in LANGUAGES)]
        parts: list[str] = []
        pieces = pieces_of(base)
        if len(pieces) > 1 and len(word) <= MAX_LETTERS:
            last = self.analyse(pieces[-1])
            if last.is_known:
                lemmas += ["".join([*pieces[:-1], lemma]) for lemma in last.lemmas]
            for piece in pieces:
                analysis = self.analyse(piece)
                parts += [*analysis.lemmas, *analysis.parts]
        return Analysis(tuple(dict.fromkeys(lemmas)), tuple(dict.fromkeys(parts)))

    def _known(self, word: str) -> Analysis:
        readings = self._readings(word)
        parts = [*readings.parts, *self._lemmas_of_segments(readings.segments)]
        lemmas = tuple(dict.fromkeys(joined(lemma) for lemma in readings.lemmas))
        parts = tuple(dict.fromkeys(joined(part) for part in parts))
        return Analysis(lemmas, parts, is_known=bool(lemmas))

    def _readings(self, word: str) -> Readings:
        if self._ask is None or len(word) > MAX_LETTERS or not word.isprintable():
            return Readings()
        answers = self._ask(word) or self._ask(word.capitalize())
        return read_all(answers)

    def _lemmas_of_segments(self, segments: Iterable[str]) -> list[str]:
        """Those of a dictionary word's segments that are nouns by themselves: jäsen=maksu."""
        found = []
        for segment in segments:
            readings = [read(answer) for answer in self._ask(segment)] if self._ask else []
            found += [
                reading.lemma
                for reading in readings
                if len(reading.units) == 1
                and reading.units[0].kind == NOUN
                and reading.lemma == segment
            ]
        return found


def analyser(language: str) -> Analyser:
    """The analyser of a language code; plain Finnish and what is not known are read as Finnish."""
    code = language.split("-")[0]
    if code in LANGUAGES and code != FINNISH:
        return _other(code)
    return _finnish(finnish_engine())


def every_analyser() -> list[Analyser]:
    """One of each: a visitor may search in any language, whichever the page around is in."""
    return [analyser(code) for code in LANGUAGES]


@cache
def _other(code: str) -> Analyser:
    return Analyser(code)


@cache
def _finnish(engine: FinnishEngine) -> Analyser:
    return FinnishAnalyser(engine)
