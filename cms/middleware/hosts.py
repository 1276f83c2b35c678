"""The admin and the login live on the main host only."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from cms.hosts import is_main_host

ONLY_ON_MAIN_HOST = ("/admin/", "/tili/", "/_util/")


class MainHostMiddleware:
    """Sends whoever asks for the admin or the login at a local JANE's host to the main host.

    One session cookie on one host is enough, and a password manager knows one address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(ONLY_ON_MAIN_HOST) and not is_main_host(request):
            return HttpResponseRedirect(settings.SITE_URL + request.get_full_path())
        return self.get_response(request)
