"""What readers can ask for says nothing of what is not public."""

import re

import pytest

from tests.apart.forms import _Named
from tests.apart.public import SITEMAP, addresses
from tests.apart.walking import Walk, client_for, say
from tests.apart.world import HOST

pytestmark = [pytest.mark.django_db, pytest.mark.whole]


def read(world, role, client) -> Walk:
    met = Walk(role)
    for kind, path in addresses(world):
        met.meet(_Named(kind), path, client.get(path))
    for section in re.findall(r"<loc>[^<]*?(/sitemap[^<]*)</loc>", sitemap(client)):
        met.meet(_Named("sitemap"), section, client.get(section))
    return met


def sitemap(client) -> str:
    return client.get(f"/{SITEMAP}").content.decode()


@pytest.mark.parametrize(
    ("role", "host"),
    [(None, "testserver"), (None, HOST), ("publisher", "testserver"), ("publisher", HOST)],
)
def test_readers_and_volunteers_of_others_see_nothing_that_is_not_public(world, role, host):
    user = role and getattr(world.ours, role)
    client = client_for(user, SERVER_NAME=host)

    met = read(world, f"{role or 'anybody'} on {host}", client)

    say(met.report())
    assert not met.seen, met.leaks()
    assert not met.errors


def test_their_own_people_read_what_is_private(world):
    client = client_for(world.theirs.editor, SERVER_NAME=HOST)

    met = read(world, "B's editor", client)

    say(met.report())
    assert {"document", "page on its own host"} <= set(met.seen)
