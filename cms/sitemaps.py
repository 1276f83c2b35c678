"""sitemap.xml: every page that anybody may read at this host, in every language."""

from collections import defaultdict
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.subsites import canonical_url, site_scope

# Search engines know plain Finnish as Finnish, which there is already.
NOT_AN_ALTERNATE = "fi-simple"


class PageSitemap(Sitemap):
    """The pages of the request's host, each with its other languages.

    A page that has its one address at another host (a local JANE's own) stands in that host's
    sitemap alone, for search engines believe a sitemap only about its own host.
    """

    # The most that one file may hold (sitemaps.org).
    limit = 50_000

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self.request = request

    def items(self) -> list[dict]:
        """A row a page: its address, its last change, and its other languages."""
        return self._rows

    @cached_property
    def _rows(self) -> list[dict]:
        visible = Page.objects.live().public().filter(alias_of__isnull=True)
        pages = (
            site_scope(self.request)
            .filter(visible)
            .select_related("locale")
            .only("id", "url_path", "last_published_at", "translation_key", "locale")
            .order_by("path")
        )
        rows, languages = [], defaultdict(list)
        for page in pages:
            address = canonical_url(page)
            if urlsplit(address).netloc != self._host:
                continue
            code = page.locale.language_code
            languages[page.translation_key].append((code, address))
            rows.append(
                {
                    "location": address,
                    "lastmod": page.last_published_at,
                    "alternates": languages[page.translation_key],
                }
            )
        return [{**row, "alternates": _alternates(row["alternates"])} for row in rows]

    @cached_property
    def _host(self) -> str:
        """Where the pages of the request's site have their address."""
        root = next(iter(site_scope(self.request).roots), None)
        return urlsplit(canonical_url(root)).netloc if root else ""

    def get_urls(self, page=1, site=None, protocol=None) -> list[dict]:
        """One file's rows as Django's template wants them."""
        return self.paginator.page(page).object_list


def _alternates(languages: list[tuple[str, str]]) -> list[dict]:
    known = [(code, address) for code, address in languages if code != NOT_AN_ALTERNATE]
    if len(known) < 2:
        return []
    finnish = dict(known).get(settings.LANGUAGE_CODE, known[0][1])
    return [
        {"lang_code": code, "location": address}
        for code, address in [*known, ("x-default", finnish)]
    ]


@require_safe
def sitemap(request: HttpRequest, section: str | None = None) -> HttpResponse:
    """The sitemap itself, or an index of its parts when it is too long for one file."""
    pages = PageSitemap(request)
    sitemaps = {"sivut": pages}
    if section is None and pages.paginator.num_pages > 1:
        return sitemap_views.index(request, sitemaps, sitemap_url_name="sitemap_section")
    return sitemap_views.sitemap(request, sitemaps, section=section)
