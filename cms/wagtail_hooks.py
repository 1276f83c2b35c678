"""What Wagtail asks the ground for."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from cms import undo
from cms.subsites import canonical_url
from cms.worker import report as failed_tasks_report


@hooks.register("before_serve_page")
def serve_at_one_address(
    page: Page, request: HttpRequest, serve_args: list, serve_kwargs: dict
) -> HttpResponseRedirect | None:
    """Send a reader who came to a page by a second address to its one address.

    There are two such addresses. The path of a local JANE that has a host of its own leads to that
    host for good (301). And Wagtail serves a site's Finnish pages below `/sv/` when the site has no
    Swedish front page; a translation may be made any day, so that is a passing redirect (302).
    """
    address = canonical_url(page, request)
    wrong_language = page.locale.language_code != translation.get_language()
    elsewhere = bool(urlsplit(address).netloc)
    if not address or not (elsewhere or wrong_language):
        return None
    # A page that routes addresses below itself is asked for more than its own address.
    _before, own_slug, below = request.path.rpartition(f"/{page.slug}/")
    target = address + (below if own_slug else "")
    if query := request.META.get("QUERY_STRING"):
        target = f"{target}?{query}"
    return HttpResponseRedirect(target, status=302 if wrong_language else 301)


@hooks.register("insert_global_admin_css")
def product_colours() -> str:
    """The admin in the product's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_urls")
def failed_tasks_urls() -> list:
    """The address of the report of failed background work."""
    return failed_tasks_report.urlpatterns


hooks.register("register_reports_menu_item", failed_tasks_report.menu_item)


@hooks.register("register_admin_urls")
def undo_urls() -> list:
    """The address where a publication is undone."""
    return [
        path(
            "julkaisun-peruminen/<str:token>/",
            undo.UndoPublicationView.as_view(),
            name="undo_publication",
        )
    ]


hooks.register("before_publish_page", undo.remember_what_stood)
hooks.register("after_publish_page", undo.note_publication)
# After Wagtail's own message.
hooks.register("after_create_page", undo.offer_undo)
hooks.register("after_edit_page", undo.offer_undo)


@hooks.register("register_account_menu_item")
def security_menu_item(request: HttpRequest) -> dict[str, str]:
    """From Wagtail's screen of one's own settings to those of the login, which are allauth's."""
    return {
        "url": reverse("mfa_index"),
        "label": _("The security of your account"),
        "help_text": _("Password, passkeys, code app and where you are logged in."),
    }
