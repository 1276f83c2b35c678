"""The search page: every site or this one, in all languages, what anybody may read."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.filters import link_filter
from cms.pagination import paginate
from cms.search_text import SearchText
from cms.subsites import site_scope
from search.results import results_of

HERE = "tama"


def search(request: HttpRequest) -> HttpResponse:
    """Results of `?q=`, with `?alue=tama` only from the site of this host."""
    text = SearchText.read(request.GET.get("q", ""))
    scope = link_filter(
        request,
        "alue",
        _("Where to search"),
        choices=[(HERE, _("This site"))],
        all_label=_("All sites"),
    )
    pages = Page.objects.live().public().filter(depth__gt=1)
    if scope.value == HERE:
        pages = site_scope(request).filter(pages)
    found = pages.specific().search(text.words) if text.words else []
    items = paginate(request, found)
    return TemplateResponse(
        request,
        "search/search.html",
        {"text": text, "scope": scope, "items": items, "results": results_of(items)},
    )
