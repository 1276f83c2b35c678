"""A crawl of every link of the demonstration, from the front page on."""

import time
from collections import Counter, deque
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.walks.html_faults import faults
from tests.walks.walking import OWN_HOSTS, live_pages, path_of, said

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo_content"),
    pytest.mark.xdist_group("demo"),
    pytest.mark.alike,
]

FOLLOWED = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src"}
# Filters combine without end; each is followed by itself, with and without its pages. Links keep
# a chosen one from page to page, so in each part of the site only some of its values are followed.
MOST_PARAMETERS = 1
MOST_ALIKE = 6


class Crawl:
    """Follows links on the site's own host; what is wrong is in `wrong`, by address."""

    def __init__(self, client, *, most: int | None = None):
        self.client, self.most = client, most
        self.wrong: dict[str, list[str]] = {}
        self.seen: dict[str, str] = {}
        self.anchors: dict[str, set[str]] = {}
        self.wanted_anchors: set[tuple[str, str, str]] = set()
        self.waiting: deque[str] = deque()
        self.alike: Counter[tuple] = Counter()

    def run(self, start: str = "/") -> "Crawl":
        self._want(start, "(start)")
        while self.waiting and (self.most is None or len(self.anchors) < self.most):
            self._visit(self.waiting.popleft())
        for address, anchor, source in self.wanted_anchors:
            if address in self.anchors and anchor not in self.anchors[address]:
                self._blame(source, f"links to {address}#{anchor}, which is not there")
        return self

    def _want(self, address: str, source: str) -> None:
        if address in self.seen:
            return
        self.seen[address] = source
        parts = urlsplit(address)
        filters = tuple(name for name in parse_qs(parts.query) if name != "sivu")
        if len(filters) > MOST_PARAMETERS:
            return
        kind = (*parts.path.split("/")[:3], *filters)
        self.alike[kind] += 1
        if not filters or self.alike[kind] <= MOST_ALIKE:
            self.waiting.append(address)

    def _blame(self, address: str, fault: str) -> None:
        self.wrong.setdefault(address, []).append(fault)

    def _visit(self, address: str) -> None:
        path = urlsplit(address).path
        if path.startswith(settings.STATIC_URL):
            if finders.find(path.removeprefix(settings.STATIC_URL)) is None:
                self._blame(self.seen[address], f"asks for {address}, which is not there")
            return
        response = self.client.get(address)
        if response.status_code in (301, 302):
            self._follow(response.headers["Location"], address)
            return
        if response.status_code != 200:
            self._blame(self.seen[address], f"links to {address}: {response.status_code}")
            return
        if response.cookies:
            self._blame(address, "sets a cookie")
        if response.headers["Content-Type"].startswith("text/html"):
            self._read(address, response.content.decode())

    def _read(self, address: str, html: str) -> None:
        for fault in faults(html, OWN_HOSTS):
            self._blame(address, fault)
        soup = BeautifulSoup(html, "html.parser")
        self.anchors[address] = {element["id"] for element in soup.find_all(id=True)}
        for name, attribute in FOLLOWED.items():
            for element in soup.find_all(name, attrs={attribute: True}):
                if element[attribute].strip() in ("", "#"):
                    self._blame(address, f"<{name}> leads nowhere")
                elif "preconnect" not in element.get("rel", []):
                    self._follow(element[attribute], address)

    def _follow(self, link: str, address: str) -> None:
        target, anchor = urldefrag(urljoin(f"http://testserver{address}", link))
        parts = urlsplit(target)
        if parts.scheme not in ("http", "https") or parts.netloc not in OWN_HOSTS:
            return
        inside = parts.path + (f"?{parts.query}" if parts.query else "")
        if anchor:
            self.wanted_anchors.add((inside, anchor, address))
        # Behind these lies the login, whose page sets a cookie for its form.
        if not parts.path.startswith(("/admin/", "/tili/")):
            self._want(inside, address)


def test_the_first_pages_link_to_nothing_broken(client):
    crawl = Crawl(client, most=40).run()

    assert not crawl.wrong, said(crawl.wrong)
    assert len(crawl.anchors) == 40


@pytest.mark.whole
def test_no_link_of_the_whole_site_is_broken(client):
    started = time.monotonic()
    crawl = Crawl(client).run()

    print(f"{len(crawl.seen)} addresses in {time.monotonic() - started:.0f} s")  # noqa: T201
    assert not crawl.wrong, said(crawl.wrong)
    # No page is without a link that leads to it.
    assert not {path_of(page) for page in live_pages()} - set(crawl.anchors)
