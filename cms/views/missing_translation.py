"""Where the language switch leads when a page is not in a language: words that say so, in it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import Resolver404
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site

from cms.languages import language_of, own_name
from cms.navigation import SurroundingsOfMissing, kept_query
from cms.subsites import canonical_url

# Each is read in its own language only. One sentence with the language put in would be wrong in
# Finnish, which inflects the name.
HEADINGS = {
    "fi": _("This page is not in Finnish"),
    "sv": _("This page is not in Swedish"),
    "en": _("This page is not in English"),
    "fi-simple": _("This page is not in plain Finnish"),
}


@require_safe
def missing_translation(request: HttpRequest, pk: int, below: str = "") -> HttpResponse:
    """Say in the language of the address that a page is not in it, and lead on and back.

    Where the page is in that language after all, the reader is sent to it. 404 for a page that she
    may not read, so that nothing tells whether there is one. `below` is what the page itself routes
    below its address.
    """
    page = get_object_or_404(Page.objects.live().filter(depth__gt=1), pk=pk)
    address = canonical_url(page, request)
    if not (address and _may_read(page, request) and _routes(page, below)):
        raise Http404
    language = translation.get_language()
    query = kept_query(request)
    translated = page.get_translations(inclusive=True).live()
    found = translated.filter(locale__language_code=language).first()
    if found and canonical_url(found) and _may_read(found, request):
        return HttpResponseRedirect(canonical_url(found, request) + below + query)
    nearest = nearest_page(page, language, request)
    surroundings = SurroundingsOfMissing(request, page, nearest, below)
    return TemplateResponse(
        request,
        "cms/missing_translation.html",
        {
            "surroundings": surroundings,
            "subsite": surroundings.subsite,
            "heading": HEADINGS[language],
            "nearest": nearest,
            "asked": page,
            "asked_url": address + below + query,
            "asked_language": language_of(page),
            "asked_language_name": own_name(language_of(page)),
        },
    )


def nearest_page(page: Page, language: str, request: HttpRequest) -> Page | None:
    """The page in a language that stands nearest above a page, in the tree of any language.

    After those above the page itself come the front page of the request's site and the province's.
    None if none of these is in the language.
    """
    above = page.get_ancestors().filter(depth__gt=1).order_by("-depth")
    keys = list(above.values_list("translation_key", flat=True))
    default = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    for site in (Site.find_for_request(request), default):
        if site is not None:
            keys.append(site.root_page.translation_key)
    visible = Page.objects.live().public().filter(depth__gt=1)
    found = {
        each.translation_key: each
        for each in visible.filter(translation_key__in=keys, locale__language_code=language)
        if canonical_url(each)
    }
    return next((found[key] for key in keys if key in found), None)


def _may_read(page: Page, request: HttpRequest) -> bool:
    return all(each.accept_request(request) for each in page.get_view_restrictions())


def _routes(page: Page, below: str) -> bool:
    """Whether there is anything at this address below a page's own; there is at the page's own."""
    if not below:
        return True
    specific = page.specific
    if not isinstance(specific, RoutablePageMixin):
        return False
    try:
        specific.resolve_subpage(f"/{below}")
    except Resolver404:
        return False
    return True
