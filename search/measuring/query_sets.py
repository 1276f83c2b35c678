"""A file of queries and what each should find; see docs/search.md for the format."""

import json
from dataclasses import dataclass
from pathlib import Path


class BadQuerySetError(ValueError):
    """The file is no set of queries; the message says where."""


@dataclass(frozen=True)
class Passage:
    """A text to be searched."""

    id: str
    title: str
    body: str


@dataclass(frozen=True)
class Query:
    """What somebody types; `acceptable` is neither required nor counted wrong."""

    text: str
    kind: str
    relevant: frozenset[str]
    acceptable: frozenset[str]


@dataclass(frozen=True)
class QuerySet:
    """Queries, and the passages that they are about (none: the installed pages)."""

    passages: tuple[Passage, ...]
    queries: tuple[Query, ...]


def read_query_set(path: Path) -> QuerySet:
    """Read a file; raises BadQuerySetError, or OSError if there is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadQuerySetError(f"{path} is no JSON: {error}") from None
    try:
        passages = tuple(
            Passage(str(row["id"]), str(row.get("title", "")), str(row.get("body", "")))
            for row in data.get("passages") or []
        )
        queries = tuple(
            Query(
                str(row["q"]),
                str(row.get("kind") or "other"),
                frozenset(map(str, row["relevant"])),
                frozenset(map(str, row.get("acceptable") or [])),
            )
            for row in data["queries"]
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise BadQuerySetError(f"{path} has another form: {error!r}") from None
    ids = [passage.id for passage in passages]
    if len(set(ids)) != len(ids):
        raise BadQuerySetError(f"{path} has two passages of one id.")
    if any(not query.relevant for query in queries):
        raise BadQuerySetError(f"{path} has a query without a relevant passage.")
    return QuerySet(passages, queries)
