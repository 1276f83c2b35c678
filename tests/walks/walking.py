"""What the walks over the demonstration content share."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page

from cms.subsites import canonical_url

OWN_HOSTS = frozenset({urlsplit(settings.SITE_URL).netloc, "testserver"})
# The demonstration's people by role (localjane/demo/users.py).
PEOPLE = {
    "superuser": "yllapito@example.org",
    "staff": "henkilosto@example.org",
    "publisher": "julkaisija@example.org",
    "editor": "muokkaaja@example.org",
}


def live_pages() -> list[Page]:
    """Every published page that anybody may read, in every language, as its own type."""
    return list(Page.objects.live().public().filter(depth__gt=1).order_by("path").specific())


def one_of_each_type(pages: Iterable[Page]) -> list[Page]:
    """The first page of each type in each language."""
    first: dict[tuple, Page] = {}
    for page in pages:
        first.setdefault((type(page), page.locale_id), page)
    return list(first.values())


def path_of(page: Page) -> str:
    """A page's address on this site without scheme and host."""
    return urlsplit(canonical_url(page)).path


def said(faults: dict[str, list[str]]) -> str:
    """Faults by address, for the message of a failed test."""
    return "\n".join(_lines(faults))


def _lines(faults: dict[str, list[str]]) -> Iterator[str]:
    for address, found in faults.items():
        for each in dict.fromkeys(found):
            yield f"{address}: {each}"
