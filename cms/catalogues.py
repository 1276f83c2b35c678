"""Translation catalogues: builds `.mo` files from `.po` files without gettext, and checks both.

The catalogues lie below `settings.LOCALE_PATHS`: `locale/site` holds our own strings, and
`locale/libraries` holds Finnish for strings of the libraries that bring none. The `.mo` files are
committed, so a user's machine needs no gettext; `manage.py compile_catalogues` makes them anew
after a `.po` file has changed, and its `--check` keeps the two together.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings

# In these languages every string of ours must be translated; in others a gap falls back to Finnish.
COMPLETE_LANGUAGES = ("fi", "sv")
# The folder below LOCALE_PATHS with our own strings; the other holds only what libraries lack.
OWN_STRINGS = "site"

# %(name)s, %s, %d, %.2f: the conversions of Python's % operator. A space before the letter is no
# flag here, or "50 % discount" would hold one.
PERCENT = re.compile(r"%(?:\(\w+\))?[-#0+]?\d*(?:\.\d+)?[diouxXeEfFgGcrsa]")
# {name}, {0}, {}, {name:%d}: the fields of str.format.
BRACES = re.compile(r"\{[\w.\[\]]*(?:![rsa])?(?::[^{}]*)?\}")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a catalogue.

    `path` is the `.po` or `.mo` file, `msgid` the entry (empty when the whole file is meant) and
    `message` says in English what is wrong.
    """

    path: Path
    msgid: str
    message: str

    def __str__(self) -> str:
        where = f"{self.path}: {self.message}"
        return f"{where}: {self.msgid!r}" if self.msgid else where


def catalogue_files(roots: Iterable[Path] | None = None) -> list[Path]:
    """Every `.po` file below the given folders, sorted; by default below `LOCALE_PATHS`."""
    roots = settings.LOCALE_PATHS if roots is None else roots
    return sorted(path for root in roots for path in Path(root).glob("*/LC_MESSAGES/*.po"))


def compiled(po_path: Path) -> bytes:
    """The `.mo` file of a catalogue: the same bytes for the same text, with no time or path in it.

    Fuzzy and empty translations are left out, as gettext leaves them out.
    """
    return polib.pofile(str(po_path)).to_binary()


def compile_all(roots: Iterable[Path] | None = None) -> list[Path]:
    """Write each `.mo` file that is missing or out of date; gives those written."""
    written = []
    for po_path in catalogue_files(roots):
        mo_path = po_path.with_suffix(".mo")
        content = compiled(po_path)
        if not mo_path.exists() or mo_path.read_bytes() != content:
            mo_path.write_bytes(content)
            written.append(mo_path)
    return written


def stale(roots: Iterable[Path] | None = None) -> list[Path]:
    """The `.mo` files that are missing, differ from their `.po`, or have lost it."""
    roots = settings.LOCALE_PATHS if roots is None else list(roots)
    sources = catalogue_files(roots)
    wrong = {
        po_path.with_suffix(".mo")
        for po_path in sources
        if not po_path.with_suffix(".mo").exists()
        or po_path.with_suffix(".mo").read_bytes() != compiled(po_path)
    }
    expected = {po_path.with_suffix(".mo") for po_path in sources}
    present = {path for root in roots for path in Path(root).glob("*/LC_MESSAGES/*.mo")}
    return sorted(wrong | (present - expected))


def problems(roots: Iterable[Path] | None = None) -> list[Problem]:
    """What is wrong in the `.po` files: gaps, fuzzy and doubled entries, placeholders that differ.

    An empty translation counts in `COMPLETE_LANGUAGES` only. A string of ours that one of these
    languages has and the other lacks is a gap too, so that neither is forgotten.
    """
    found = []
    for po_path in catalogue_files(roots):
        found += _problems_of(po_path)
    return [*found, *_gaps_between_languages(roots)]


def placeholders(text: str) -> Counter[str]:
    """The placeholders of a string with their numbers; `%%` counts as one kind of its own.

    >>> sorted(placeholders("%(count)s of {total}: 5 %%"))
    ['%%', '%(count)s', '{total}']
    """
    single = text.replace("%%", "")
    return Counter(
        [*PERCENT.findall(single), *BRACES.findall(single), *["%%"] * text.count("%%")],
    )


def _problems_of(po_path: Path) -> Iterator[Problem]:
    language = _language(po_path)
    seen = set()
    for entry in polib.pofile(str(po_path)):
        if entry.obsolete:
            continue
        key = (entry.msgctxt, entry.msgid)
        if key in seen:
            yield Problem(po_path, entry.msgid, "doubled entry")
        seen.add(key)
        if entry.fuzzy:
            yield Problem(po_path, entry.msgid, "fuzzy translation")
        elif not entry.translated():
            if language in COMPLETE_LANGUAGES:
                yield Problem(po_path, entry.msgid, "missing translation")
            continue
        for problem in _placeholder_problems(entry):
            yield Problem(po_path, entry.msgid, problem)


def _placeholder_problems(entry: polib.POEntry) -> Iterator[str]:
    singular, plural = placeholders(entry.msgid), placeholders(entry.msgid_plural or "")
    if entry.msgid_plural:
        # "one page" may drop the number that "%(count)s pages" needs, and the other way round.
        pairs = [
            (text, (singular, plural) if int(form) == 0 else (plural,))
            for form, text in sorted(entry.msgstr_plural.items(), key=lambda item: int(item[0]))
        ]
    else:
        pairs = [(entry.msgstr, (singular,))]
    for text, allowed in pairs:
        if not text:
            continue
        given = placeholders(text)
        # A named placeholder may be said twice; an unnamed one takes the next argument each time.
        if not any(_same(given, wanted) for wanted in allowed):
            wanted = ", ".join(sorted(allowed[-1])) or "none"
            yield f"placeholders differ (has {', '.join(sorted(given)) or 'none'}, needs {wanted})"
        elif any(name.startswith("%") for name in given) and "%" in PERCENT.sub(
            "", text.replace("%%", "")
        ):
            yield "a lone % beside placeholders (write %%)"


def _same(given: Counter[str], wanted: Counter[str]) -> bool:
    def unnamed(counter: Counter[str]) -> dict[str, int]:
        return {
            name: number
            for name, number in counter.items()
            if name != "%%" and not re.search(r"[({]\w", name)
        }

    return set(given) == set(wanted) and unnamed(given) == unnamed(wanted)


def _gaps_between_languages(roots: Iterable[Path] | None) -> Iterator[Problem]:
    by_domain: dict[tuple[Path, str], dict[str, Path]] = {}
    for po_path in catalogue_files(roots):
        root, language = po_path.parents[2], _language(po_path)
        if root.name == OWN_STRINGS and language in COMPLETE_LANGUAGES:
            by_domain.setdefault((root, po_path.name), {})[language] = po_path
    for (root, name), paths in by_domain.items():
        keys = {
            language: {
                (entry.msgctxt, entry.msgid)
                for entry in polib.pofile(str(path))
                if not entry.obsolete
            }
            for language, path in paths.items()
        }
        every = set().union(*keys.values())
        for language in COMPLETE_LANGUAGES:
            path = paths.get(language, root / language / "LC_MESSAGES" / name)
            for _context, msgid in sorted(
                every - keys.get(language, set()), key=lambda key: key[1]
            ):
                yield Problem(path, msgid, "not in this language's catalogue")


def _language(po_path: Path) -> str:
    return po_path.parents[1].name
