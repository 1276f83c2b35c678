"""The two ways to ask Voikko: the system's library, or the pure package that brings its own.

Both give the transducer's own answers (search/analysis/readings.py reads them). A handle of
libvoikko must never be used by two threads at once, and pyvoikko does not promise that it may be:
both stand behind a lock, which a cache of answers mostly spares.
"""

import threading
from collections.abc import Callable
from functools import cache
from importlib import import_module, metadata

LIBVOIKKO = "libvoikko"
PYVOIKKO = "pyvoikko"
# Nothing longer is looked up: the answer to a made-up compound grows with its length.
MAX_LETTERS = 40
MAX_ANSWERS = 24

Ask = Callable[[str], list[str]]


@cache
def engine_of(name: str) -> tuple[Ask, str] | None:
    """How to ask an engine, and its version; None where this machine does not have it."""
    try:
        return {LIBVOIKKO: _libvoikko, PYVOIKKO: _pyvoikko}[name]()
    # A missing system library is an OSError, a missing dictionary the library's own exception.
    except Exception:
        return None


def _libvoikko() -> tuple[Ask, str]:
    library = import_module("libvoikko")
    handle = library.Voikko("fi")
    lock = threading.Lock()

    def ask(word: str) -> list[str]:
        # Its words are C strings and end at NUL.
        if not 0 < len(word) <= MAX_LETTERS or "\0" in word:
            return []
        with lock:
            answers = handle.analyze(word)
        # Those without are the same again, as names of organisations.
        return [a["FSTOUTPUT"] for a in answers[:MAX_ANSWERS] if "FSTOUTPUT" in a]

    return ask, str(library.Voikko.getVersion())


def _pyvoikko() -> tuple[Ask, str]:
    # Without the compiled part an analysis takes a hundred times as long.
    import_module("kfst_rs")
    package = import_module("pyvoikko")
    kfst = import_module("kfst")
    lock = threading.Lock()

    def ask(word: str) -> list[str]:
        if not 0 < len(word) <= MAX_LETTERS:
            return []
        try:
            with lock:
                answers = package.VOIKKO_FST.lookup(word)
        except kfst.TokenizationException:
            return []
        return [answer for answer, _weight in answers][:MAX_ANSWERS]

    return ask, metadata.version("pyvoikko")
