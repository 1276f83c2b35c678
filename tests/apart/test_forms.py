"""Every form that a superuser is offered, sent by a volunteer of another local JANE."""

from itertools import chain

import pytest

from tests.apart.addresses import Ids, addresses_of, own_address, patterns
from tests.apart.forms import forms_offered, pointed_at, replay
from tests.apart.queries import bulk_queries
from tests.apart.walking import client_for, say

pytestmark = [pytest.mark.django_db, pytest.mark.whole, pytest.mark.alike]


@pytest.fixture(scope="module")
def forms(world):
    """The forms on the screens of B's things."""
    ids = Ids(world, most=2)
    addresses = chain.from_iterable(addresses_of(pattern, ids) for pattern in patterns())
    return forms_offered(client_for(world.superuser), chain(addresses, bulk_queries(ids, each=1)))


@pytest.mark.parametrize("role", ["publisher", "editor", "anonymous"])
def test_sent_by_a_stranger_no_form_changes_or_copies_a_row(world, forms, role):
    client = client_for(getattr(world.ours, role, None), script=True)

    result = replay(role, world, client, forms)

    say(result.report())
    assert not result.changed, result.faults()
    assert not result.met.seen, result.faults()


@pytest.mark.parametrize(("role", "each"), [("publisher", 2), ("editor", 1)])
def test_her_own_forms_pointed_at_another_local_jane_change_copy_and_show_nothing(
    world, role, each
):
    ids = Ids(world)
    client = client_for(getattr(world.ours, role), script=True)
    own = filter(None, (own_address(pattern, ids) for pattern in patterns()))
    forms = list(pointed_at(world, forms_offered(client, own), each=each))

    result = replay(f"{role}, her own forms", world, client, forms)

    say(result.report())
    assert not result.changed, result.faults()
    assert not result.met.seen, result.faults()


def test_sent_by_whoever_may_the_same_forms_change_rows(world, forms):
    # One in two is enough to see that these forms are whole.
    result = replay("B's publisher", world, client_for(world.theirs.publisher), forms[::2])

    say(result.report())
    assert len(result.changed) >= 8
