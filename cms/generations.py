"""Generations: numbers in the database that say how fresh what is cached is (docs/caching.md).

There is one number for everything (`ALL`), one for the province's own pages (`PROVINCE`) and one a
subsite. Whoever changes what readers see touches the keys concerned; whatever was cached under the
old numbers is then never read again.

A number is only ever compared for equality. Each raise writes one that no other raise has written
(milliseconds and random bits), so a transaction that rolls back, a restored backup or an emptied
table never brings back a number that something else was cached under.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

T = TypeVar("T")

ALL = "all"
PROVINCE = "province"
# The lower bits of a number; those above them are milliseconds since 1970.
RANDOM_BITS = 20


def key_of(subsite) -> str:
    """The key of a subsite (its page in any language, or its translation key), or of the province.

    :param subsite: what `cms.subsites.subsite_of` gives: a page, or None for the province.
    """
    if subsite is None:
        return PROVINCE
    return str(subsite if isinstance(subsite, UUID) else subsite.translation_key)


# --- Reading --------------------------------------------------------------------------------------


class _ProcessMemory:
    """The numbers as this process last read them, good for a second at most."""

    def __init__(self) -> None:
        self._read: tuple[float, Mapping[str, int]] | None = None
        self._forgotten = 0

    def numbers(self) -> Mapping[str, int]:
        # Inside a transaction one sees one's own unfinished numbers, which nobody else may get.
        if connection.in_atomic_block:
            return _read_numbers()
        known = self._read
        # The age counts from before the query, so that a slow query cannot lengthen it.
        now = time.monotonic()
        if known is not None and now - known[0] < settings.GENERATIONS_MEMORY_SECONDS:
            return known[1]
        forgotten = self._forgotten
        numbers = _read_numbers()
        # If somebody raised a number meanwhile, these may be older than that: not worth keeping.
        if forgotten == self._forgotten:
            self._read = (now, numbers)
        return numbers

    def forget(self) -> None:
        self._forgotten += 1
        self._read = None


@dataclass
class _RequestMemory:
    """The numbers that one request stands on from beginning to end."""

    numbers: Mapping[str, int] | None = None


@dataclass
class _Writing:
    """What one `writing()` has gathered."""

    keys: set[str] = field(default_factory=set)
    # What `remembered` made since the last touch: it may rest on rows that are not yet committed.
    values: dict[str, object] = field(default_factory=dict)


_process = _ProcessMemory()
_request: ContextVar[_RequestMemory | None] = ContextVar("generations of the request", default=None)
_writing: ContextVar[_Writing | None] = ContextVar("generations being written", default=None)
# By name: the numbers, and what was made under them. One assignment, so no lock is needed: two
# threads may make the same thing twice, but neither can see a value under the wrong numbers.
_values: dict[str, tuple[Mapping[str, int], object]] = {}


def _read_numbers() -> Mapping[str, int]:
    from cms.models import Generation

    return MappingProxyType(dict(Generation.objects.values_list("key", "number")))


def _forget_request() -> None:
    memory = _request.get()
    if memory is not None:
        memory.numbers = None


def snapshot() -> Mapping[str, int]:
    """All numbers by key; read-only. A key that nobody has touched yet is missing.

    Read once a request (`one_snapshot`), else at most once in GENERATIONS_MEMORY_SECONDS a process.
    """
    memory = _request.get()
    if memory is None:
        return _process.numbers()
    if memory.numbers is None:
        memory.numbers = _process.numbers()
    return memory.numbers


def stamp(*keys: str) -> str:
    """The numbers of `ALL` and of these keys as one short text, to put into a cache key.

    Take it before making what will be cached: made from newer rows under an older stamp is
    harmless, the other way round is a stale page.
    """
    numbers = snapshot()
    return ".".join(f"{numbers.get(key, 0):x}" for key in (ALL, *sorted({*keys} - {ALL})))


def raised_at(key: str) -> int | None:
    """When a key was last raised, in whole seconds since 1970; None if nobody has touched it."""
    return (snapshot().get(key, 0) >> RANDOM_BITS) // 1000 or None


def remembered(name: str, make: Callable[[], T]) -> T:
    """What `make` gives, computed once in this process until any generation changes.

    Inside `writing()` it sees that transaction's own changes, and nobody else does.

    :param name: names the value in the whole process.
    :param make: takes nothing, reads the database, gives something that nobody will change.
    """
    mine = _writing.get()
    if mine is None:
        return _shared_value(name, make)
    if name not in mine.values:
        mine.values[name] = make() if mine.keys else _shared_value(name, make)
    return mine.values[name]


def _shared_value(name: str, make: Callable[[], T]) -> T:
    numbers = snapshot()
    known = _values.get(name)
    if known is not None and known[0] == numbers:
        return known[1]
    value = make()
    _values[name] = (numbers, value)
    return value


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Within it `snapshot()` reads the numbers once, and again only after a touch of its own.

    The page cache's middleware puts it around every request.
    """
    token = _request.set(_RequestMemory())
    try:
        yield
    finally:
        _request.reset(token)


# --- Writing --------------------------------------------------------------------------------------


def touch(*keys: str) -> None:
    """Say that what is cached for these keys is out of date.

    Inside `writing()` the keys are gathered and raised once, just before the commit. Elsewhere they
    are raised at once: in an open `atomic()` block as a part of it, so that data and number commit
    or roll back together; outside any transaction by themselves. (Waiting for `on_commit` would
    leave stale pages behind when the process dies between the two.) A long `atomic()` block that
    touches therefore holds other writers up on PostgreSQL from its first touch on: use `writing()`.
    """
    mine = _writing.get()
    if mine is None:
        _raise(keys)
    else:
        mine.keys.update(keys)
        mine.values.clear()


def is_touched(key: str) -> bool:
    """Whether the present `writing()` will raise this key anyway, so that finding more is idle."""
    mine = _writing.get()
    return mine is not None and key in mine.keys


@contextmanager
def writing() -> Iterator[None]:
    """One transaction whose touched keys are raised last, just before it commits.

    May be nested: the outermost raises, the inner ones are savepoints. The write middleware puts it
    around every unsafe request; commands and tasks put it around their own writes.
    """
    if _writing.get() is not None:
        with transaction.atomic():
            yield
        return
    with transaction.atomic():
        # Waiting for the write lock takes time: what was read before may be old by now.
        _forget_request()
        mine = _Writing()
        token = _writing.set(mine)
        try:
            yield
        finally:
            # Before the commit, whose hooks may touch: nobody would raise what they put in `mine`.
            _writing.reset(token)
            _forget_request()
        if not transaction.get_rollback():
            _raise(mine.keys)


def _raise(keys: Iterable[str]) -> None:
    """Write new numbers in one statement; in sorted order, so that two writers cannot deadlock."""
    from cms.models import Generation

    wanted = sorted(set(keys))
    if not wanted:
        return
    number = (time.time_ns() // 1_000_000 << RANDOM_BITS) | secrets.randbits(RANDOM_BITS)
    Generation.objects.bulk_create(
        [Generation(key=key, number=number) for key in wanted],
        update_conflicts=True,
        update_fields=["number"],
        unique_fields=["key"],
    )
    _forget_request()
    transaction.on_commit(_process.forget)


def forget() -> None:
    """Empty this process's memory, as at its start. For tests: the product touches instead."""
    _process.forget()
    _values.clear()
    _forget_request()
