"""Finds English of the libraries, or of ours, on a screen that should speak Finnish.

A test feeds each screen's HTML to `untranslated_texts`, which compares every text that a person
can see or hear with all msgids of the installed catalogues.
"""

import functools
import html
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString
from django.apps import apps
from django.conf import settings

from cms.catalogues import BRACES, PERCENT

# Every package with a screen, a form or a message of its own that an editor may meet.
LIBRARIES = ("django", "wagtail", "wagtail_localize", "allauth", "taggit", "django_filters")
# A library's English catalogue holds all its msgids; django-filter brings none, its Finnish does.
READ_LANGUAGES = ("en", "fi")
# Attributes that a browser shows or a screen reader says.
SPOKEN_ATTRIBUTES = ("alt", "aria-description", "aria-label", "label", "placeholder", "title")
BUTTON_TYPES = ("button", "reset", "submit")
# In data-* attributes these are values of programs, though a msgid may look the same.
PROGRAM_VALUES = {"None", "True", "False", "null", "true", "false"}
# From so many words on, a msgid is looked for inside longer texts too.
PHRASE_WORDS = 3
# A pattern with fewer letters beside its placeholders ("%(a)s – %(b)s") says nothing.
FEWEST_LETTERS = 3

PLACEHOLDER = re.compile(f"{PERCENT.pattern}|{BRACES.pattern}")
TAG = re.compile(r"<[^<>]*>")


class Msgid(NamedTuple):
    """A msgid (or msgid_plural) with its context, None for most."""

    context: str | None
    text: str


@functools.cache
def installed_msgids() -> frozenset[Msgid]:
    """Every msgid of the libraries' catalogues and of ours, singular and plural, with context."""
    return frozenset(
        Msgid(entry.msgctxt, text)
        for path in _catalogues(READ_LANGUAGES)
        for entry in _entries(path)
        for text in (entry.msgid, entry.msgid_plural)
        if text
    )


@functools.cache
def finnish_texts() -> frozenset[str]:
    """Every Finnish text of the same catalogues: some equal their msgid, such as "URL"."""
    return frozenset(
        text
        for path in _catalogues(["fi"])
        for entry in _entries(path)
        if entry.translated()
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if text
    )


def library_gaps() -> set[str]:
    """Msgids of the installed apps, Django's own and their scripts' included, without Finnish.

    What counts is a translation that the running site finds: in an installed app, in Django or in
    `LOCALE_PATHS`. An upgrade of a library that brings new strings shows up here.
    """
    apps_catalogues = [Path(config.path) / "locale" for config in apps.get_app_configs()]
    django_catalogue = Path(importlib.util.find_spec("django").origin).parent / "conf" / "locale"
    libraries = [django_catalogue, *apps_catalogues]
    gaps = set()
    for domain in ("django", "djangojs"):
        wanted = {
            (entry.msgctxt, entry.msgid)
            for root in libraries
            for path in _po_files(root, READ_LANGUAGES, domain)
            for entry in _entries(path)
        }
        found = {
            (entry.msgctxt, entry.msgid)
            for root in [*libraries, *map(Path, settings.LOCALE_PATHS)]
            for path in _po_files(root, ["fi"], domain)
            for entry in _entries(path)
            if entry.translated()
        }
        gaps |= {msgid for _context, msgid in wanted - found}
    return gaps


def untranslated_texts(page: str, content: Iterable[str] = ()) -> set[str]:
    """The texts of an HTML page that are a msgid shown as it is, in English.

    A msgid's placeholders stand for any text. What some catalogue gives as Finnish is fine, and so
    is anything inside an element whose `lang` names another language. `content` names texts of the
    site's own content (page titles in English, say) that are not to be judged.
    """
    known = {_normal(text) for text in content}
    english, finnish = _index(True), _index(False)
    found = set()
    for text in visible_texts(page):
        if _normal(text) in known:
            continue
        if any(english.matches(part) and not finnish.matches(part) for part in _parts(text)) or (
            english.holds_phrase(_normal(text))
        ):
            found.add(" ".join(text.split()))
    return found


def visible_texts(page: str) -> Iterator[str]:
    """What a person sees or hears of a page: text, labels, and texts kept in data-* and JSON.

    A `data-*` value and a string in JSON count when they look like wording: they hold a space or
    begin with a capital letter. Scripts and styles are left out, JSON in `<script>` is read.
    """
    yield from _texts_of(BeautifulSoup(page, "html.parser"))


def _texts_of(node: Tag) -> Iterator[str]:
    for child in node.children:
        # A comment or doctype is a PreformattedString and is not shown.
        if isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            # Wagtail's counters hold a program's "None" while they are hidden.
            if child.strip() and not (node.has_attr("hidden") and child.strip() in PROGRAM_VALUES):
                yield str(child)
        elif isinstance(child, Tag):
            yield from _texts_of_element(child)


def _texts_of_element(element: Tag) -> Iterator[str]:
    language = element.get("lang") or "fi"
    if element.name != "html" and not language.startswith("fi"):
        return
    for name, value in element.attrs.items():
        if isinstance(value, str) and value.strip():
            yield from _texts_of_attribute(element, name, value)
    if element.name == "script":
        if "json" in (element.get("type") or ""):
            yield from _texts_of_json(element.string or "")
    elif element.name == "textarea":
        # Its text is what somebody wrote; a StreamField or rich text keeps JSON there.
        return
    elif element.name != "style":
        yield from _texts_of(element)


def _texts_of_attribute(element: Tag, name: str, value: str) -> Iterator[str]:
    if name in SPOKEN_ATTRIBUTES or (
        name == "value" and element.name == "input" and element.get("type") in BUTTON_TYPES
    ):
        yield value
    elif name.startswith("data-"):
        if value.lstrip()[:1] in "[{":
            yield from _texts_of_json(value)
        else:
            yield from _wording(value)


def _texts_of_json(source: str) -> Iterator[str]:
    try:
        waiting = [json.loads(source)]
    except ValueError:
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, str):
            yield from _wording(value)


def _wording(value: str) -> Iterator[str]:
    text = value.strip()
    if text in PROGRAM_VALUES:
        return
    if text.startswith("<"):
        yield from visible_texts(text)
    elif " " in text or text[:1].isupper():
        yield text


class _Index:
    """Msgids or their translations, ready to be compared with texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.plain: set[str] = set()
        self.phrases: set[str] = set()
        self.patterns: dict[str, tuple[str, re.Pattern[str]]] = {}
        for text in texts:
            # Text nodes end at a tag, so a msgid with tags is several texts on the screen.
            for fragment in TAG.split(html.unescape(text)):
                self._add(_normal(fragment.replace("%%", "%")))

    def _add(self, fragment: str) -> None:
        chunks = [chunk.strip() for chunk in PLACEHOLDER.split(fragment)]
        if sum(map(str.isalpha, "".join(chunks))) < FEWEST_LETTERS and len(chunks) > 1:
            return
        if not any(map(str.isalpha, "".join(chunks))):
            return
        if len(chunks) == 1:
            self.plain.add(fragment)
        else:
            pattern = ".+?".join(re.escape(chunk) for chunk in PLACEHOLDER.split(fragment))
            self.patterns[fragment] = (max(chunks, key=len), re.compile(pattern))
        self.phrases.update(
            chunk.casefold() for chunk in chunks if len(chunk.split()) >= PHRASE_WORDS
        )

    def matches(self, text: str) -> bool:
        return text in self.plain or any(
            chunk in text and pattern.fullmatch(text) for chunk, pattern in self.patterns.values()
        )

    def holds_phrase(self, text: str) -> bool:
        folded = text.casefold()
        return any(
            phrase in folded and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded)
            for phrase in self.phrases
        )


@functools.cache
def _index(english: bool) -> _Index:
    return _Index([msgid.text for msgid in installed_msgids()] if english else finnish_texts())


def _normal(text: str) -> str:
    """Text as it is compared: one space between words, no mark at its end, first letter small.

    Django writes the first letter of a verbose name large on the screen, and forms add a colon.
    """
    joined = " ".join(text.split()).strip(" .:…*")
    return joined[:1].lower() + joined[1:]


def _parts(text: str) -> set[str]:
    """A text, each of its lines, and what stands before a colon: each may be a msgid."""
    whole = [text, *text.splitlines()]
    return {_normal(part) for part in [*whole, *(line.partition(": ")[0] for line in whole)]} - {""}


def _catalogues(languages: Iterable[str]) -> Iterator[Path]:
    roots = [Path(path) for path in settings.LOCALE_PATHS]
    for name in LIBRARIES:
        package = Path(importlib.util.find_spec(name).origin).parent
        roots += sorted(path for path in package.rglob("locale") if path.is_dir())
    roots.append(Path(importlib.util.find_spec("django").origin).parent / "conf" / "locale")
    for root in dict.fromkeys(roots):
        yield from _po_files(root, languages)


def _po_files(root: Path, languages: Iterable[str], domain: str = "*") -> Iterator[Path]:
    for language in languages:
        yield from sorted((root / language / "LC_MESSAGES").glob(f"{domain}.po"))


def _entries(path: Path) -> Iterator[polib.POEntry]:
    return (entry for entry in polib.pofile(str(path)) if not entry.obsolete)
