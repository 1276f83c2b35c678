"""Which words a screen of the admin shows: what the guide may name there."""

import json
from collections.abc import Iterator

from bs4 import BeautifulSoup

SPOKEN = ("aria-label", "title", "placeholder", "value", "alt")


def words_of(html: str) -> set[str]:
    """The whole texts of elements, of attributes that are read out, and of scripts' data."""
    return {" ".join(text.replace("\xad", "").split()).strip("* ") for text in _texts_of(html)}


def _texts_of(html: str) -> Iterator[str]:
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        if element.name == "script":
            yield from _texts_of_data(element.get_text())
            continue
        if element.name == "template":
            yield from _texts_of(element.decode_contents())
        # A label as it reads, be its words in one element or in several; and each by itself.
        yield element.get_text()
        yield from element.find_all(string=True, recursive=False)
        for attribute, value in element.attrs.items():
            if attribute in SPOKEN:
                yield str(value)
            elif attribute.startswith("data-"):
                yield from _texts_of_data(str(value))


def _texts_of_data(text: str) -> Iterator[str]:
    """The strings in JSON: the menu at the side and the blocks are drawn from it by scripts."""
    if text[:1] not in ("{", "["):
        return
    try:
        value = json.loads(text)
    except ValueError:
        return
    for each in _strings(value):
        yield each
        # A widget as HTML, for the part of a page that is not there yet.
        if "<" in each:
            yield from _texts_of(each)


def _strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)
