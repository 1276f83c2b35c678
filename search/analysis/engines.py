"""Which engine reads Finnish here: Voikko by the system's library, or by its package, or none.

SEARCH_FINNISH_ENGINE names one, or says "auto" to take the first that there is.
"""

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from search.analysis import voikko

SNOWBALL = "snowball"
AUTO = "auto"
ORDER = (voikko.LIBVOIKKO, voikko.PYVOIKKO)
NAMES = (AUTO, *ORDER, SNOWBALL)
# Raised whenever the same text gives other words in the index than before.
FORMAT = 2


@dataclass(frozen=True)
class FinnishEngine:
    """The engine in use; `ask` is None with Snowball."""

    name: str
    version: str
    ask: voikko.Ask | None

    @property
    def stamp(self) -> str:
        """What an index was made with. Both ways to ask Voikko give the same words."""
        family = "snowball" if self.ask is None else "voikko"
        return f"{FORMAT}-{family}"


def finnish_engine() -> FinnishEngine:
    """The engine that the settings ask for, or the best that this machine has."""
    return _engine(settings.SEARCH_FINNISH_ENGINE)


@cache
def _engine(wanted: str) -> FinnishEngine:
    for name in ORDER if wanted == AUTO else (wanted,):
        found = voikko.engine_of(name) if name in ORDER else None
        if found:
            ask, version = found
            return FinnishEngine(name, version, ask)
    return FinnishEngine(SNOWBALL, "", None)
