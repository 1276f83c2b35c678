"""Lists that filter by plain links: each choice has an address, nothing needs JavaScript."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest


@dataclass(frozen=True)
class Option:
    """One choice of a filter and the address that makes it ("" as value: all).

    `count`: how much the choice would show, where the list has counted that.
    """

    value: str
    label: str
    href: str
    selected: bool
    count: int | None = None


@dataclass(frozen=True)
class Filter:
    """A filter of a list as the template draws it (components/filter.html).

    `value` is the choice that holds, "" for none; `unknown` is what the address asked for when
    there is no such choice: the page then says so and shows everything.
    """

    parameter: str
    label: str
    options: tuple[Option, ...]
    value: str
    unknown: str


def link_filter(
    request: HttpRequest,
    parameter: str,
    label: str,
    choices,
    all_label: str,
    formerly: Mapping[str, str] | None = None,
    counts: Mapping[str, int] | None = None,
) -> Filter:
    """Read a filter from the address. `choices`: (value, label) pairs in their order.

    Each option's address keeps the other parameters but not the page number. `formerly` names the
    choice that a value of old addresses has become. `counts` says how much each value would show,
    "" among them. Raises ImproperlyConfigured for a parameter that the page cache does not know.
    """
    if parameter not in settings.PAGE_CACHE_QUERY_PARAMETERS:
        raise ImproperlyConfigured(f"Add {parameter!r} to PAGE_CACHE_QUERY_PARAMETERS.")
    choices = [(str(value), str(text)) for value, text in choices]
    asked = request.GET.get(parameter, "").replace("\x00", "")[:100]
    asked = (formerly or {}).get(asked, asked)
    value = asked if asked in {v for v, _text in choices} else ""
    options = []
    for option_value, text in [("", all_label), *choices]:
        query = request.GET.copy()
        query.pop("sivu", None)
        query.pop(parameter, None)
        if option_value:
            query[parameter] = option_value
        href = f"{request.path}?{query.urlencode()}" if query else request.path
        count = None if counts is None else counts.get(option_value, 0)
        options.append(Option(option_value, text, href, option_value == value, count))
    return Filter(parameter, label, tuple(options), value, "" if value == asked else asked)
