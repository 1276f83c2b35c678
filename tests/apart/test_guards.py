"""Each guard switched off in turn, and the walk notices."""

from collections.abc import Iterator
from itertools import chain

import pytest
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy

from localjane.reach import switches
from tests.apart.addresses import Address, Ids, addresses_of, own_address, patterns
from tests.apart.forms import Form, Replay, forms_offered, pointed_at, replay
from tests.apart.queries import bulk_queries, queries
from tests.apart.walking import Walk, client_for, say, walk

pytestmark = [pytest.mark.django_db, pytest.mark.whole, pytest.mark.alike]


def at(*names: str):
    """Addresses with B's ids, of the views whose names begin so."""

    def addresses(ids: Ids, client) -> Iterator[Address]:
        for pattern in patterns():
            if pattern.name.startswith(names):
                yield from addresses_of(pattern, ids)

    return addresses


def asked(*names: str):
    """A's own addresses with all kinds of queries, of the views whose names begin so."""

    def addresses(ids: Ids, client) -> Iterator[Address]:
        return queries(ids, client, each=1, views=names)

    return addresses


def several(ids: Ids, client) -> Iterator[Address]:
    return bulk_queries(ids, each=1)


# The part of the walk that should notice, by guard; of those in SENT the forms.
PARTS = {
    "view_is_allowed": at("wagtailadmin_reports", "wagtailadmin_workflows", "wagtailusers"),
    "path_is_within_reach": at("wagtailadmin_pages:", "wagtailadmin_api", "wagtail_localize"),
    "query_is_within_reach": several,
    "parameters_are_known": asked("wagtailadmin_pages:search"),
    "all_are_her_own": several,
    "chooser_starts_within_reach": asked("wagtailadmin_choose_page"),
    "pages_to_choose": at("wagtailadmin_choose_page_child"),
    "published_title": at("wagtailadmin_choose_page_child"),
    "tags_of_hers": asked("wagtailimages:index", "wagtailimages_chooser", "wagtaildocs:index"),
    "owners_of_hers": asked("wagtailadmin_explore"),
    "editors_of_hers": asked("wagtailadmin_explore"),
    "sites_of_hers": asked("wagtailadmin_explore"),
    "own_tags": asked("wagtailadmin_tag_autocomplete"),
}
# Where Wagtail itself keeps to what she may choose: the guard must hold when that does not.
BEHIND_WAGTAIL = {
    "images_to_choose": (image_policy, "wagtailimages_chooser:choose"),
    "documents_to_choose": (document_policy, "wagtaildocs_chooser:choose"),
}
SENT = {
    "body_is_within_reach": ("wagtailadmin_pages:copy", "wagtailadmin_pages:move"),
    "references_within_reach": ("wagtailadmin_pages:edit", "copy_previous_event"),
}


def test_every_guard_has_a_part_of_the_walk():
    assert set(switches.GUARDS) == set(PARTS) | set(SENT) | set(BEHIND_WAGTAIL)


@pytest.fixture(scope="module")
def own_forms(world) -> list[Form]:
    """A's own forms, pointed at B."""
    ids = Ids(world)
    own = filter(None, (own_address(pattern, ids) for pattern in patterns()))
    forms = forms_offered(client_for(world.ours.publisher), own)
    return list(pointed_at(world, forms))


@pytest.mark.parametrize("guard", sorted(PARTS))
def test_without_a_guard_the_walk_shows_it(world, monkeypatch, guard):
    client = client_for(world.ours.publisher, script=True)
    addresses = list(PARTS[guard](Ids(world, most=2), client))
    with_it, without = set(), set()
    for off, opened in ((set(), with_it), ({guard}, without)):
        monkeypatch.setattr(switches, "OFF", off)
        met = walk(guard, client, addresses)
        opened.update(chain.from_iterable(met.opened.values()))
        assert off or not met.seen

    caught = sorted(met.seen) or sorted(without - with_it)
    what = "canaries at" if met.seen else "opened"
    say(f"without {guard}: {what} {', '.join(caught[:4])} ({len(caught)} in all)")
    assert caught, f"Nothing notices that {guard} is off."


@pytest.mark.parametrize("guard", sorted(SENT))
def test_without_a_guard_the_forms_show_it(world, monkeypatch, own_forms, guard):
    forms = [form for form in own_forms if form.name.startswith(SENT[guard])]
    client = client_for(world.ours.publisher, script=True)
    with_it = replay("with", world, client, forms)
    assert not with_it.met.seen
    assert not with_it.changed

    monkeypatch.setattr(switches, "OFF", {guard})
    without = replay("without", world, client, forms)

    refused = _refusals(with_it) - _refusals(without)
    say(
        f"without {guard}: canaries at {sorted(without.met.seen)}, rows changed by "
        f"{sorted(without.changed)}, {refused} fewer of {len(forms)} forms refused, "
        f"{without.wrote - with_it.wrote} more wrote something"
    )
    assert without.met.seen or without.changed or refused > 0


def _refusals(replayed: Replay) -> int:
    """How many forms were refused: by the guard before the view, or by the form itself."""
    return replayed.met.statuses[403] + replayed.met.statuses[400]


@pytest.mark.parametrize("guard", sorted(BEHIND_WAGTAIL))
def test_a_guard_behind_wagtails_own_holds_alone_and_without_both_the_walk_shows_it(
    world, monkeypatch, guard
):
    policy, view = BEHIND_WAGTAIL[guard]
    client = client_for(world.ours.publisher, script=True)
    own = [own_address(p, Ids(world)) for p in patterns() if p.name.startswith(view)]
    monkeypatch.setattr(
        type(policy),
        "instances_user_has_any_permission_for",
        lambda self, user, actions: self.model.objects.all(),
    )

    assert not _files(walk(guard, client, own))
    monkeypatch.setattr(switches, "OFF", {guard})
    met = walk(guard, client, own)

    say(f"without {guard} and Wagtail's own: canaries at {', '.join(sorted(met.seen))}")
    assert _files(met)


def _files(met: Walk) -> set[str]:
    """The canaries that are not tags: those are of the files that Wagtail says she may choose."""
    return {word for word in met.canaries if not word.endswith("tag")}
