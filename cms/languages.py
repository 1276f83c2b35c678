"""Which language a page is in, without a query a page; which languages the site has pages in."""

from django.utils import translation
from wagtail.models import Locale, Page

from cms import generations


def language_of(page: Page) -> str:
    """A page's language code: "fi", "sv", "en" or "fi-simple"."""
    return _codes().get(page.locale_id) or page.locale.language_code


def own_name(code: str) -> str:
    """What a language calls itself: "svenska"."""
    return translation.get_language_info(code)["name_local"]


def languages_in_use() -> frozenset[str]:
    """The languages that any published page is in, on any site; read once and remembered."""
    return generations.remembered(
        "languages in use",
        lambda: frozenset(
            Page.objects.live()
            .filter(depth__gt=1)
            .order_by()
            .values_list("locale__language_code", flat=True)
            .distinct()
        ),
    )


def _codes() -> dict[int, str]:
    return generations.remembered(
        "locales", lambda: dict(Locale.objects.values_list("pk", "language_code"))
    )
