"""The page where somebody who has not logged in for a year keeps her account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from cms import signed_links
from localjane.models import AccountNotice
from localjane.people import idle_accounts

TEMPLATE = "account/keep_account.html"


@never_cache
def keep_account(request: HttpRequest, token: str) -> HttpResponse:
    """Ask (GET), or keep the account (POST); without a login, for the link proves who it is."""
    try:
        notice = _notice(signed_links.read(idle_accounts.KEEP, token))
    except signed_links.LinkError as error:
        return render(request, TEMPLATE, {"problem": error.message}, status=410)
    if request.method == "POST" and notice.asked_at and not notice.closed_at:
        idle_accounts.keep(notice, timezone.now())
        notice.refresh_from_db()
    is_closed = notice.closed_at is not None or not notice.user.is_active
    context = {
        "email": notice.user.email,
        "is_closed": is_closed,
        "is_kept": notice.asked_at is None,
        "closes_on": notice.closes_on,
    }
    return render(request, TEMPLATE, context, status=410 if is_closed else 200)


def _notice(pk: str) -> AccountNotice:
    """Gone when she has logged in since, or her account has been deleted."""
    notice = AccountNotice.objects.select_related("user").filter(pk=pk).first()
    if notice is None:
        raise signed_links.LinkUsedError
    return notice
