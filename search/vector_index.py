"""The index over title and text together on PostgreSQL, which is what a search looks into.

Wagtail has one for each column alone, and so would read every entry of the table at every search.
"""

NAME = "search_title_and_body"


def add_vector_index(connection, table: str) -> None:
    """Make it in a database where Wagtail's table of entries stands; nothing on SQLite."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            name, of = connection.ops.quote_name(NAME), connection.ops.quote_name(table)
            cursor.execute(f"CREATE INDEX {name} ON {of} USING gin ((title || body))")
            # In the row itself where there is room: fetching each from elsewhere takes most of the
            # time, and the planner does not reckon with it.
            for column in ("title", "body"):
                cursor.execute(f"ALTER TABLE {of} ALTER COLUMN {column} SET STORAGE MAIN")


def remove_vector_index(connection, table: str) -> None:
    """Take it away again."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(NAME)}")
            of = connection.ops.quote_name(table)
            for column in ("title", "body"):
                cursor.execute(f"ALTER TABLE {of} ALTER COLUMN {column} SET STORAGE EXTENDED")
