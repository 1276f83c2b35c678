"""The base forms of a short text, for what is found by its very name: "Joensuun" is Joensuu."""

from itertools import islice, product

from search.folding import fold
from search.terms import keys_of

# Of longer texts every word would have to be a name's.
MOST_WORDS = 4
MOST_FORMS = 16


def base_forms(text: str) -> tuple[str, ...]:
    """A text folded, then with its Finnish words in their base forms, in every way to read them."""
    folded = fold(text)
    words = folded.split()
    if not words or len(words) > MOST_WORDS:
        return (folded,) if folded else ()
    readings = [[word, *sorted(keys_of(word) - {word})] for word in words]
    forms = (" ".join(form) for form in product(*readings))
    return tuple(dict.fromkeys([folded, *islice(forms, MOST_FORMS)]))
