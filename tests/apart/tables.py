"""What is in the database: every table, row by row."""

import hashlib
from collections.abc import Iterable

from django.apps import apps
from django.db import connection

from tests.apart.canaries import PREFIX, seen_in

# Tables whose rows say that somebody was here, not what is on the sites; by reason.
NOT_CONTENT = {
    "django_session": "the visitor's own session",
    "localjane_accessrefusal": "a line that says she was refused",
    "cms_generation": "numbers that make cached pages old",
    "django_migrations": "which migrations have run",
}


def content_tables() -> list[str]:
    """Every table of every model and of every relation between models, without NOT_CONTENT."""
    models = apps.get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models if model._meta.managed}
    present = set(connection.introspection.table_names())
    return sorted((tables & present) - set(NOT_CONTENT))


def rows_of(table: str) -> dict[str, tuple]:
    """The rows of a table by their primary key, as text (a table without one: by all they hold)."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        # SQLite's search index has no key but its rows' own numbers.
        columns = "rowid, *" if table.endswith("_fts") else "*"
        cursor.execute(f"SELECT {columns} FROM {quote(table)}")  # noqa: S608
        names = [column[0] for column in cursor.description]
        key = names.index("id") if "id" in names else 0
        return {str(row[key]): row for row in cursor.fetchall()}


def all_rows(tables: Iterable[str] | None = None) -> dict[str, dict[str, tuple]]:
    """The rows of all tables, or of these."""
    return {table: rows_of(table) for table in (tables or content_tables())}


def canaries_in(rows: dict[str, tuple]) -> int:
    """How many rows of a table hold a canary."""
    return sum(PREFIX in _text(row).lower() and bool(seen_in(_text(row))) for row in rows.values())


def digest(rows: dict[str, tuple], keys: Iterable[str]) -> str:
    """One short word for what certain rows of a table hold."""
    whole = hashlib.sha256()
    for key in sorted(keys):
        whole.update(_text((key, rows.get(key))).encode())
    return whole.hexdigest()[:16]


def _text(row) -> str:
    return repr(row)


def differences(before: dict[str, dict[str, tuple]], theirs: dict[str, set[str]]) -> list[str]:
    """What has become of JANE B's rows since `before`: changed, gone, or copied."""
    wrong = []
    for table, rows in all_rows(before).items():
        old = before[table]
        for key in theirs.get(table, ()):
            if rows.get(key) != old[key]:
                wrong.append(f"{table} {key} {'changed' if key in rows else 'gone'}")
        if canaries_in(rows) > canaries_in(old):
            wrong.append(f"{table}: a copy of what is not public")
    return wrong
