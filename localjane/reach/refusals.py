"""How a refusal is told to whom it meets, and noted for those who look after the site."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms import generations
from cms.middleware.writes import after
from localjane.models import AccessRefusal

KEPT_DAYS = 365
# Nobody fills the table: whoever goes on after this many in a day is known already.
MOST_A_DAY = 500


@dataclass(frozen=True)
class Refusal:
    """Why the guard lets a request go no further."""

    reason: str
    # The parameter's name, never its value.
    parameter: str = ""


def answer(request: HttpRequest, refusal: Refusal, view_name: str) -> HttpResponse:
    """A page in the admin's look that leads home, or JSON for a script; both 403.

    The line for the log is written when the request's transaction is over, so that it outlives
    whatever becomes of that.
    """
    user_id = request.user.pk
    after(request, lambda: note(user_id, view_name, refusal))
    if _is_script(request):
        text = _("This is not open to you, or it is no longer there.")
        return JsonResponse({"error": text, "message": text}, status=403)
    return TemplateResponse(request, "localjane/admin/refused.html", status=403)


def note(user_id: int, view_name: str, refusal: Refusal) -> None:
    """Write one line: who, when, which screen and why; nothing of what was sent."""
    since = timezone.now() - dt.timedelta(days=1)
    with generations.writing():
        of_today = AccessRefusal.objects.filter(user_id=user_id, happened_at__gt=since)
        if of_today.count() < MOST_A_DAY:
            AccessRefusal.objects.create(
                user_id=user_id,
                view_name=view_name[:200],
                reason=refusal.reason,
                parameter=refusal.parameter[:100],
            )


def forget_old(now: dt.datetime) -> int:
    """Delete what is older than a year; gives how many."""
    oldest = now - dt.timedelta(days=KEPT_DAYS)
    return AccessRefusal.objects.filter(happened_at__lt=oldest).delete()[0]


def _is_script(request: HttpRequest) -> bool:
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return True
    accepted = request.headers.get("Accept", "")
    return "application/json" in accepted and "text/html" not in accepted
