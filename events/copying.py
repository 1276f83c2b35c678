"""Copying the previous event of a calendar: much of the next one is the same."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.coreutils import find_available_slug

from events.models import CalendarPage, EventPage

TITLE = _("Copy the previous event")


def previous_event(calendar: CalendarPage) -> EventPage | None:
    """The event that was last added to a calendar, drafts too; None in an empty one."""
    return EventPage.objects.child_of(calendar).order_by("-pk").first()


def may_copy(user, calendar: CalendarPage) -> bool:
    """Whether a user may copy an event of a calendar into it: whoever may add and edit there."""
    permissions = calendar.permissions_for_user(user)
    previous = previous_event(calendar)
    if previous is None or not permissions.can_add_subpage():
        return False
    return previous.permissions_for_user(user).can_edit()


def copy_event(event: EventPage, user) -> EventPage:
    """A draft beside an event with its words and people, but without its times.

    It has a slug and a translation key of its own, so nothing that hangs on the old event (a
    cancellation, an offer) comes along.
    """
    source = event.get_latest_revision_as_object()
    slug = find_available_slug(event.get_parent(), event.slug)
    return source.copy(
        update_attrs={
            "slug": slug,
            "starts_at": None,
            "ends_at": None,
            "all_day": False,
            "go_live_at": None,
            "expire_at": None,
        },
        copy_revisions=False,
        keep_live=False,
        user=user,
    )


class CopyEventView(WagtailAdminTemplateMixin, TemplateView):
    """Ask, then copy the last event of the calendar `pk` and open it in the editor."""

    template_name = "events/admin/copy.html"
    page_title = TITLE
    header_icon = "copy"

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        self.calendar = get_object_or_404(CalendarPage, pk=kwargs["pk"])
        if not may_copy(request.user, self.calendar):
            raise PermissionDenied
        self.event = previous_event(self.calendar)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        return []

    def get_context_data(self, **kwargs) -> dict:
        words = {"event": self.event, "calendar": self.calendar}
        return {**super().get_context_data(**kwargs), **words}

    def post(self, request, *args, **kwargs) -> HttpResponse:
        copy = copy_event(self.event, request.user)
        return redirect(reverse("wagtailadmin_pages:edit", args=[copy.pk]))
