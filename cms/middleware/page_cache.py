"""Answers anonymous readers from the page cache, and keeps what it could not."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from cms import generations, page_cache


class PageCacheMiddleware:
    """Stands outside of session and login, so that an answer from the cache needs neither.

    It also makes every request stand on one reading of the generation numbers. What it does not
    keep and what says nothing of caching itself is marked as private, for proxies.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with generations.one_snapshot():
            if page_cache.is_for_anybody(request):
                return self._from_cache(request)
            return _private(self.get_response(request))

    def _from_cache(self, request: HttpRequest) -> HttpResponse:
        # Before the page is made: made of newer rows under an older key, it does no harm.
        key = page_cache.key_for(request)
        entry = page_cache.get(key)
        if entry is None:
            since = timezone.now()
            response = self.get_response(request)
            entry = page_cache.entry_of(request, response, since)
            if entry is None:
                return _private(response)
            if request.method == "GET" and not page_cache.has_unknown_parameters(request):
                page_cache.put(key, entry)
        return entry.response(request)


def _private(response: HttpResponse) -> HttpResponse:
    if not response.streaming and not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, max_age=0)
    return response
