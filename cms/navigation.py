"""What stands around a page: its site's front page, menu, the way to it, its other languages."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site

from cms.languages import language_of, languages_in_use, own_name
from cms.subsites import canonical_url, subsite_of

# What holds in one language only: a list may have fewer pages in another ("p" is the sitemap's).
PARAMETERS_OF_ONE_LANGUAGE = frozenset({"p", "sivu"})


@dataclass(frozen=True)
class Link:
    """A link with its text; `current` for the page (or section) that the reader is on.

    `lang` is the text's language where that is not the page's, else "".
    """

    href: str
    text: str
    current: bool = False
    lang: str = ""


@dataclass(frozen=True)
class LanguageLink:
    """The same page in a language: its BCP 47 code, and what the language calls itself.

    `missing`: there is no such page, and the link leads to where that is said in the language.
    """

    code: str
    name: str
    href: str
    current: bool
    missing: bool = False


def kept_query(request: HttpRequest) -> str:
    """The parameters of an address that mean the same in every language: "?kunta=kitee", or "".

    Only those that the page cache knows, in its order: no page may depend on others.
    """
    known = set(settings.PAGE_CACHE_QUERY_PARAMETERS) - PARAMETERS_OF_ONE_LANGUAGE
    kept = QueryDict(mutable=True)
    for name in sorted(known.intersection(request.GET)):
        kept.setlist(name, request.GET.getlist(name))
    return f"?{kept.urlencode()}" if kept else ""


def missing_translation_url(page: Page, language: str, below: str = "") -> str:
    """Where a reader is told, in a language, that a page is not in it (cms/views)."""
    with translation.override(language):
        return reverse("missing_translation", args=[page.pk, below] if below else [page.pk])


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
                self._foreign(self.front_page),
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
            Link(canonical_url(page, self.request) + self._query_that_stays(page), page.title)
            for page in above.order_by("depth")
        ]

    def _query_that_stays(self, above: Page) -> str:
        """What an address keeps on the way up: between pages that both have `query_that_stays`."""
        if not all(hasattr(each, "query_that_stays") for each in (self.page, above.specific_class)):
            return ""
        return self.page.query_that_stays(self.request)

    @cached_property
    def asked_page(self) -> Page | None:
        """The page that the language switch is about: the shown one, else the front page."""
        return self.page or self.site_root

    @cached_property
    def _pages_by_language(self) -> dict[str, Page]:
        """The asked page in each language that it has, in the order of LANGUAGES."""
        page = self.asked_page
        if page is None:
            return {}
        found = {language_of(other): other for other in page.get_translations().live().public()}
        found[language_of(page)] = page
        return {code: found[code] for code, _name in settings.LANGUAGES if code in found}

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """The way to the page in each language of the site; empty if the site has only one.

        Where the page is not in a language, the link leads to words that say so in that language.
        """
        if self.asked_page is None or len(languages_in_use()) < 2:
            return []
        return [
            LanguageLink(code, own_name(code), href, code == self.language, missing)
            for code, _name in settings.LANGUAGES
            for href, missing in [self._way_to(code)]
        ]

    def _way_to(self, language: str) -> tuple[str, bool]:
        """The address in a language, and whether it only says that there is no such page."""
        if self._view_address(language):
            return self._view_address(language) + kept_query(self.request), False
        below, query = self._below, self._query
        if language in self._pages_by_language:
            page = self._pages_by_language[language]
            return canonical_url(page, self.request) + below + query, False
        page = self.asked_page
        if (page.pk is None or not page.live) and self.site_root:
            # A preview of what nobody may see yet.
            page, below, query = self.site_root, "", ""
        return missing_translation_url(page, language, below) + query, True

    def _view_address(self, language: str) -> str:
        """The address in a language of what is no page but has one in each: the search. Else ""."""
        match = self.request.resolver_match
        if self.page is not None or match is None or match.view_name in (None, "", "wagtail_serve"):
            return ""
        addresses = {}
        for code in {language, self.language}:
            with translation.override(code):
                try:
                    addresses[code] = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
                except NoReverseMatch:
                    return ""
        is_in_one_language = language != self.language and len(set(addresses.values())) == 1
        return "" if is_in_one_language else addresses[language]

    @cached_property
    def _query(self) -> str:
        """What a link to the page in another language keeps of the address's parameters."""
        return kept_query(self.request) if self.page is not None else ""

    @cached_property
    def _below(self) -> str:
        """What follows the page's own address where it routes further ones ("kokonaan/")."""
        if not isinstance(self.page, RoutablePageMixin):
            return ""
        own = urlsplit(canonical_url(self.page, self.request)).path
        return self.request.path.removeprefix(own) if self.request.path.startswith(own) else ""

    @cached_property
    def alternates(self) -> list[LanguageLink]:
        """Addresses with the host for search engines: each language that they know, and x-default.

        Plain Finnish has a visible link only: search engines know it as Finnish, which there is.
        """
        if self.page is None:
            return []
        translated = [
            LanguageLink(language_of(page), "", canonical_url(page), page == self.page)
            for page in self._pages_by_language.values()
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
        return [
            Link(canonical_url(child, self.request), child.title, lang=self._foreign(self.province))
            for child in children
        ]

    def _foreign(self, page: Page) -> str:
        """A page's language, if it stands in for a page in the shown language, which is not."""
        language = language_of(page)
        return "" if language == self.language else language


class SurroundingsOfMissing(Surroundings):
    """What stands around the words that a page is not in the active language.

    It looks as the nearest page does; the language switch is about the page that was asked for.
    `below` is what was asked for below that page's own address.
    """

    def __init__(self, request: HttpRequest, asked: Page, nearest: Page | None, below: str):
        super().__init__(request, nearest)
        self.asked_page = asked
        self.nearest = nearest
        self._below = below
        self._query = kept_query(request)

    breadcrumbs: tuple[Link, ...] = ()
    alternates: tuple[LanguageLink, ...] = ()

    def _view_address(self, language: str) -> str:
        return ""
