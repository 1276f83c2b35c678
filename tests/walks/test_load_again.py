"""Loading the demonstration content again, as it is and at a scale."""

import hashlib

import pytest
from django.core.management import call_command
from django.db import connection

from localjane.models import LocalJanePage
from localjane.roles import groups_of
from tests.walks.walking import path_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo_content"),
    pytest.mark.xdist_group("demo"),
]


def digests() -> dict[str, str]:
    """A digest of each table's rows as the database gives them."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows = sorted(map(repr, cursor.fetchall()))
            found[table] = hashlib.sha256("".join(rows).encode()).hexdigest()
    return found


def test_the_second_run_changes_no_row_of_any_table():
    before = digests()
    assert len(before) > 50

    call_command("load_demo", verbosity=0)

    changed = {table for table, digest in digests().items() if before[table] != digest}
    assert not changed


@pytest.mark.whole
def test_a_scale_adds_local_janes_with_content_and_groups(client):
    finnish = LocalJanePage.objects.filter(locale__language_code="fi", live=True)
    assert finnish.count() == 5

    call_command("load_demo", scale=3, verbosity=0)

    # Thirteen municipalities, and two made up.
    assert finnish.count() == 15
    for local_jane in finnish:
        assert client.get(path_of(local_jane)).status_code == 200
        assert groups_of(local_jane).editors.page_permissions.filter(page=local_jane).exists()
