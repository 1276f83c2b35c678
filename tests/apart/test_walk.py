"""Everybody who is not of JANE B walks every address of the admin with every id of JANE B."""

from itertools import chain

import pytest

from tests import factories
from tests.apart.addresses import Ids, addresses_of, patterns
from tests.apart.queries import bulk_queries, queries
from tests.apart.walking import client_for, say, walk
from tests.apart.world import HOST

pytestmark = pytest.mark.django_db

# The superuser must see canaries on so many screens, or the walk looks in the wrong places.
SCREENS_WITH_CANARIES = 120


def all_addresses(ids):
    for pattern in patterns():
        yield from addresses_of(pattern, ids)


def test_a_volunteer_sees_nothing_of_another_local_jane_at_some_addresses(world):
    client = client_for(world.ours.publisher, script=True)
    ids = Ids(world, most=1)

    met = walk("publisher, in short", client, chain(all_addresses(ids), bulk_queries(ids, each=1)))

    say(met.report())
    assert not met.seen, met.leaks()
    assert not met.errors


@pytest.mark.whole
@pytest.mark.alike
def test_a_publisher_sees_nothing_of_another_local_jane(world):
    client = client_for(world.ours.publisher, script=True)
    ids = Ids(world)
    asked = queries(ids, client, each=1)

    met = walk("publisher", client, chain(all_addresses(ids), asked, bulk_queries(ids)))

    say(met.report())
    assert not met.seen, met.leaks()
    assert not met.errors


@pytest.mark.whole
@pytest.mark.alike
def test_an_editor_sees_nothing_of_another_local_jane(world):
    client = client_for(world.ours.editor, script=True)
    ids = Ids(world, most=2)

    met = walk("editor", client, chain(all_addresses(ids), bulk_queries(ids, each=1)))

    say(met.report())
    assert not met.seen, met.leaks()
    assert not met.errors


def test_whoever_may_not_enter_sees_nothing_at_all(world):
    removed = world.ours.publisher
    removed.groups.clear()
    ids = Ids(world, most=1)
    for role, client in (
        ("anonymous", client_for()),
        ("removed volunteer", client_for(removed)),
        ("volunteer on B's host", client_for(world.ours.editor, SERVER_NAME=HOST)),
    ):
        met = walk(role, client, all_addresses(ids))

        say(met.report())
        assert not met.seen, met.leaks()
        assert not met.errors


def test_staff_without_a_second_factor_see_nothing_at_all(world, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    newcomer = factories.UserFactory()
    newcomer.groups.set(world.staff.groups.all())

    met = walk("without second factor", client_for(newcomer), all_addresses(Ids(world, most=1)))

    say(met.report())
    assert not met.seen, met.leaks()
    assert not met.errors


@pytest.mark.whole
@pytest.mark.alike
def test_the_superuser_sees_it_on_most_screens(world):
    ids = Ids(world, most=2)
    client = client_for(world.superuser)

    met = walk("superuser", client, chain(all_addresses(ids), bulk_queries(ids, each=1)))

    say(met.report())
    say(f"never shown: {sorted(world.canaries() - met.canaries)}")
    assert len(met.seen) >= SCREENS_WITH_CANARIES
