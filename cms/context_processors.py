"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms.demo.state import is_loaded as demo_is_loaded
from cms.navigation import Surroundings


def site(request: HttpRequest) -> dict:
    """`surroundings` of the shown page and its `subsite` (None on the province's pages).

    The page is the one whose context was made for this request (`BasePage.get_context`), so that a
    preview has the same surroundings as the page itself.
    """
    surroundings = Surroundings(request, getattr(request, "shown_page", None))
    return {
        "surroundings": surroundings,
        "subsite": SimpleLazyObject(lambda: surroundings.subsite),
        "SITE_URL": settings.SITE_URL,
        "demo_is_loaded": demo_is_loaded,
    }
