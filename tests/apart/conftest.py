"""The world, made once a module and rolled back after it."""

import logging
from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.apart.world import World, build


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """JANE A, JANE B and the province; each test then runs in a savepoint of its own."""
    # Thousands of refusals are expected; the log need not name each.
    log = logging.getLogger("django.request")
    level = log.level
    log.setLevel(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
    log.setLevel(level)
