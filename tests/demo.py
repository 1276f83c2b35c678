"""The demonstration content as a database that tests can switch to.

It is loaded once a run into a copy of the migrated test database; each test process then works on
its own copy of that, within the transaction that pytest-django opens for each test. Pictures and
documents lie in a folder beside it.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fasteners
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import override_settings

from cms import generations

LOADED = "demo_loaded"


@contextmanager
def loaded(folder: Path, process: str) -> Iterator[None]:
    """Work on this process's copy of the demonstration content.

    `folder` is shared by all processes of a run; `process` names this one.
    """
    media = folder / f"media_{process}"
    mine = _name(folder, f"demo_{process}")
    if not media.exists():
        with fasteners.InterProcessLock(folder / "demo.lock"):
            _load_once(folder)
            _copy(_name(folder, LOADED), mine)
        shutil.copytree(folder / "media", media)
    with _switched(mine), override_settings(MEDIA_ROOT=str(media)):
        yield


def _load_once(folder: Path) -> None:
    if (folder / "media").exists():
        return
    loading = _name(folder, "demo_loading")
    media = folder / "media_loading"
    media.mkdir()
    _copy(connection.settings_dict["NAME"], loading)
    with _switched(loading), override_settings(MEDIA_ROOT=str(media)):
        call_command("load_demo", verbosity=0)
    _copy(loading, _name(folder, LOADED))
    media.rename(folder / "media")


def _name(folder: Path, name: str) -> str:
    return str(folder / f"{name}.sqlite3") if connection.vendor == "sqlite" else name


def _copy(source: str, target: str) -> None:
    """Copy a database that nobody else is connected to."""
    connection.close()
    if connection.vendor == "sqlite":
        with _switched(source), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [target])
        return
    with connection._nodb_cursor() as cursor:
        quote = connection.ops.quote_name
        cursor.execute(f"CREATE DATABASE {quote(target)} TEMPLATE {quote(source)}")


@contextmanager
def _switched(name: str) -> Iterator[None]:
    """Connect to another database of the same server."""
    previous = connection.settings_dict["NAME"]
    _connect_to(name)
    try:
        yield
    finally:
        _connect_to(previous)


def _connect_to(name: str) -> None:
    connection.close()
    # The same dictionary that connections of other threads are made from.
    connections.settings[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()
    generations.forget()
    for alias in settings.CACHES:
        caches[alias].clear()
