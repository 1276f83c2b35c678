"""A database of its own for measuring, which is gone when the process is, however it ends.

On SQLite it lies in memory. On PostgreSQL all tables are temporary ones of one connection (they go
to `pg_temp`), which the server drops as soon as that connection is no more; no right but the one to
make temporary tables is needed. The installed content is neither read nor written. Tables are made
from the models, and only the search index's by its migrations, for those hold what no model says.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import load_backend
from modelsearch.conf import get_app_config
from wagtail.models import Collection, Locale, Page

from cms import generations
from search import vocabulary
from search.default_synonyms import default_synonyms
from search.models import Synonym
from search.vector_index import add_vector_index


@contextmanager
def own_database() -> Iterator[None]:
    """Within it this thread's default database is a new one with a root page and locales."""
    before = connections[DEFAULT_DB_ALIAS]
    caches_before = {alias: caches[alias] for alias in settings.CACHES}
    made = _new_connection(before)
    connections[DEFAULT_DB_ALIAS] = made
    for alias in caches_before:
        # The shared cache must not hear of these pages.
        caches[alias] = LocMemCache(f"measuring-{id(made)}-{alias}", {})
    _forget()
    try:
        _make_tables(made)
        _make_roots()
        yield
    finally:
        if made.connection is not None:
            # Django keeps a database in memory open when it is told to close it.
            made.connection.close()
        connections[DEFAULT_DB_ALIAS] = before
        for alias, cache in caches_before.items():
            caches[alias] = cache
        _forget()


def _new_connection(before):
    values = {**before.settings_dict}
    if before.vendor == "sqlite":
        values["NAME"] = ":memory:"
        values["OPTIONS"] = {
            name: value for name, value in values["OPTIONS"].items() if name != "init_command"
        }
    else:
        options = values["OPTIONS"].get("options", "")
        values["OPTIONS"] = {
            **values["OPTIONS"],
            "options": f"{options} -c search_path=pg_temp".strip(),
        }
    return load_backend(values["ENGINE"]).DatabaseWrapper(values, DEFAULT_DB_ALIAS)


def _make_tables(connection) -> None:
    config = get_app_config()
    apps_with_migrations = (config.label, ContentType._meta.app_label)
    executor = MigrationExecutor(connection)
    executor.migrate(
        [n for n in executor.loader.graph.leaf_nodes() if n[0] in apps_with_migrations]
    )
    index = config.get_model("IndexEntry")._meta.db_table
    made = set(connection.introspection.table_names())
    # What else the index's migrations needed is of an old form.
    kept = {name for name in made if name.startswith(index)} | {ContentType._meta.db_table}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys = OFF")
        for name in made - kept:
            cascade = "CASCADE" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)} {cascade}")
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            options = model._meta
            if options.managed and not options.proxy and options.db_table not in kept:
                editor.create_model(model)
    add_vector_index(connection, index)


def _make_roots() -> None:
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    Page.add_root(title="Root", slug="root", locale=locale)
    Collection.add_root(name="Root")
    Synonym.objects.bulk_create(Synonym(**values) for values in default_synonyms())


def _forget() -> None:
    """What this process remembers of one database is wrong in the other."""
    generations.forget()
    vocabulary.forget()
    ContentType.objects.clear_cache()
