"""Which characters the fonts can draw. A PDF/UA-1 file may hold no others."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import typst

SUBSTITUTE = "\N{WHITE SQUARE}"
# What the fonts surely have: Latin with its accents, and punctuation.
USUAL = re.compile("[\n\x20-\x7e\xa0-\xac\xae-\u017f\u2010-\u2026\u20ac\u2212]+")
# Control characters but for line breaks; marks that would turn the direction of what follows.
NEVER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffc]"
)
# A sign made of several, such as a family or a flag, becomes one box.
SEQUENCE = re.compile(f"{SUBSTITUTE}(?:[\u200d\ufe00-\ufe0f\u20e3]*{SUBSTITUTE}?)+")
REPORTED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
PROBE = Path(__file__).with_name("probe.typ")

# What has been asked of the fonts, for the life of the process.
_known: dict[str, bool] = {}


def shown(data: Any) -> Any:
    """The data with every text in it as the fonts can draw it."""
    missing = _missing(set().union(*_unusual(data)))
    return _replaced(data, missing)


def _unusual(data: Any):
    yield set()
    if isinstance(data, str):
        yield set(NEVER.sub("", USUAL.sub("", data)))
    elif isinstance(data, dict):
        for value in data.values():
            yield from _unusual(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _unusual(value)


def _replaced(data: Any, missing: set[str]) -> Any:
    if isinstance(data, str):
        # A lone half of a surrogate pair is no character.
        text = NEVER.sub("", data).encode("utf-8", "replace").decode()
        if missing.intersection(text):
            text = "".join(SUBSTITUTE if sign in missing else sign for sign in text)
            text = SEQUENCE.sub(SUBSTITUTE, text)
        return text
    if isinstance(data, dict):
        return {key: _replaced(value, missing) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_replaced(value, missing) for value in data]
    return data


def _missing(signs: set[str]) -> set[str]:
    signs = {sign for sign in signs if not "\ud800" <= sign <= "\udfff"}
    asked = signs - _known.keys()
    while asked and (refused := _refused_of(asked)):
        _known.update(dict.fromkeys(refused, False))
        asked -= refused
    _known.update(dict.fromkeys(asked, True))
    return {sign for sign in signs if not _known.get(sign, False)}


def _refused_of(signs: set[str]) -> set[str]:
    """Those that Typst itself says it cannot draw, all of them in one compilation."""
    try:
        _prober().compile(
            format="pdf",
            sys_inputs={"content": json.dumps(sorted(signs), ensure_ascii=False)},
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        said = f"{error.message}\n{error.diagnostic}"
        texts = [ESCAPED.sub(lambda m: chr(int(m[1], 16)), t) for t in REPORTED.findall(said)]
        refused = signs.intersection("".join(texts))
        if not refused and "could not be displayed" not in said:
            raise
        # If it says so in a way that cannot be read, none of them is drawn.
        return refused or set(signs)
    return set()


@cache
def _prober() -> typst.Compiler:
    # From a file: a compiler of bytes forgets them at its first error.
    return typst.Compiler(str(PROBE), ignore_system_fonts=True)
