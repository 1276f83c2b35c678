"""Whole pages for anonymous readers, kept under generation keys (docs/caching.md).

What enters, under which key, and how it is answered with. The middleware of the same name
(cms/middleware/page_cache.py) only asks here.
"""

import datetime as dt
import gzip
import hashlib
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils import timezone
from django.utils.cache import cc_delim_re, get_conditional_response, patch_cache_control
from django.utils.translation import get_language_from_path
from wagtail.models import Site

from cms import generations, moments
from cms.subsites import all_subsites

# A change of what an entry holds makes another key, so that a shared cache outlives a deployment.
FORMAT = 1
LARGEST_BODY = 512 * 1024

# What belongs to one answer, not to the page.
OWN_HEADERS = frozenset({"cache-control", "content-length", "date", "etag", "expires", "vary"})
# Readers without a session have no cookie that matters, and the encoding is chosen here.
IRRELEVANT_VARY = frozenset({"accept-encoding", "cookie"})


# --- Requests -------------------------------------------------------------------------------------


def is_for_anybody(request: HttpRequest) -> bool:
    """Whether a request is one that could be answered the same way to any reader.

    A session cookie may belong to somebody who is logged in, who has unlocked a private page, or
    who is owed a message: such a reader is never answered from here.
    """
    return (
        settings.PAGE_CACHE_SECONDS > 0
        and request.method in ("GET", "HEAD")
        and not request.path_info.startswith(settings.PAGE_CACHE_EXEMPT_PATHS)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "Authorization" not in request.headers
        # Wagtail makes a preview by sending a request of its own to the page's address.
        and not getattr(request, "is_dummy", False)
    )


def has_unknown_parameters(request: HttpRequest) -> bool:
    """Whether the address has parameters that no page knows, such as a newsletter's own."""
    return not set(request.GET).issubset(settings.PAGE_CACHE_QUERY_PARAMETERS)


def key_for(request: HttpRequest) -> str:
    """The key of the page that a request asks for, as fresh as the generations are now."""
    known = sorted(
        (name, values)
        for name, values in request.GET.lists()
        if name in settings.PAGE_CACHE_QUERY_PARAMETERS
    )
    parts = (
        FORMAT,
        request.scheme,
        request.get_host().lower(),
        request.path,
        known,
        get_language_from_path(request.path_info) or settings.LANGUAGE_CODE,
        generations.stamp(*generation_keys(request)),
    )
    return "page:" + hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Area:
    """Where a subsite's pages are: all paths of a host below a prefix. No host: the main site's."""

    hostname: str | None
    prefix: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Areas:
    """All areas of all subsites; built once a generation, so finding one takes no query."""

    hostnames: frozenset[str]
    areas: tuple[Area, ...]

    def keys_for(self, hostname: str, path: str) -> tuple[str, ...]:
        wanted = hostname if hostname in self.hostnames else None
        for area in self.areas:
            if area.hostname == wanted and path.startswith(area.prefix):
                return area.keys
        return (generations.PROVINCE,)


def generation_keys(request: HttpRequest) -> tuple[str, ...]:
    """The keys whose numbers the page at a request's address depends on, besides `ALL`."""
    hostname, _port = split_domain_port(request.get_host())
    areas = generations.remembered("page cache areas", _find_areas)
    return areas.keys_for(hostname, request.path_info)


def _find_areas() -> Areas:
    hostnames = dict(Site.objects.filter(is_default_site=False).values_list("pk", "hostname"))
    areas = []
    for root in Site.get_site_root_paths():
        hostname = hostnames.get(root.site_id)
        for subsite in all_subsites():
            language = subsite.locale.language_code
            if language != root.language_code or not subsite.url_path.startswith(root.root_path):
                continue
            prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
            key = generations.key_of(subsite)
            # On its own host a subsite answers for addresses, too, that show all sites: the search.
            keys = (key,) if hostname is None else (key, generations.PROVINCE)
            path = subsite.url_path[len(root.root_path) - 1 :]
            areas.append(Area(hostname, prefix + path, keys))
    return Areas(frozenset(hostnames.values()), tuple(areas))


# --- Entries --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """A page as it is kept: headers, the body compressed once, and how long it holds."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    is_compressed: bool
    etag: str
    # Seconds since 1970.
    expires_at: float

    def response(self, request: HttpRequest) -> HttpResponse:
        """The answer to a request: the page, or 304 for a reader who has it already."""
        compressed = self.is_compressed and accepts_gzip(request)
        plain_wanted = self.is_compressed and not compressed
        response = HttpResponse(gzip.decompress(self.body) if plain_wanted else self.body)
        del response.headers["Content-Type"]
        for name, value in self.headers:
            response.headers[name] = value
        response.headers["ETag"] = self.etag
        response.headers["Content-Length"] = str(len(response.content))
        if compressed:
            response.headers["Content-Encoding"] = "gzip"
        if self.is_compressed:
            response.headers["Vary"] = "Accept-Encoding"
        if not response.has_header("Cache-Control"):
            left = max(0, int(self.expires_at - time.time()))
            patch_cache_control(
                response,
                public=True,
                max_age=0,
                s_maxage=min(settings.PROXY_MAX_AGE, left),
                stale_while_revalidate=min(settings.PROXY_STALE_SECONDS, left),
            )
        return get_conditional_response(request, etag=self.etag, response=response)


def entry_of(request: HttpRequest, response: HttpResponse, since: dt.datetime) -> Entry | None:
    """What to keep of an answer; None if it is not one for anybody.

    :param since: the time (aware) before the page was made, so that a page made just before
        midnight is not taken for tomorrow's.
    """
    if not is_answer_for_anybody(request, response):
        return None
    expires_at = min(
        moments.next_moment(since), since + dt.timedelta(seconds=settings.PAGE_CACHE_SECONDS)
    )
    content = response.content
    # The same page gives the same bytes, so that a reader's copy stays good when it is made anew.
    compressed = gzip.compress(content, compresslevel=6, mtime=0)
    is_compressed = len(compressed) < len(content)
    own = OWN_HEADERS - ({"cache-control"} if response.has_header("Cache-Control") else set())
    return Entry(
        headers=tuple((k, v) for k, v in response.headers.items() if k.lower() not in own),
        body=compressed if is_compressed else content,
        is_compressed=is_compressed,
        # Weak, since it stands for the compressed and the plain body alike (RFC 9110, 8.8.1).
        etag=f'W/"{hashlib.sha256(content).hexdigest()[:32]}"',
        expires_at=expires_at.timestamp(),
    )


def is_answer_for_anybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an answer holds nothing of the one reader whom it was made for.

    Only pages that were found: there are endlessly many addresses that are not, and each would push
    a page out.
    """
    if response.status_code != 200 or response.streaming or response.has_header("Content-Encoding"):
        return False
    if len(response.content) > LARGEST_BODY or response.cookies:
        return False
    if getattr(request, "is_preview", False) or request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
        return False
    if b"csrfmiddlewaretoken" in response.content:
        return False
    # Wagtail says this of pages with a view restriction, and of the form that asks for a password.
    cache_control = cc_delim_re.split(response.get("Cache-Control", "").lower())
    if {"no-cache", "no-store", "private"}.intersection(cache_control):
        return False
    vary = {name.lower() for name in cc_delim_re.split(response.get("Vary", "")) if name}
    if not vary <= IRRELEVANT_VARY:
        return False
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return False
    messages = getattr(request, "_messages", None)
    return not (messages is not None and len(messages))


def accepts_gzip(request: HttpRequest) -> bool:
    """Whether a reader's browser says that it can read gzip (RFC 9110, 12.5.3)."""
    for coding in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, _, weight = coding.replace(" ", "").partition(";q=")
        if name in ("gzip", "x-gzip", "*"):
            return weight.strip("0.") != "" or weight == ""
    return False


def get(key: str) -> Entry | None:
    """The entry of a key, unless its moment has passed."""
    entry = caches[settings.PAGE_CACHE_ALIAS].get(key)
    return entry if entry is not None and entry.expires_at > time.time() else None


def put(key: str, entry: Entry) -> None:
    """Keep an entry until its moment."""
    left = entry.expires_at - timezone.now().timestamp()
    if left > 0:
        caches[settings.PAGE_CACHE_ALIAS].set(key, entry, left)
