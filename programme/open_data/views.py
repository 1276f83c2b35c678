"""The addresses of the open data: answers to GET and HEAD, with no cookie, for any origin."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from cms import generations
from programme.open_data import formats, records
from programme.open_data.fields import OF_PROGRAMME, schema

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SCHEMA_ADDRESS = f"{records.ADDRESS}skeema.json"
# Raised when the shape of the data changes so that those who read it must change too.
VERSION = 1


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The page that tells what there is and what its fields mean, in Finnish."""
    context = {
        "programmes": records.open_programmes(),
        "address": records.ADDRESS,
        "schema_address": SCHEMA_ADDRESS,
        "licence": LICENCE,
    }
    return TemplateResponse(request, "programme/open_data/about.html", context)


@require_safe
def schema_file(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of the records."""
    content = {"$id": settings.SITE_URL + SCHEMA_ADDRESS, **schema()}
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    return _for_anybody(response)


@require_safe
def programmes(request: HttpRequest, extension: str) -> HttpResponse:
    """The list of programmes, with the addresses of the data of each."""
    return _answer(request, "ohjelmat", extension, records.programmes)


@require_safe
def of_programme(request: HttpRequest, key: UUID, name: str, extension: str) -> HttpResponse:
    """One data set of a programme (`key`: the identifier in the list of programmes)."""
    if name not in OF_PROGRAMME:
        raise Http404
    found = records.open_programmes(translation_key=key)
    if not found:
        raise Http404
    read = records.ProgrammeRecords(found[0])
    return _answer(request, name, extension, lambda: read.of(name), found[0])


def _answer(
    request: HttpRequest,
    name: str,
    extension: str,
    read: Callable[[], Iterable[dict]],
    programme: records.OpenProgramme | None = None,
) -> HttpResponse:
    def body() -> Iterator[bytes]:
        if extension == "csv":
            return formats.as_csv(name, read())
        return formats.as_json(_about(name, programme), name, read())

    address = records.data_address(name, programme.key if programme else "", extension)
    etag = generations.remembered(f"open data {address}", lambda: _etag(body()))
    modified = _last_modified()
    answer = StreamingHttpResponse(body() if request.method == "GET" else ())
    answer.headers["Content-Type"] = _content_type(extension)
    file_name = "-".join(filter(None, [programme and programme.page.slug, name]))
    answer.headers["Content-Disposition"] = f'inline; filename="{file_name}.{extension}"'
    answer.headers["ETag"] = etag
    if modified:
        answer.headers["Last-Modified"] = http_date(modified)
    answer = get_conditional_response(request, etag=etag, last_modified=modified, response=answer)
    return _for_anybody(answer)


def _about(name: str, programme: records.OpenProgramme | None) -> dict:
    """What goes before the records: terms of schema.org."""
    about = {
        "name": name,
        "identifier": records.data_address(name, programme.key if programme else ""),
        "license": LICENCE,
        "conformsTo": f"{settings.SITE_URL}{SCHEMA_ADDRESS}#/$defs/{name}",
        "schemaVersion": VERSION,
    }
    if programme:
        about["isPartOf"] = programme.key
        about["version"] = programme.edition["number"]
        published = programme.edition["published_at"]
        about["datePublished"] = published.isoformat(timespec="seconds")
    return about


def _etag(body: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in body:
        digest.update(piece)
    return f'"{digest.hexdigest()[:32]}"'


def _last_modified() -> int | None:
    """When anything of the site last changed, in seconds since 1970; None if that is not known.

    The states have no moments of their own; the generation has, and every change raises it.
    """
    return generations.raised_at(generations.ALL)


def _content_type(extension: str) -> str:
    header = "; header=present" if extension == "csv" else ""
    return f"{records.FORMATS[extension]}; charset=utf-8{header}"


def _for_anybody(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
    patch_cache_control(response, public=True, max_age=0, s_maxage=settings.PROXY_MAX_AGE)
    return response
