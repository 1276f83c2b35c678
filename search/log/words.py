"""Which searches may be counted by their words at all."""

import re

from search.folding import fold

LONGEST = 60
MOST_WORDS = 6
MOST_DIGITS = 4


def countable(typed: str) -> str:
    """A search as it is counted: folded; "" for what may hold somebody's data.

    An e-mail address, a number as long as a phone's or a personal code's (five digits or more in
    all), or a text too long to be a search for something is counted without its words.
    """
    words = fold(typed)
    if "@" in typed or len(re.findall(r"\d", typed)) > MOST_DIGITS:
        return ""
    if len(words) > LONGEST or len(words.split()) > MOST_WORDS:
        return ""
    return words
