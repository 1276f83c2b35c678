"""Words made alike for comparing: what differs only in capitals, spaces or signs is the same."""

import unicodedata

# What stands within words: "s-posti", "vapaa'aika".
WITHIN_WORDS = "-'’"


def fold(text: str) -> str:
    """A text in small letters, composed, with single spaces and without signs between words.

    Only letters, digits and what stands within words is left, so that the result is safe as the
    content of a table's cell, too ("=1+1" becomes "1 1").
    """
    composed = unicodedata.normalize("NFC", text).lower()
    kept = "".join(c if c.isalnum() or c in WITHIN_WORDS or _is_mark(c) else " " for c in composed)
    words = (word.strip(WITHIN_WORDS) for word in kept.split())
    return " ".join(filter(None, words))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")
