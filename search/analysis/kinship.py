"""Finnish words of one root that are looked for together: lahjoittaa by lahjoitus too.

Voikko gives a word's own base form; what is derived from it is another word there. These rules make
the derived ones that are regular. A made word that nobody writes finds nothing.
"""

from collections.abc import Iterator

# A verb and the noun of what it does, each looked for by the other.
_NOUNS_OF_VERBS = (
    ("ttaa", "tus"),
    ("ttää", "tys"),
    ("staa", "stus"),
    ("stää", "stys"),
    ("oida", "ointi"),
    ("öidä", "öinti"),
    ("ella", "elu"),
    ("ellä", "ely"),
    ("illa", "ilu"),
    ("illä", "ily"),
    ("ata", "anta"),
    ("ätä", "äntä"),
    ("ata", "aus"),
    ("ätä", "äys"),
    ("ita", "inta"),
    ("itä", "intä"),
    ("ota", "ous"),
    ("ötä", "öys"),
    ("oa", "onta"),
)
# Nouns that verbs lead to, but that do not lead back: sopimus says more than sopia.
_NOUNS_ONLY = (
    ("da", "nti"),
    ("dä", "nti"),
    ("taa", "to"),
    ("tää", "tö"),
    ("aa", "u"),
    ("aa", "o"),
    ("ia", "i"),
    ("iä", "i"),
    ("ia", "imus"),
    ("iä", "imys"),
    ("ea", "emus"),
    ("eä", "emys"),
    ("ata", "i"),
)
# What somebody is, and that he is so: turvallinen, turvallisuus.
_ADJECTIVES = (
    ("inen", "isuus"),
    ("inen", "isyys"),
    ("ton", "ttomuus"),
    ("tön", "ttömyys"),
)
# Less before the ending is no root of its own.
MIN_ROOT = 2


def kin_of(lemma: str) -> Iterator[str]:
    """The regular kin of a base form, in no order; made, not looked up."""
    for verb, noun in _NOUNS_OF_VERBS:
        yield from _exchanged(lemma, verb, noun)
        yield from _exchanged(lemma, noun, verb)
    for verb, noun in _NOUNS_ONLY:
        yield from _exchanged(lemma, verb, noun)
    for adjective, noun in _ADJECTIVES:
        yield from _exchanged(lemma, adjective, noun)
        yield from _exchanged(lemma, noun, adjective)


def _exchanged(word: str, ending: str, other: str) -> Iterator[str]:
    if word.endswith(ending) and len(word) - len(ending) >= MIN_ROOT:
        yield word.removesuffix(ending) + other
