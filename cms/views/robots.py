"""robots.txt and favicon.ico, which robots and browsers ask for at every host."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

# Nothing to find there: the admin, the login, and search results, which are endless.
CLOSED = ("/admin/", "/tili/", "/haku/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots should leave alone, and where this host's sitemap is."""
    prefixes = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        *(f"Disallow: /{prefix}/haku/" for prefix in prefixes),
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where the icon is now (its name changes with it), for browsers that guess the old place."""
    return HttpResponseRedirect(static("img/favicon.svg"))
