"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest

from cms.subsites import subsite_of


def site(request: HttpRequest) -> dict:
    """`subsite`: the local JANE's page that the shown page belongs to, or None; `site_url`."""
    page = getattr(request, "yhessa_page", None)
    return {
        "subsite": subsite_of(page) if page is not None else None,
        "site_url": settings.SITE_URL,
    }
