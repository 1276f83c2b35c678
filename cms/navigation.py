"""What stands around a page: its site's front page, menu, the way to it, its other languages."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page, Site

from cms.languages import language_of
from cms.subsites import canonical_url, subsite_of


@dataclass(frozen=True)
class Link:
    """A link with its text; `current` for the page (or section) that the reader is on."""

    href: str
    text: str
    current: bool = False


@dataclass(frozen=True)
class LanguageLink:
    """The same page in a language: its BCP 47 code, and what the language calls itself."""

    code: str
    name: str
    href: str
    current: bool


class Surroundings:
    """Everything that the base template draws around a page, read only as far as it is drawn.

    `page` is None on pages that are not in the tree (search, login): then the site is that of the
    request's host, in the active language.
    """

    def __init__(self, request: HttpRequest, page: Page | None):
        self.request = request
        self.page = page

    @cached_property
    def subsite(self) -> Page | None:
        """The subsite's front page, or None on the province's pages."""
        return subsite_of(self.page or self.site_root) if self.site_root else None

    @cached_property
    def language(self) -> str:
        """The language of what is shown."""
        if self.page is not None:
            return language_of(self.page)
        return translation.get_language() or settings.LANGUAGE_CODE

    @cached_property
    def site_root(self) -> Page | None:
        """The front page of the request's site, in the shown language if it has that."""
        site = Site.find_for_request(self.request)
        return self._in_language(site.root_page) if site else None

    @cached_property
    def province(self) -> Page | None:
        """The province's front page, in the shown language if it has that."""
        site = Site.objects.select_related("root_page__locale").filter(is_default_site=True).first()
        return self._in_language(site.root_page) if site else None

    @cached_property
    def front_page(self) -> Page | None:
        """The front page that the site's name leads to."""
        return self.subsite or self.province

    def _in_language(self, root: Page) -> Page:
        if language_of(root) == self.language:
            return root
        translated = (
            root.get_translations().live().filter(locale__language_code=self.language).first()
        )
        return translated or root

    @cached_property
    def menu(self) -> list[Link]:
        """The front page's children that are shown in menus."""
        if self.front_page is None:
            return []
        here = self.page.url_path if self.page is not None else ""
        return [
            Link(
                canonical_url(child, self.request),
                child.title,
                here.startswith(child.url_path),
            )
            for child in self.front_page.get_children().live().public().in_menu()
        ]

    @cached_property
    def breadcrumbs(self) -> list[Link]:
        """The pages above this one, from the site's front page down; empty on a front page."""
        if self.page is None or self.front_page is None or self.page.pk == self.front_page.pk:
            return []
        above = self.page.get_ancestors().filter(depth__gte=self.front_page.depth)
        return [
            Link(canonical_url(page, self.request), page.title) for page in above.order_by("depth")
        ]

    @cached_property
    def _language_pages(self) -> list[Page]:
        """The page in each language that it has, in the order of LANGUAGES."""
        page = self.page or self.site_root
        if page is None:
            return []
        translated = page.get_translations().live().public()
        by_code = {language_of(other): other for other in translated}
        by_code[language_of(page)] = page
        return [by_code[code] for code, _name in settings.LANGUAGES if code in by_code]

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """Links to the page in each language; empty if it has only one."""
        if len(self._language_pages) < 2:
            return []
        return [
            LanguageLink(
                language_of(page),
                translation.get_language_info(language_of(page))["name_local"],
                canonical_url(page, self.request),
                language_of(page) == self.language,
            )
            for page in self._language_pages
        ]

    @cached_property
    def alternates(self) -> list[LanguageLink]:
        """Addresses with the host for search engines: each language that they know, and x-default.

        Plain Finnish has a visible link only: search engines know it as Finnish, which there is.
        """
        if self.page is None:
            return []
        translated = [
            LanguageLink(language_of(page), "", canonical_url(page), page == self.page)
            for page in self._language_pages
            if language_of(page) != "fi-simple"
        ]
        if len(translated) < 2:
            return []
        finnish = next((t for t in translated if t.code == settings.LANGUAGE_CODE), translated[0])
        return [*translated, LanguageLink("x-default", "", finnish.href, False)]

    @property
    def og_locale(self) -> str:
        """The language as Open Graph writes it: fi_FI."""
        return {"sv": "sv_FI", "en": "en_GB"}.get(self.language, "fi_FI")

    @cached_property
    def footer_links(self) -> list[Link]:
        """The province's pages that are not in its menu: privacy, accessibility."""
        if self.province is None:
            return []
        children = self.province.get_children().live().public().filter(show_in_menus=False)
        return [Link(canonical_url(child, self.request), child.title) for child in children]
