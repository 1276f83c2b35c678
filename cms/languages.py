"""Which language a page is in, without a query a page."""

from wagtail.models import Locale, Page

from cms import generations


def language_of(page: Page) -> str:
    """A page's language code: "fi", "sv", "en" or "fi-simple"."""
    return _codes().get(page.locale_id) or page.locale.language_code


def _codes() -> dict[int, str]:
    return generations.remembered(
        "locales", lambda: dict(Locale.objects.values_list("pk", "language_code"))
    )
