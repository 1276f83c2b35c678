"""Base forms of words that no dictionary has, mostly names: Aminalle is of Amina, Ahmedin of Ahmed.

Only guesses: every ending that might be one is taken off. They do no harm, for a guess finds
nothing but a page with that very word, or one about which the same was guessed.
"""

from collections.abc import Iterator

# Singular cases, the longer first; the illative, which lengthens a vowel, is told apart below.
_ENDINGS = (
    *("lla", "llä", "lta", "ltä", "lle", "ssa", "ssä", "sta", "stä", "ksi"),
    *("na", "nä", "ta", "tä", "n", "a", "ä"),
)
_VOWELS = "aeiouyäö"
# Less of a word is too much like other words.
MIN_LETTERS = 4


def without_case(word: str) -> Iterator[str]:
    """What a word may be without its case ending, in lower case.

    A name that ends in a consonant has an i before its endings: Ahmed, Ahmedille.
    """
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    if word.endswith("n") and word[-2:-1] in _VOWELS and word[-3:-2] == word[-2:-1]:
        stems.append(word[:-2])
    for stem in stems:
        if len(stem) >= MIN_LETTERS:
            yield stem
        if stem.endswith("i") and stem[-2:-1] not in _VOWELS and len(stem) > MIN_LETTERS:
            yield stem[:-1]
