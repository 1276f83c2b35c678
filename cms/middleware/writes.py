"""One transaction around every request that may write; the innermost middleware (docs/caching.md).

Never ATOMIC_REQUESTS: that would open a transaction for readers too, and on SQLite an open one is
the only write lock there is.
"""

import logging
from collections.abc import Callable
from fnmatch import fnmatchcase

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import Resolver404, resolve

from cms import generations
from cms.views.errors import request_too_large

logger = logging.getLogger(__name__)

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

# How much of a too large request is read and thrown away, as many times the limit: a browser that
# is still sending when the connection closes shows an error of its own instead of our message.
DRAIN_FACTOR = 4


def after(request: HttpRequest, func: Callable[[], object]) -> None:
    """Run `func` when this request's transaction is over, whether it was kept or rolled back.

    For what must outlive a refusal, such as a line in an audit log. What `func` raises is logged;
    the reader's answer is made already. To do something only when the transaction was kept, use
    `transaction.on_commit`.
    """
    request.__dict__.setdefault("_after_writing", []).append(func)


class WriteMiddleware:
    """Wraps unsafe requests in `generations.writing()`.

    The whole body is read first, so that a slow upload holds no lock. What the request has written
    is rolled back when its view raised anything (a 403 or 404 too: Django makes a response of it
    before a middleware sees it) or answered with 500 or more. A view that *returns* a 4xx, such as
    a form with errors, keeps what it wrote.

    Views named by WRITE_EXEMPT_VIEWS wrap their own writes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            if request.method in SAFE_METHODS:
                return self.get_response(request)
            refusal = read_whole_body(request)
            if refusal is not None:
                return refusal
            if is_exempt(request):
                return self.get_response(request)
            return self._in_transaction(request)
        finally:
            _run_what_comes_after(request)

    def _in_transaction(self, request: HttpRequest) -> HttpResponse:
        with generations.writing():
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(request, "_view_raised", False):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        # Only marked here: the error page may still want to read from the database.
        request._view_raised = True


def is_exempt(request: HttpRequest) -> bool:
    """Whether the request's view is one of those that wrap their own writes."""
    try:
        name = resolve(request.path_info, getattr(request, "urlconf", None)).view_name
    except Resolver404:
        return False
    return any(fnmatchcase(name, pattern) for pattern in settings.WRITE_EXEMPT_VIEWS)


def read_whole_body(request: HttpRequest) -> HttpResponse | None:
    """Read a request to its end: fields into memory, files as their upload handler wants.

    Gives the response to refuse it with, if it is too large or was cut off; else None.

    :raises SuspiciousOperation, BadRequest: what Django says of a malformed form (400).
    """
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > settings.REQUEST_MAX_BYTES:
        _drain(request, at_most=DRAIN_FACTOR * settings.REQUEST_MAX_BYTES)
        return request_too_large(request, settings.REQUEST_MAX_BYTES)
    try:
        # Reads forms, and the files of multipart ones ...
        request.POST  # noqa: B018
        if not request._read_started:
            # ... but nothing of other types, such as JSON.
            request.body  # noqa: B018
    except RequestDataTooBig:
        request._mark_post_parse_error()
        return request_too_large(request, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    except UnreadablePostError:
        logger.info("The request to %s was cut off before its end.", request.path)
        return HttpResponse(status=400)
    return None


def _drain(request: HttpRequest, *, at_most: int) -> None:
    left = at_most
    try:
        while left > 0 and (chunk := request.read(min(left, 64 * 1024))):
            left -= len(chunk)
    except OSError:
        # It has gone away by itself.
        pass
    request._mark_post_parse_error()


def _run_what_comes_after(request: HttpRequest) -> None:
    for func in request.__dict__.pop("_after_writing", ()):
        try:
            func()
        except Exception:
            logger.exception("What was to follow the request to %s failed.", request.path)
