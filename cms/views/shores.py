"""The drawings of places: the ground of headers, and the pictures of shared links."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.languages import language_of
from cms.shores import PROVINCE, VERSION, sheets, svg
from cms.subsites import all_subsites, subsite_of

# A municipality's code, three digits, so that nobody can ask for endlessly many.
SEED = re.compile(rf"{PROVINCE}|\d{{3}}")
# A drawing's address changes with it, so a browser need never ask again.
FOR_GOOD = "public, max-age=31536000, immutable"


@require_safe
def shore(request: HttpRequest, version: int, seed: str) -> HttpResponse:
    """The shore of a place as SVG; 404 for what is no place and for another version's address."""
    if version != VERSION or not SEED.fullmatch(seed):
        raise Http404
    return HttpResponse(
        svg.sheet(seed), content_type="image/svg+xml", headers={"Cache-Control": FOR_GOOD}
    )


@require_safe
def share_picture(request: HttpRequest, version: int, pk: int) -> HttpResponse:
    """The picture of a shared link for a site without one of its own, 1200 × 630 pixels.

    Only of a front page that everybody may read: its name stands on the picture.
    """
    fronts = Page.objects.live().public()
    page = get_object_or_404(fronts, pk=pk)
    subsite = subsite_of(page)
    is_front = page.depth == 2 or page.pk in {subsite.pk for subsite in all_subsites()}
    if version != VERSION or not is_front:
        raise Http404
    picture = sheets.share_picture(
        page.title,
        seed=(subsite and subsite.municipality_code) or PROVINCE,
        accent=subsite.facts.accent if subsite else None,
        language=language_of(page),
    )
    return HttpResponse(picture, content_type="image/png")
