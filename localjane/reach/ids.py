"""Reads out of a request which ids it names, and of what kind: path, query and body."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParser

from localjane.reach.kinds import PLAIN, Kind
from localjane.reach.parameters import DEFAULTS
from localjane.reach.people import Reacher
from localjane.reach.rules import Rule

# What an id of this database looks like: a whole number or a UUID.
LIKE_AN_ID = re.compile(r"\s*-?\d+\s*|[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
# Larger numbers are no ids, and SQLite cannot be asked for them.
LARGEST_ID = 2**63 - 1
# A body nested deeper than this is nobody's form.
DEEPEST = 20
MULTIPART = "multipart/form-data"
FORMS = (MULTIPART, "application/x-www-form-urlencoded")


@dataclass(frozen=True)
class Named:
    """A parameter's value, as the request has it."""

    name: str
    value: str
    kind: Kind | None


def in_path(rule: Rule, args: tuple, kwargs: Mapping) -> Iterator[Named]:
    """The parameters of the address itself."""
    for name, value in kwargs.items():
        yield Named(name, str(value), rule.path.get(name) or DEFAULTS.get(name))
    for position, value in enumerate(args):
        kind = rule.args[position] if position < len(rule.args) else None
        yield Named(f"{position + 1}.", str(value), kind)


def in_query(rule: Rule, request: HttpRequest) -> Iterator[Named]:
    """What follows the question mark."""
    for name, values in request.GET.lists():
        kind = rule.query.get(name) or DEFAULTS.get(name)
        for value in values:
            yield Named(name, value, kind)


def in_body(rule: Rule, request: HttpRequest) -> Iterator[Named]:
    """Of an editing form only what the rule or the defaults name; of any other body everything."""
    for name, value in body_values(request):
        kind = rule.body.get(name) or DEFAULTS.get(name)
        if kind is not None or not rule.is_form:
            yield Named(name, value, kind)


def body_values(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Names and values of a form or of JSON, which the write middleware has read already."""
    if request.method in ("GET", "HEAD", "OPTIONS", "TRACE"):
        return
    for name, values in _fields(request).lists():
        for value in values:
            yield name, value
    if request.content_type not in FORMS:
        try:
            yield from _in_json(json.loads(request.body or b"null"))
        except (ValueError, RecursionError):
            # No JSON, so no view reads anything of it.
            return


def _fields(request: HttpRequest) -> QueryDict:
    """The fields of a form; Django itself reads them of a POST only."""
    if request.method == "POST" or request.content_type not in FORMS:
        return request.POST
    if request.content_type == MULTIPART:
        parser = MultiPartParser(request.META, BytesIO(request.body), [_NoFiles(request)])
        return parser.parse()[0]
    return QueryDict(request.body, encoding=request.encoding)


class _NoFiles(FileUploadHandler):
    """Lets a file's content fall: only fields are asked for here."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


def _in_json(value, name: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    if depth > DEEPEST:
        raise BadRequest("JSON too deep.")
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _in_json(inner, key, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _in_json(inner, name, depth + 1)
    elif not isinstance(value, bool) and value is not None:
        yield name, str(value)


def looks_like_an_id(value: str) -> bool:
    """Whether an unknown parameter's value could name a row."""
    return LIKE_AN_ID.fullmatch(value) is not None


def out_of_reach(reacher: Reacher, named: list[Named], path: Mapping) -> Named | None:
    """The first parameter that names what is not within reach; None if all are.

    One question to the database a kind, however many ids.
    """
    by_kind: dict[Kind, dict] = defaultdict(dict)
    for each in named:
        if each.kind is None or each.kind is PLAIN or not each.value:
            continue
        if each.value in each.kind.words:
            continue
        key = _as_id(each.kind, each.value)
        if key is None:
            return each
        by_kind[each.kind].setdefault(key, each)
    for kind, wanted in by_kind.items():
        missing = set(wanted) - kind.reachable(reacher, set(wanted), path)
        if missing:
            return wanted[min(missing, key=str)]
    return None


def _as_id(kind: Kind, value: str):
    """An id as the database has it; None if it cannot be one."""
    value = unquote(value)
    if not value.isascii() or not value.isdigit() or int(value) > LARGEST_ID:
        return None if kind.numeric else value
    return int(value)
