"""Sends those who must have a second factor and have none to add one."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cms import second_factor

# What one needs to add a second factor, or to leave; by the names of views.
OPEN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "wagtailadmin_logout",
    }
)


class SecondFactorMiddleware:
    """Nothing but the screens of OPEN for somebody who must add a second factor first.

    Readers, who have no session, are not asked about one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED:
            return None
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if request.resolver_match.view_name in OPEN or not second_factor.is_missing(request.user):
            return None
        return redirect("mfa_index")
