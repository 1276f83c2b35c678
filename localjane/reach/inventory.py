"""All addresses of the admin that there are, read from the site's own list of addresses."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import ResolverMatch, URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern


@dataclass(frozen=True)
class AdminPattern:
    """One address: its view's full name, its route and its parameters."""

    name: str
    route: str
    parameters: tuple[str, ...]
    # How many parameters have no name.
    unnamed: int
    pattern: URLPattern


def admin_patterns() -> Iterator[AdminPattern]:
    """Every address below /admin/, with what libraries and other apps have added."""
    for route, namespaces, parameters, unnamed, pattern in _walk(get_resolver().url_patterns):
        if route.startswith("admin/"):
            match = ResolverMatch(pattern.callback, (), {}, pattern.name, namespaces=namespaces)
            yield AdminPattern(match.view_name, route, parameters, unnamed, pattern)


def _walk(patterns, route="", namespaces=(), parameters=(), unnamed=0) -> Iterator[tuple]:
    for each in patterns:
        names, count = _parameters_of(each)
        here = (route + str(each.pattern), (*parameters, *names), unnamed + count)
        if isinstance(each, URLResolver):
            inner = (*namespaces, *([each.namespace] if each.namespace else []))
            yield from _walk(each.url_patterns, here[0], inner, here[1], here[2])
        else:
            yield here[0], namespaces, here[1], here[2], each


def _parameters_of(each) -> tuple[tuple[str, ...], int]:
    if isinstance(each.pattern, RoutePattern):
        return tuple(each.pattern.converters), 0
    if not hasattr(each.pattern, "regex"):
        # The language's prefix.
        return (), 0
    named = tuple(each.pattern.regex.groupindex)
    # Django passes unnamed groups on only when there are no named ones.
    return named, 0 if named else each.pattern.regex.groups
