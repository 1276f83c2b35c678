"""Undo a publication for ten minutes: what readers had before is what they get again.

Nothing is kept for it: the button carries, signed, what was published and what stood there before.
The former live revision is published again, with its address; a page that was new to readers
becomes a draft. What was written stays as the page's draft, and no state outside the page changes.

An app whose pages must stay says why through the hook `publication_to_keep`: it takes the page and
gives a sentence, or "".
"""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page, Revision

from cms import signed_links

PUBLICATION = signed_links.Purpose("undo publication", max_age=dt.timedelta(minutes=10))


class RefusedError(Exception):
    """A publication cannot be undone; `message` says why."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Publication:
    """What somebody has just published, and the revision that readers had before, if any."""

    page_id: int
    revision_id: int
    former_id: int | None

    def token(self) -> str:
        """It, signed; good for ten minutes."""
        values = (self.page_id, self.revision_id, self.former_id or 0)
        return signed_links.make(PUBLICATION, "-".join(map(str, values)))

    @classmethod
    def of(cls, token: str) -> "Publication":
        """Read a token. Raises RefusedError if it is too old or not whole."""
        try:
            page, revision, former = signed_links.read(PUBLICATION, token).split("-")
        except signed_links.LinkExpiredError:
            raise RefusedError(
                _("Ten minutes have passed. Edit the page instead, or unpublish it.")
            ) from None
        except signed_links.LinkError:
            raise RefusedError(_("The address is not whole.")) from None
        return cls(int(page), int(revision), int(former) or None)

    def page(self, *, lock: bool = False) -> Page:
        """The page as it stands. Raises RefusedError if it is no longer what was published."""
        pages = Page.objects.select_for_update() if lock else Page.objects
        page = pages.filter(pk=self.page_id).first()
        if page is None:
            raise RefusedError(_("The page has been deleted since."))
        if not page.live or page.live_revision_id != self.revision_id:
            raise RefusedError(
                _("Somebody has published or unpublished the page since. Edit it instead.")
            )
        for why_kept in hooks.get_hooks("publication_to_keep"):
            if sentence := why_kept(page):
                raise RefusedError(sentence)
        return page.specific

    def former(self) -> Revision | None:
        """What readers had before; None if the page was new to them."""
        if self.former_id is None:
            return None
        revision = Revision.page_revisions.filter(
            pk=self.former_id, object_id=str(self.page_id)
        ).first()
        if revision is None:
            raise RefusedError(_("The former version has been deleted."))
        return revision

    def undo(self, user) -> Page:
        """Give readers back what they had.

        Raises RefusedError, or PermissionDenied if the user may not publish the page.
        """
        page = self.page(lock=True)
        check_permission(user, page)
        former = self.former()
        if former is None:
            page.unpublish(user=user)
            return page
        try:
            former.publish(user=user)
        except ValidationError:
            raise RefusedError(
                _("The page's former address has been given to another page since.")
            ) from None
        return page


def check_permission(user, page: Page) -> None:
    """Raise PermissionDenied unless somebody may publish the page, or unpublish it."""
    permissions = page.permissions_for_user(user)
    if not permissions.can_publish() or permissions.page_locked():
        raise PermissionDenied


# --- The message after publishing -----------------------------------------------------------------


def remember_what_stood(request: HttpRequest, page: Page) -> None:
    """Before a page is published: what readers have now (the hook before_publish_page)."""
    request.former_publication = Page.objects.filter(pk=page.pk).values(
        "live_revision_id", "first_published_at", "live"
    )[0]


def note_publication(request: HttpRequest, page: Page) -> None:
    """After a page is published: what to offer (the hook after_publish_page)."""
    before = getattr(request, "former_publication", None)
    page = Page.objects.filter(pk=page.pk).first()
    if before is None or page is None or not page.live:
        return
    # A page is called live while it is being made, before readers have seen any of it.
    was_seen = before["live"] and before["first_published_at"] is not None
    former = before["live_revision_id"] if was_seen else None
    published = page.live_revision_id
    # Scheduling a version of a live page publishes nothing now; and a page loaded from elsewhere
    # may be live without a revision.
    if not published or published == before["live_revision_id"] or (was_seen and not former):
        return
    request.publication = Publication(page.pk, published, former)


def offer_undo(request: HttpRequest, page: Page) -> None:
    """After Wagtail's own message: the button (the hooks after_create_page and after_edit_page)."""
    publication = getattr(request, "publication", None)
    if publication is None:
        return
    url = reverse("undo_publication", args=[publication.token()])
    messages.info(
        request,
        _("Did something go wrong? You can undo the publication for ten minutes."),
        buttons=[messages.button(url, _("Undo publication"))],
    )


# --- The screen -----------------------------------------------------------------------------------


class UndoPublicationView(WagtailAdminTemplateMixin, TemplateView):
    """Says what undoing does (GET), and does it (POST)."""

    template_name = "cms/admin/undo.html"
    page_title = gettext_lazy("Undo publication")
    header_icon = "rotate"

    @cached_property
    def publication(self) -> Publication:
        return Publication.of(self.kwargs["token"])

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        try:
            page = self.publication.page()
            check_permission(self.request.user, page)
            return {**context, "page": page, "former": self.publication.former()}
        except RefusedError as refusal:
            return {**context, "refusal": refusal.message}

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            page = self.publication.undo(request.user)
        except RefusedError as refusal:
            context = super().get_context_data(**kwargs)
            return self.render_to_response({**context, "refusal": refusal.message}, status=409)
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        words = {"title": page.get_admin_display_title()}
        if self.publication.former_id:
            text = _("Readers see “%(title)s” as it was before. What you wrote is kept as a draft.")
        else:
            text = _("Readers no longer see “%(title)s”. What you wrote is kept as a draft.")
        messages.success(request, text % words, buttons=[messages.button(edit, _("Edit"))])
        return redirect(edit)
