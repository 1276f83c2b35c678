"""The world has what the walk looks for."""

import pytest

from tests.apart import tables

pytestmark = pytest.mark.django_db


def test_b_has_canaries_in_every_kind_of_thing_and_a_has_none(world):
    print()
    for table, rows in world.rows.items():
        ours = {key: row for key, row in rows.items() if key not in world.their_rows[table]}
        assert tables.canaries_in(ours) == 0, table
        print(table, len(rows), len(world.their_rows[table]), tables.canaries_in(rows))
