"""Words as the index holds them: letters a–z and digits only, marked with what they are.

Every database cuts texts into words in its own way (SQLite takes ä for a, PostgreSQL's depends on
the server's locale and knows addresses from words). What is indexed is therefore written so that
all of them leave it alone, and is told apart from words of a text: `q0` begins a word as it stands
in the text, `q1` a base form, `q2` a part of a compound. A base form stands among the parts, too:
then what is looked for as a part is found whole as well, and an exact word counts for more than an
inflected one, which counts for more than a part.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

WORD, LEMMA, PART = "q0", "q1", "q2"
_LETTERS = {"ä": "0a", "ö": "0o", "å": "0e"}
_BACK = {code: letter for letter, code in _LETTERS.items()}


@lru_cache(maxsize=30_000)
def encoded(word: str) -> str:
    """A word in lower case, with letters a–z and digits only."""
    if word.isascii() and word.isalnum():
        return word
    letters = []
    for letter in word:
        plain = _LETTERS.get(letter)
        if plain is None and not (letter.isascii() and letter.isalnum()):
            plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
            plain = plain if plain.isalnum() else f"0x{ord(letter):x}"
        letters.append(plain or letter)
    return "".join(letters).lower()


def decoded(token: str) -> str:
    """The word of a token without its mark, except for foreign letters."""
    for code, letter in _BACK.items():
        token = token.replace(code, letter)
    return token


def marked(mark: str, words: Iterable[str]) -> list[str]:
    """The tokens of words."""
    return [mark + encoded(word) for word in words]


def text_of(forms) -> str:
    """What is indexed of a text (`Forms`) in one text: a line of words, then the rest."""
    # As often as they stand there: a text about it comes before one that names it.
    lines = (
        marked(WORD, forms.words),
        marked(LEMMA, forms.lemmas),
        marked(PART, (*forms.lemmas, *forms.parts)),
    )
    return "\n".join(" ".join(line) for line in lines)
