"""What is wrong with a public page's HTML: parse errors, double ids, inline code, third parties."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

import html5lib
from bs4 import BeautifulSoup
from html5lib.constants import E as MESSAGES

# Where a browser asks for something by itself; a link that a reader presses is not among them.
LOADED = {
    "audio": ["src"],
    "embed": ["src"],
    "iframe": ["src"],
    "img": ["src", "srcset"],
    "input": ["src"],
    "object": ["data"],
    "script": ["src"],
    "source": ["src", "srcset"],
    "track": ["src"],
    "video": ["src", "poster"],
}
# The kinds of <link> that load; "canonical" and "alternate" only name an address.
LOADING_LINKS = {"icon", "stylesheet", "preload", "modulepreload", "prefetch", "preconnect"}


def faults(html: str, hosts: frozenset[str] = frozenset()) -> list[str]:
    """Everything wrong with a page, in words; `hosts` are the site's own besides the page's."""
    soup = BeautifulSoup(html, "html.parser")
    return [
        *_parse_errors(html),
        *_double_ids(soup),
        *_inline(soup),
        *_third_parties(soup, hosts),
        *_headings(soup),
    ]


def _parse_errors(html: str) -> Iterator[str]:
    parser = html5lib.HTMLParser()
    parser.parse(html)
    for (line, _column), code, words in parser.errors:
        yield f"line {line}: {MESSAGES[code] % words}"


def _double_ids(soup: BeautifulSoup) -> Iterator[str]:
    ids = Counter(element["id"] for element in soup.find_all(id=True))
    yield from (f"id “{name}” is used {times} times" for name, times in ids.items() if times > 1)
    for element in soup.find_all(True):
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for name in _words(element.get(attribute)):
                if name not in ids:
                    yield f"{attribute} of <{element.name}> names “{name}”, which is not there"


def _words(value) -> list[str]:
    return value if isinstance(value, list) else (value or "").split()


def _inline(soup: BeautifulSoup) -> Iterator[str]:
    for element in soup.find_all(True):
        for name in element.attrs:
            if name == "style" or name.startswith("on"):
                yield f"<{element.name}> has {name}="
    yield from ("there is a <style>" for _ in soup.find_all("style"))
    for script in soup.find_all("script", src=False):
        # What a program reads is no program.
        if "json" not in script.get("type", ""):
            yield "there is an inline <script>"


def _third_parties(soup: BeautifulSoup, hosts: frozenset[str]) -> Iterator[str]:
    for element in soup.find_all(True):
        names = list(LOADED.get(element.name, []))
        if element.name == "link" and LOADING_LINKS & set(element.get("rel", [])):
            names.append("href")
        for name in names:
            for candidate in (element.get(name) or "").split(","):
                address = candidate.strip().split(" ")[0]
                if (host := urlsplit(address).netloc) and host not in hosts:
                    yield f"<{element.name} {name}> asks {host}"


def _headings(soup: BeautifulSoup) -> Iterator[str]:
    levels = [int(h.name[1]) for h in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    if levels.count(1) != 1:
        yield f"there are {levels.count(1)} headings h1"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading h{after} follows h{before}"
