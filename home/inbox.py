"""The staff's inbox: what waits for them, from every app (cms/editor_tasks.py)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms import outbox
from cms.editor_tasks import inbox_of
from cms.models import OutgoingMail
from localjane.roles import is_staff_member


def inbox(request: HttpRequest) -> HttpResponse:
    """What waits, kind by kind, the oldest first. Raises PermissionDenied for all but staff."""
    if not is_staff_member(request.user):
        raise PermissionDenied
    return render(request, "home/admin/inbox.html", {"kinds": inbox_of(request.user)})


def send_mail_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a mail that could not be sent is to be tried again (GET); do it (POST)."""
    if not is_staff_member(request.user):
        raise PermissionDenied
    mail = get_object_or_404(OutgoingMail, pk=pk, state=OutgoingMail.State.FAILED)
    if request.method != "POST":
        return render(request, "home/admin/send_mail_again.html", {"mail": mail})
    outbox.try_again(mail)
    messages.success(request, gettext("The message is sent again in a moment."))
    return redirect("staff_inbox")


class InboxMenuItem(MenuItem):
    """Shown to staff."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_staff_member(request.user)


def menu_item() -> MenuItem:
    """The inbox, above everything else in the admin's menu."""
    return InboxMenuItem(
        _("Inbox"), reverse("staff_inbox"), name="staff-inbox", icon_name="mail", order=50
    )


urlpatterns = [
    path("henkiloston-tyolista/", inbox, name="staff_inbox"),
    path("henkiloston-tyolista/posti/<int:pk>/", send_mail_again, name="send_mail_again"),
]
