"""Which language a text of unknown language is in."""

from search.analysis.words import words_of

# Words that are frequent in one of the languages and none in the others.
_FREQUENT = {
    "fi": "ja on ei että se tai myös ovat sekä kun joka voi hän mukaan kanssa joita",
    "sv": "och att det är som för på av till den med inte har ett kan vi om från eller",
    "en": "the of and to is for that with are this be or by from you can at our",
}
_WORDS = {code: frozenset(words.split()) for code, words in _FREQUENT.items()}
MAX_TEXT = 5_000


def language_of_text(text: str) -> str:
    """ "fi", "sv" or "en"; Finnish if nothing speaks for another."""
    counts = dict.fromkeys(_WORDS, 0)
    for word in words_of(text[:MAX_TEXT]):
        for code, words in _WORDS.items():
            counts[code] += word.text in words
    best = max(counts, key=counts.get)
    return best if counts[best] >= 2 and counts[best] > counts["fi"] else "fi"
