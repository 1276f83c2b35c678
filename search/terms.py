"""What is searched for each word of a query: the word, its base forms, what stands for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from modelsearch.query import PlainText

from search.analysis import Analysis, analyser, every_analyser
from search.analysis.kinship import kin_of
from search.analysis.stop_words import STOP_WORDS
from search.analysis.tokens import LEMMA, PART, WORD, marked
from search.analysis.words import joined, pieces_of, words_of
from search.synonyms import synonyms

# Nobody types more; whoever pastes a text is answered by its beginning.
MAX_TERMS = 24
# Never indexed: what is searched when nothing that is a word was typed.
NOTHING = "q9"


@dataclass(frozen=True, slots=True)
class Atom:
    """A word that a page must have in one of these forms (tokens of the index)."""

    tokens: tuple[str, ...]


# One way to say it: words that must all be there.
Way = tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the query, or some that mean one thing; a page must say it in one of these ways."""

    word: str
    ways: tuple[Way, ...]
    # Does without if there are other words: "miten", "ja".
    is_stop_word: bool = False

    @property
    def tokens(self) -> frozenset[str]:
        """All tokens by which a page may say it."""
        return frozenset(token for way in self.ways for atom in way for token in atom.tokens)


class TermsQuery(PlainText):
    """A plain text query whose words have been expanded already."""

    def __init__(self, terms: Sequence[Term], operator: str = "and") -> None:
        super().__init__(" ".join(term.word for term in terms), operator=operator)
        self.terms = tuple(terms)


def terms_of(text: str, language: str) -> tuple[Term, ...]:
    """The terms of a query in order, stop words too, each word once."""
    words = []
    for word in words_of(text):
        if word.text not in words:
            words.append(word.text)
        if len(words) == MAX_TERMS:
            break
    return tuple(_terms(words, language))


def needed(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Without stop words, unless there is nothing else."""
    terms = tuple(terms)
    return tuple(term for term in terms if not term.is_stop_word) or terms


def term_of(word: str, language: str) -> Term:
    """One word as a term, with its synonyms."""
    return next(iter(_terms([word], language)))


def way_of(text: str) -> Way:
    """A synonym as one way to say something: all its words but stop words, none as a mere part."""
    found = [word.text for word in words_of(text)]
    found = [word for word in found if word not in STOP_WORDS] or found
    pieces = [piece for word in found for piece in pieces_of(word)]
    return tuple(
        Atom(tuple(dict.fromkeys([*marked(WORD, [piece]), *marked(LEMMA, _lemmas(piece))])))
        for piece in pieces
    )


def parts_way(word: str) -> Way | None:
    """A compound said in several words; None if the word is none."""
    parts = analyser("fi").analyse(word).parts
    # Only those of two letters at least, and not those that are made of others.
    short = [part for part in parts if not any(p != part and p in part for p in parts)]
    if len(short) < 2:
        return None
    return tuple(Atom(tuple(marked(PART, [part]))) for part in short)


def run_together(first: str, second: str, language: str) -> Term:
    """Two words as the compound that they may be: kylä talo is kylätalo."""
    word = first + second
    lemmas = analyser(language).lemmas(word)
    tokens = [*marked(WORD, [word]), *marked(LEMMA, lemmas), *marked(PART, [word, *lemmas])]
    return Term(f"{first} {second}", ((Atom(tuple(dict.fromkeys(tokens))),),))


def among(word: str, others: Iterable[str]) -> Term:
    """A word by others of the index that say it, such as those that begin with it."""
    return Term(word, tuple((Atom(tuple(marked(WORD, [o]) + marked(PART, [o]))),) for o in others))


def _terms(words: list[str], language: str) -> Iterable[Term]:
    table = synonyms()
    position = 0
    while position < len(words):
        length, phrases = table.longest(words[position:], keys_of)
        taken = words[position : position + max(length, 1)]
        if length > 1:
            said = [word for word in taken if word not in STOP_WORDS]
            ways = [tuple(atom for word in said for atom in _ways(word)[0])]
        else:
            ways = list(_ways(taken[0]))
        ways += [way_of(phrase) for phrase in phrases]
        yield Term(
            " ".join(taken),
            tuple(dict.fromkeys(way for way in ways if way)),
            is_stop_word=length <= 1 and taken[0] in STOP_WORDS,
        )
        position += len(taken)


def _ways(word: str) -> list[Way]:
    """The ways to say one word without synonyms; a hyphenated one also by its pieces."""
    pieces = pieces_of(word)
    if len(pieces) == 1:
        return [(_atom(word),)]
    whole = tuple(dict.fromkeys(marked(PART, [joined(word), *_lemmas(word)])))
    return [(Atom(whole),), tuple(_atom(piece) for piece in pieces)]


def _atom(word: str) -> Atom:
    lemmas = _lemmas(word)
    kin = [other for lemma in analyser("fi").lemmas(word) for other in kin_of(lemma)]
    tokens = [
        *marked(WORD, [word]),
        *marked(LEMMA, lemmas),
        *marked(PART, [*lemmas, word, *kin]),
    ]
    return Atom(tuple(dict.fromkeys(tokens)))


def _lemmas(word: str) -> list[str]:
    found: dict[str, None] = {}
    for each in every_analyser():
        analysis: Analysis = each.analyse(word)
        found.update(dict.fromkeys(analysis.lemmas))
    return list(found)


def keys_of(word: str) -> frozenset[str]:
    """By what two forms of a Finnish word are known to be the same."""
    return frozenset([word, *analyser("fi").lemmas(word)])
