"""Wagtail's database search that knows words: one setting, whichever database is behind it."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection


def SearchBackend(params: dict):  # noqa: N802 - Wagtail looks it up by this name
    """The default database's backend; raises ImproperlyConfigured for others than these two."""
    # Each module reads tables that only its database has.
    if connection.vendor == "postgresql":
        from search.backends.postgres import PostgresBackend

        return PostgresBackend(params)
    if connection.vendor == "sqlite":
        from search.backends.sqlite import SQLiteBackend

        return SQLiteBackend(params)
    raise ImproperlyConfigured(f"Search knows SQLite and PostgreSQL, not {connection.vendor}.")
