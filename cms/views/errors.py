"""Error pages. They need no database, no session and no static file that is really there."""

import logging
import re
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from cms.subsites import canonical_url

logger = logging.getLogger(__name__)

# How a language code looks at the start of a path, such as /de/ or /fi-simple/.
LANGUAGE_PREFIX = re.compile(r"^/([a-z]{2,3}(?:-[a-z]+)?)(?=/)", re.IGNORECASE)


@dataclass(frozen=True)
class Nearest:
    """The page that comes nearest to an address that leads nowhere."""

    title: str
    href: str


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a request that makes no sense, or one for a host that is not ours."""
    return _answer(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: something that this reader may not see or do."""
    return _answer(request, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with the nearest page that there is (above the address, or without a wrong language)."""
    return _answer(request, 404, nearest=nearest_page(request))


def request_too_large(request: HttpRequest, limit: int) -> HttpResponse:
    """413: more than `limit` bytes at once (the write middleware's limits)."""
    return _answer(request, 413, limit=filesizeformat(limit))


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: somebody tries too often (allauth's limits)."""
    return _answer(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; Django has logged it."""
    return _answer(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its cookie: an old page, or a browser that keeps no cookies."""
    return _answer(request, 403, template="errors/form_expired.html")


def nearest_page(request: HttpRequest) -> Nearest | None:
    """The visible page furthest along an address that leads nowhere; None if it is the front page.

    A language that this site does not have is left out: /de/uutiset/ gives /uutiset/.
    Two queries; None as well when the database cannot answer.
    """
    language = translation.get_language_from_path(request.path_info)
    try:
        site = Site.find_for_request(request)
        if site is None:
            return None
        root = site.root_page.localized if language else site.root_page
        candidates = {
            root.url_path + relative
            for path in (request.path_info, LANGUAGE_PREFIX.sub("", request.path_info))
            for relative in _paths_down_to(path)
        }
        visible = Page.objects.live().public()
        page = visible.filter(url_path__in=candidates).order_by("-depth").first()
        return page and Nearest(title=page.title, href=canonical_url(page, request))
    except DatabaseError:
        return None


def _paths_down_to(path: str) -> list[str]:
    """Every path on the way to a path, without it being longer than any page's: a/, a/b/, …"""
    slugs = [slug for slug in path[:1000].replace("\x00", "").split("/") if slug][:20]
    return ["/".join(slugs[:n]) + "/" for n in range(1, len(slugs) + 1)]


def _answer(
    request: HttpRequest, status: int, *, template: str | None = None, **context
) -> HttpResponse:
    language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    with translation.override(language):
        # Rendered without the request: no context processor runs, so nothing asks the database.
        body = render_to_string(
            template or f"{status}.html",
            {
                **context,
                "language": language,
                "front_page": "/" if language == settings.LANGUAGE_CODE else f"/{language}/",
                # Of the site's own addresses, whatever an error's request was resolved by.
                "account": reverse("account_gate", "cms.urls"),
                "stylesheet": _static("css/site.css"),
                "favicon": _static("img/favicon.svg"),
            },
        )
    return HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})


def _static(path: str) -> str:
    try:
        return static(path)
    except ValueError:
        # The manifest does not know it: static files have not been collected.
        return settings.STATIC_URL + path
