"""Whether the site is well, for whoever watches over it (docs/settings.md)."""

import logging

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all; asks neither the database nor the cache."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 when readers can be sent here: the database answers, is migrated, and the cache works.

    Otherwise 503 with the name of the part that does not, and no more: anybody may ask.
    """
    for name, works in (("database", _database), ("migrations", _migrations), ("cache", _cache)):
        try:
            well = works()
        except Exception:
            logger.exception("Not ready: %s", name)
            well = False
        if not well:
            return HttpResponse(f"not ready: {name}\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


_migrated = False


def _migrations() -> bool:
    # Reading all migrations takes a second; once a process has seen them applied, they are.
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _cache() -> bool:
    cache.set("health", "well", 10)
    return cache.get("health") == "well"
