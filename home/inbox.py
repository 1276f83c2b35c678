"""The staff's inbox: what waits for them, from every app (cms/editor_tasks.py)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms.editor_tasks import inbox_of
from localjane.roles import is_staff_member


def inbox(request: HttpRequest) -> HttpResponse:
    """What waits, kind by kind, the oldest first. Raises PermissionDenied for all but staff."""
    if not is_staff_member(request.user):
        raise PermissionDenied
    return render(request, "home/admin/inbox.html", {"kinds": inbox_of(request.user)})


class InboxMenuItem(MenuItem):
    """Shown to staff."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_staff_member(request.user)


def menu_item() -> MenuItem:
    """The inbox, above everything else in the admin's menu."""
    return InboxMenuItem(
        _("Inbox"), reverse("staff_inbox"), name="staff-inbox", icon_name="mail", order=50
    )


urlpatterns = [path("henkiloston-tyolista/", inbox, name="staff_inbox")]
