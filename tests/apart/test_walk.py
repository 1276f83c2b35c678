"""A volunteer of JANE A walks every address of the admin with every id of JANE B."""

import pytest

from tests.apart.addresses import Ids, addresses_of, patterns
from tests.apart.walking import client_for, walk

pytestmark = pytest.mark.django_db


def all_addresses(ids):
    for pattern in patterns():
        yield from addresses_of(pattern, ids)


def test_a_volunteer_sees_nothing_of_another_local_jane(world):
    client = client_for(world.ours.publisher)

    met = walk("publisher", client, all_addresses(Ids(world, most=5)))

    print(met.report())
    assert not met.seen, met.leaks()


def test_the_superuser_sees_it_on_most_screens(world):
    client = client_for(world.superuser)

    met = walk("superuser", client, all_addresses(Ids(world, most=5)))

    print(met.report())
    for p in patterns():
        if p.name not in met.seen: print("  none on", p.name)
    assert len(met.seen) >= 120
