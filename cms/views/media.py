"""Uploaded pictures, served by the application itself (MEDIA_SERVED_BY=app).

What nginx or an object store must do in its place stands in docs/settings.md.
"""

import mimetypes
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.static import serve

# What a browser may show by itself. SVG is not here: it can carry scripts.
SHOWN = frozenset({"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})
# Wagtail's folder of renditions: their names hold everything that they are made from.
RENDITIONS = "images"
# Documents may be private; /tiedostot/ gives them to those who may read them.
PRIVATE = "documents"

DAY = 24 * 60 * 60


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """A file below MEDIA_ROOT, with headers that let it do nothing but be shown or saved.

    Answers 304 when the reader's copy is still good. Raises Http404 for what is not there.
    """
    parts = PurePosixPath(path).parts
    if not parts or parts[0] == PRIVATE or "\x00" in path:
        raise Http404
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except (OSError, SuspiciousFileOperation) as error:
        # A name that no file system takes, or a way out of the folder.
        raise Http404 from error
    kind, _encoding = mimetypes.guess_type(path)
    if kind in SHOWN:
        # Django names the file in it, which the address does already.
        del response["Content-Disposition"]
    else:
        response["Content-Type"] = "application/octet-stream"
        response["Content-Disposition"] = "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = (
        f"public, max-age={365 * DAY}, immutable"
        if parts[0] == RENDITIONS
        else f"public, max-age={DAY}"
    )
    return response
