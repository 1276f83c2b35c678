"""What staff's screens answer when something would change an adopted programme beside its editions.

Every way that the admin offers is met before anything happens, and the answer leads to the
editions. For all else programme/editions/bound.py holds.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.action_menu import PublishMenuItem, UnpublishMenuItem, WorkflowMenuItem
from wagtail.models import Page
from wagtail_localize.models import Translation

from programme.editions import bound
from programme.models import ProgrammePage

BULK_ACTIONS = frozenset({"publish", "unpublish", "move", "delete"})


def editions_button(page: Page) -> dict:
    """The way to the editions of the programme that a page is (part of) or is above."""
    programmes = ProgrammePage.objects
    programme = (
        programmes.ancestor_of(page, inclusive=True).first()
        or programmes.descendant_of(page).order_by("path").first()
    )
    url = reverse("programme_editions", args=[programme.facts.pk])
    return messages.button(url, _("To the editions"))


def refuse(request: HttpRequest, page: Page, sentence: str, say=messages.warning) -> None:
    """Say why something does not happen, and where it does."""
    words = f"{bound.BESIDE_EDITIONS} {sentence}"
    say(request, words, buttons=[editions_button(page)])


def refuse_to_publish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The draft is saved by now; it waits for the next edition."""
    if not bound.is_bound(page):
        return None
    refuse(request, page, _("What you wrote is saved as a draft and waits for the next edition."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_to_unpublish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Also when the programme would be hidden together with a page above it."""
    takes_all = request.method == "POST" and request.POST.get("include_descendants")
    if not bound.is_bound(page) and not (takes_all and bound.is_bound_below(page)):
        return None
    refuse(request, page, _("It cannot be hidden."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_to_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What an edition has is not deleted, nor is a page above it; a new draft is."""
    if _may_be_deleted(page):
        return None
    refuse(request, page, _("It cannot be deleted."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_to_move(request: HttpRequest, page: Page, target: Page) -> HttpResponse | None:
    """Neither out of an adopted programme nor into one, nor within it but in its outline."""
    for each in (page, target):
        if bound.is_bound(each):
            refuse(request, each, _("It cannot be moved here."))
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def refuse_in_bulk(
    request: HttpRequest, action_type: str, objects: list, action
) -> HttpResponse | None:
    """For many pages at once: if one is kept by editions, none is touched."""
    if action_type not in BULK_ACTIONS or not issubclass(action.model, Page):
        return None
    kept = _first_kept(
        action_type, objects, takes_all=bool(request.POST.get("include_descendants"))
    )
    if kept is None and action_type == "move":
        chosen = Page.objects.filter(pk=request.POST.get("chooser") or 0)
        kept = next((page for page in chosen if bound.is_bound(page)), None)
    if kept is None:
        return None
    refuse(request, kept, _("Nothing was done."))
    return redirect(action.next_url)


def _first_kept(action_type: str, pages: Iterable[Page], *, takes_all: bool) -> Page | None:
    for page in pages:
        if action_type == "delete":
            is_kept = not _may_be_deleted(page)
        else:
            is_kept = bound.is_bound(page) or (takes_all and bound.is_bound_below(page))
        if is_kept:
            return page
    return None


def _may_be_deleted(page: Page) -> bool:
    if bound.is_bound(page):
        return bound.may_go(page)
    return not bound.is_bound_below(page)


def without_publishing(menu_items: list, request: HttpRequest, context: dict) -> None:
    """The editor's menu of a part: neither publishing nor hiding; a review ends with a draft."""
    page = context.get("page") or context.get("parent_page")
    if page is None or not bound.is_bound(page):
        return
    hidden = (PublishMenuItem, UnpublishMenuItem)
    menu_items[:] = [item for item in menu_items if not isinstance(item, hidden)]
    for item in menu_items:
        if isinstance(item, WorkflowMenuItem) and item.name == "approve":
            item.label = _("Approve for the next edition")


def before_editing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say what becomes of what is written here; a translation's publishing becomes its draft."""
    if not bound.is_bound(page):
        return None
    if request.method != "POST":
        sentence = _("What you write here is a draft, and goes live with the next edition.")
        refuse(request, page, sentence, messages.info)
        return None
    if "localize-convert-to-alias" in request.POST:
        refuse(request, page, _("Nothing was done."))
    elif request.POST.get("action") == "publish":
        translation = Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
        ).first()
        if translation is None:
            return None
        _save_translation(request, page, translation)
    else:
        return None
    return redirect("wagtailadmin_pages:edit", page.pk)


def _save_translation(request: HttpRequest, page: Page, translation: Translation) -> None:
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    source = translation.source
    translated = source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    try:
        translated.save_revision(user=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return
    refuse(request, page, _("What you wrote is saved as a draft and waits for the next edition."))


def why_not_undone(page: Page) -> str:
    """The sentence for the screen that undoes a publication; "" for what it may undo."""
    return str(bound.BESIDE_EDITIONS) if bound.is_bound(page) else ""
