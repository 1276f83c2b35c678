"""Snowball's stems. A stemmer keeps what it works on in itself, so each thread has its own."""

import threading
from functools import lru_cache

from snowballstemmer import stemmer

_NAMES = {"fi": "finnish", "sv": "swedish", "en": "english"}
LANGUAGES = tuple(_NAMES)
_own = threading.local()


def stem(language: str, word: str) -> str:
    """The stem of a word, marked with its language so that no other language's word is alike."""
    return f"{language}:{bare_stem(language, word)}"


@lru_cache(maxsize=30_000)
def bare_stem(language: str, word: str) -> str:
    """The stem of a word as the beginning of that word."""
    stemmers = vars(_own).setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = stemmer(_NAMES[language])
    found = stemmers[language].stemWord(word)
    # Swedish doubles these before an ending only: medlem, medlemmar; program, programmet.
    if language == "sv" and found.endswith(("mm", "nn")) and len(found) > 3:
        found = found[:-1]
    return found
