"""Generations: numbers in the database that say how fresh a cached page is (docs/caching.md)."""

from collections.abc import Callable
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction

T = TypeVar("T")

ALL = "all"

_memory: dict[str, tuple[dict[str, int], object]] = {}


def snapshot() -> dict[str, int]:
    """All numbers by key."""
    from cms.models import Generation

    return dict(Generation.objects.values_list("key", "number"))


def touch(*keys: str) -> None:
    """Say that what is cached for these keys is out of date."""


@contextmanager
def writing():
    """One transaction whose touched keys are raised just before it commits."""
    with transaction.atomic():
        yield


def remembered(name: str, make: Callable[[], T]) -> T:
    """What `make` gives, computed once in this process until any generation changes."""
    now = snapshot()
    known = _memory.get(name)
    if known is None or known[0] != now:
        known = _memory[name] = (now, make())
    return known[1]
