"""The facets of the results page: plain links, each with how much it would leave (cms/filters)."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.filters import Filter, link_filter
from cms.languages import language_of, own_name
from cms.subsites import SiteScope, all_subsites, site_scope
from search.hits import Hit, Kind, Time

HERE = "tama"
PROVINCE = "maakunta"


@dataclass(frozen=True)
class Facet:
    """One way to narrow the results: its parameter, its choices, and what each hit counts for."""

    parameter: str
    label: str
    all_label: str
    choices: list[tuple[str, str]]
    values_of: Callable[[Hit], Iterable[str]]
    formerly: dict[str, str] | None = None


@dataclass(frozen=True)
class Narrowed:
    """The facets as filters, by their parameter, and the hits that they leave."""

    filters: dict[str, Filter]
    hits: list[Hit]

    @property
    def is_narrowed(self) -> bool:
        """Whether any facet has been chosen."""
        return any(each.value for each in self.filters.values())


def narrow(request: HttpRequest, hits: list[Hit]) -> Narrowed:
    """Read the facets from the address and count, each over what the others leave.

    What would leave nothing is not offered, unless it is what has been chosen. Takes no query.
    """
    facets = _facets(request)
    chosen = {each.parameter: _chosen(request, each) for each in facets}
    matches = {
        each.parameter: [
            not chosen[each.parameter] or chosen[each.parameter] in each.values_of(hit)
            for hit in hits
        ]
        for each in facets
    }
    filters = {}
    for each in facets:
        others = [matches[name] for name in matches if name != each.parameter]
        left = [hit for hit, *fits in zip(hits, *others, strict=True) if all(fits)]
        counts = Counter(value for hit in left for value in set(each.values_of(hit)))
        counts[""] = len(left)
        filters[each.parameter] = link_filter(
            request,
            each.parameter,
            each.label,
            [c for c in each.choices if counts[c[0]] or c[0] == chosen[each.parameter]],
            each.all_label,
            each.formerly,
            counts,
        )
    narrowed = [hit for hit, *fits in zip(hits, *matches.values(), strict=True) if all(fits)]
    return Narrowed(filters, narrowed)


def _chosen(request: HttpRequest, facet: Facet) -> str:
    """The value that the address asks for, if the facet knows it."""
    asked = request.GET.get(facet.parameter, "")
    asked = (facet.formerly or {}).get(asked, asked)
    return asked if asked in dict(facet.choices) else ""


def _facets(request: HttpRequest) -> list[Facet]:
    return [
        Facet("laji", _("Kind"), _("All kinds"), _kinds(), lambda hit: [hit.kind.value]),
        _areas(request),
        Facet(
            "aika",
            _("Time"),
            _("All times"),
            [
                (Time.COMING.value, _("Coming")),
                (Time.PAST_YEAR.value, _("Past year")),
                (Time.OLDER.value, _("Older")),
            ],
            lambda hit: [hit.time.value] if hit.time else [],
        ),
        Facet(
            "kieli",
            _("Language"),
            _("All languages"),
            [(code, own_name(code)) for code, _name in settings.LANGUAGES],
            lambda hit: [hit.language],
        ),
    ]


def _kinds() -> list[tuple[str, str]]:
    return [
        (Kind.NEWS.value, _("News")),
        (Kind.EVENTS.value, _("Events")),
        (Kind.PROGRAMME.value, _("Association programme")),
        (Kind.PROJECTS.value, _("Projects")),
        (Kind.PEOPLE.value, _("People and bodies")),
        (Kind.PAGES.value, _("Pages")),
        (Kind.DOCUMENTS.value, _("Documents")),
    ]


def _areas(request: HttpRequest) -> Facet:
    """All sites, the province's own pages, each local JANE; at a local JANE's own host, that one.

    At the main host "this site" is everything, so it is taken for no choice.
    """
    scope = site_scope(request)
    names = {key: (page.slug, label) for key, page, label in _subsites()}
    choices = [(PROVINCE, _("The province's pages")), *names.values()]
    if scope.subsite is not None:
        choices.insert(0, (HERE, _("This site")))

    def values_of(hit: Hit) -> list[str]:
        slugs = [PROVINCE if key is None else names[key][0] for key in hit.areas if _known(key)]
        return [*slugs, HERE] if _is_here(hit, scope) else slugs

    def _known(key) -> bool:
        return key is None or key in names

    return Facet(
        "alue",
        _("Where to search"),
        _("All sites"),
        choices,
        values_of,
        formerly=None if scope.subsite is not None else {HERE: ""},
    )


def _subsites() -> list[tuple[object, Page, str]]:
    """Each live local JANE by its key: its Finnish page and its title in the active language."""
    titles, finnish = {}, {}
    for page in all_subsites():
        if not page.live:
            continue
        language = language_of(page)
        if language == settings.LANGUAGE_CODE:
            finnish[page.translation_key] = page
            titles.setdefault(page.translation_key, page.title)
        if language == get_language():
            titles[page.translation_key] = page.title
    rows = [(key, page, titles[key]) for key, page in finnish.items()]
    return sorted(rows, key=lambda row: row[2].casefold())


def _is_here(hit: Hit, scope: SiteScope) -> bool:
    if scope.subsite is None:
        return False
    return any(path.startswith(root.path) for path in hit.paths for root in scope.roots)
