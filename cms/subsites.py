"""What a subsite is: the one place that knows.

A subsite is a page (the class named by the setting SUBSITE_PAGE_MODEL) with everything below it. It
stands at a path of the main host, or at a host of its own when a Wagtail `Site` points at it; then
that host is its canonical address. Everybody else asks here: `subsite_of`, `canonical_url`,
`site_scope`.
"""

import uuid
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site

from cms import generations
from cms.languages import language_of


@runtime_checkable
class Subsite(Protocol):
    """What the page class of a subsite must give (a system check verifies it)."""

    title: str
    accent: str
    translation_key: uuid.UUID
    url_path: str

    @property
    def municipality_code(self) -> str:
        """The code of the municipality that the subsite serves ("167"); "" for none."""

    @property
    def municipality_name(self) -> str:
        """The name of that municipality in the active language; "" for none."""

    @property
    def archived(self) -> object:
        """Something true if nobody looks after the subsite any more; takes no query a page."""


def subsite_model() -> type[Page]:
    """The page class of subsites."""
    return apps.get_model(settings.SUBSITE_PAGE_MODEL)


@dataclass(frozen=True)
class SubsiteList:
    """All subsite pages, drafts too, by what they are looked up with."""

    pages: tuple[Page, ...]

    def containing(self, url_path: str) -> Page | None:
        """The subsite whose tree holds this url_path."""
        return next((page for page in self.pages if url_path.startswith(page.url_path)), None)


def all_subsites() -> tuple[Page, ...]:
    """Every subsite page in every language, drafts too; read once and remembered."""
    return _subsite_list().pages


def _subsite_list() -> SubsiteList:
    model = subsite_model()
    return generations.remembered(
        "subsites", lambda: SubsiteList(tuple(model.objects.for_subsite_list().order_by("pk")))
    )


def subsite_of(page: Page) -> Page | None:
    """The subsite that a page belongs to (itself, if it is one); None for the province's pages.

    Found by path prefix in one remembered list: no query a row.
    """
    return _subsite_list().containing(page.url_path)


def outside_subsites(path_field: str = "path") -> Q:
    """A condition that keeps what lies in no subsite; `path_field` leads to a page's path.

    Subsites stand side by side below a page that holds nothing else, one in each language: leaving
    out those few pages' trees keeps the condition short however many subsites there are.
    """
    condition = Q()
    for path in sorted({page.path[: -page.steplen] for page in all_subsites()}):
        condition &= ~Q(**{f"{path_field}__startswith": path})
    return condition


def subsite_for_municipality(code: str, language: str | None = None) -> Page | None:
    """The live subsite of a municipality, in a language if it has it, else in Finnish."""
    found = [p for p in all_subsites() if p.live and code and p.municipality_code == code]
    for wanted in (language, settings.LANGUAGE_CODE):
        for page in found:
            if language_of(page) == wanted:
                return page
    return found[0] if found else None


def canonical_url(page: Page, request: HttpRequest | None = None) -> str:
    """The one address of a page: at its subsite's own host if it has one, else at the main host.

    Given the request, an address on the request's site comes without scheme and host. Unlike
    `get_url(request)`, which prefers the current site, it never gives a second address for a page.
    The main host is the setting SITE_URL, whatever its `Site` row says. An empty string for a page
    that no site serves.
    """
    # Any object that is no HttpRequest carries Wagtail's memory of site roots from call to call
    # without making it prefer that request's site.
    memory = None
    if request is not None:
        memory = request.__dict__.setdefault("_root_paths_memory", _RootPathsMemory())
    parts = page.get_url_parts(memory)
    if parts is None or parts[1] is None:
        return ""
    site_id, root_url, path = parts
    if request is not None:
        current = Site.find_for_request(request)
        if current is not None and current.pk == site_id:
            return path
    if site_id == _main_site_id():
        root_url = settings.SITE_URL
    return root_url + path


class _RootPathsMemory:
    """Where Wagtail keeps the site roots that it has looked up."""


def _main_site_id() -> int | None:
    return generations.remembered(
        "main site",
        lambda: Site.objects.filter(is_default_site=True).values_list("pk", flat=True).first(),
    )


@dataclass(frozen=True)
class SiteScope:
    """The part of the tree that a request's site covers, in all languages."""

    roots: tuple[Page, ...]
    subsite: Page | None

    def filter(self, pages):
        """Keep the pages of a queryset that lie in the scope."""
        if not self.roots:
            return pages.none()
        below = Q()
        for root in self.roots:
            below |= Q(path__startswith=root.path)
        return pages.filter(below)


def site_scope(request: HttpRequest) -> SiteScope:
    """What "this site" means for a request: its root page in every language, and the subsite.

    Wagtail's `in_site()` and sitemap cover the root page's own language only.
    """
    site = Site.find_for_request(request)
    if site is None:
        return SiteScope(roots=(), subsite=None)
    root = site.root_page
    roots = tuple(root.get_translations(inclusive=True).filter(live=True))
    return SiteScope(roots=roots, subsite=subsite_of(root))
