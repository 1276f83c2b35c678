"""A volunteer does whatever comes to her mind, day after day: JANE B stays as it is."""

import io
import json
from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from PIL import Image as Picture
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import StandardPage
from localjane.models import LocalJanePage
from tests import factories
from tests.apart import tables
from tests.apart.addresses import PAGE, Ids, addresses_of, bulk_actions, own_address, patterns
from tests.apart.canaries import canary, seen_in, seen_in_answer
from tests.apart.queries import NAMES
from tests.apart.walking import client_for, say

pytestmark = pytest.mark.django_db

WISHES = ("", "action-publish", "action-submit", "action-unpublish")
# Below these a plain page can stand.
GROWS = (StandardPage, LocalJanePage)
numbers = st.integers(min_value=0, max_value=10**6)


def picture() -> SimpleUploadedFile:
    data = io.BytesIO()
    Picture.new("RGB", (20, 20)).save(data, "PNG")
    return SimpleUploadedFile("kuva.png", data.getvalue(), content_type="image/png")


class RandomDays(RuleBasedStateMachine):
    """One volunteer of A; what she names is A's or B's by chance."""

    world = None
    done: Counter = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.client = client_for(script=True)
        self.ids = Ids(self.world)
        self.patterns = patterns()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize(role=st.sampled_from(["publisher", "editor"]), places=st.lists(numbers, max_size=4))
    def a_day_begins(self, role, places) -> None:
        """Both trees grow somewhere; then somebody of A logs in."""
        for side, word in ((self.world.theirs, canary("random")), (self.world.ours, "oma")):
            for step, place in enumerate(places):
                pages = Page.objects.descendant_of(side.home, inclusive=True).order_by("path")
                parents = [page for page in pages if page.specific_class in GROWS]
                factories.StandardPageFactory(
                    parent=parents[place % len(parents)].specific,
                    title=f"{word}{'abcd'[place % 4] * 3}",
                    slug=f"{word}-{step}",
                    live=bool(place % 2) and side is self.world.ours,
                )
        self.before = tables.all_rows()
        theirs = set(
            Page.objects.descendant_of(self.world.theirs.home).values_list("pk", flat=True)
        )
        self.their_rows = {
            **self.world.their_rows,
            PAGE: self.world.their_rows[PAGE] | set(map(str, theirs)),
        }
        self.client.force_login(getattr(self.world.ours, role))
        self.session = self.client.cookies.output().replace("Set-Cookie: ", "")
        self.answers: list[str] = []

    # --- What she does ---

    def ask(self, what: str, url: str, data=None, **more) -> None:
        if data is None and not more:
            response = self.client.get(url)
        else:
            response = self.client.post(url, data, **more)
        self.client.cookies.load(self.session)
        RandomDays.done[what, response.status_code] += 1
        self.answers.append(f"{what} {url}: {sorted(seen_in_answer(response) - seen_in(url))}")
        assert not seen_in_answer(response) - seen_in(url), self.answers[-1]
        assert response.status_code < 500, f"{what} {url}"

    def page(self, number: int) -> str:
        """A page of A's or B's."""
        sides = (self.world.ours, self.world.theirs)
        pages = Page.objects.descendant_of(sides[number % 2].home, inclusive=True)
        ids = list(pages.order_by("path").values_list("pk", flat=True))
        return str(ids[number // 2 % len(ids)])

    def thing(self, table: str, number: int) -> str:
        """A row's id of A's or B's in a table; 1 where there is none."""
        ids = self.ids.theirs(table) if number % 2 else self.world.our_ids(table)
        return ids[number // 2 % len(ids)] if ids else "1"

    def words(self, number: int) -> dict:
        title = f"Talkoot {number}"
        data = {
            "title": title,
            "slug": f"talkoot-{number}",
            "introduction": title,
            "share_image": self.thing("cms_image", number),
            "body": streamfield(
                [("call_to_action", {"text": "Lue", "page": self.page(number), "url": ""})]
                if number % 3
                else []
            ),
            "comments": {},
        }
        return {**nested_form_data(data), "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}

    @rule(parent=numbers, number=numbers, wish=st.sampled_from(WISHES))
    def adds(self, parent, number, wish) -> None:
        url = reverse("wagtailadmin_pages:add", args=["cms", "standardpage", self.page(parent)])
        self.ask("add", url, {**self.words(number), wish: "1"})

    @rule(page=numbers, number=numbers, wish=st.sampled_from(WISHES))
    def edits(self, page, number, wish) -> None:
        url = reverse("wagtailadmin_pages:edit", args=[self.page(page)])
        self.ask("open", url)
        self.ask("edit", url, {**self.words(number), wish: "1"})

    @rule(page=numbers, name=st.sampled_from(["unpublish", "delete", "lock", "convert_alias"]))
    def does_to_a_page(self, page, name) -> None:
        self.ask(name, reverse(f"wagtailadmin_pages:{name}", args=[self.page(page)]), {})

    @rule(page=numbers, place=numbers)
    def moves(self, page, place) -> None:
        args = [self.page(page), self.page(place)]
        self.ask("move", reverse("wagtailadmin_pages:move_confirm", args=args), {})

    @rule(page=numbers, place=numbers, number=numbers, deep=st.booleans())
    def copies(self, page, place, number, deep) -> None:
        data = {
            "new_title": "Kopio",
            "new_slug": f"kopio-{number}",
            "new_parent_page": self.page(place),
        } | ({"copy_subpages": "on", "publish_copies": "on"} if deep else {})
        self.ask("copy", reverse("wagtailadmin_pages:copy", args=[self.page(page)]), data)

    @rule(place=numbers, number=numbers)
    def uploads(self, place, number) -> None:
        data = {
            "title": "Kuva",
            "files[]": picture(),
            "collection": self.thing("wagtailcore_collection", place),
        }
        self.ask("upload", reverse("wagtailimages:add_multiple"), data)

    @rule(page=numbers, withdraw=st.booleans())
    def offers(self, page, withdraw) -> None:
        data = {"withdraw": "1"} if withdraw else {}
        self.ask("offer", reverse("offer", args=[self.page(page)]), data)

    @rule(number=numbers, segment=numbers)
    def translates(self, number, segment) -> None:
        args = [
            self.thing("wagtail_localize_translation", number),
            self.thing("wagtail_localize_stringsegment", segment),
        ]
        url = reverse("wagtail_localize:edit_string_translation", args=args)
        self.ask("translate", url, {"value": "Talko"})

    @rule(action=numbers, rows=st.lists(numbers, min_size=1, max_size=3), place=numbers)
    def does_several(self, action, rows, place) -> None:
        actions = list(bulk_actions())
        app, model, name = actions[action % len(actions)]
        table = {"user": "accounts_user", "page": PAGE}.get(model, f"{app}_{model}")
        ids = [self.page(row) if model == "page" else self.thing(table, row) for row in rows]
        url = reverse("wagtail_bulk_action", args=[app, model, name])
        query = "&".join(f"id={each}" for each in ids)
        self.ask("bulk", f"{url}?{query}", {"chooser": self.page(place)})

    @rule(number=numbers, query=st.sampled_from(["", "?page_type=news.newspage", "?q=kanaria"]))
    def chooses(self, number, query) -> None:
        self.ask("choose", reverse("wagtailadmin_choose_page") + query)
        url = reverse("wagtailadmin_choose_page_child", args=[self.page(number)])
        self.ask("choose", url + query)

    @rule(
        pattern=numbers,
        number=numbers,
        name=st.sampled_from(sorted(NAMES)),
        how=st.sampled_from(["get", "query", "form", "json"]),
    )
    def wanders(self, pattern, number, name, how) -> None:
        """Any address of the admin, with an id anywhere."""
        chosen = self.patterns[pattern % len(self.patterns)]
        few = Ids(self.world, most=3)
        places = [own_address(chosen, few), *addresses_of(chosen, few)]
        address = places[number % len(places)]
        if address is None:
            return
        pair = {name: self.thing(NAMES[name][0], number)}
        if how == "query":
            self.ask("wander", f"{address.path}?{name}={pair[name]}")
        elif how == "form":
            self.ask("wander", address.path, pair)
        elif how == "json":
            self.ask("wander", address.path, json.dumps([pair]), content_type="application/json")
        else:
            self.ask("wander", address.path)

    # --- What must hold ---

    @invariant()
    def nothing_of_b_has_changed(self) -> None:
        if hasattr(self, "before"):
            assert not tables.differences(self.before, self.their_rows), self.answers[-1:]


def live_through(world, examples: int, steps: int) -> None:
    RandomDays.world, RandomDays.done = world, Counter()
    run_state_machine_as_test(
        RandomDays,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    say(f"{sum(RandomDays.done.values())} requests: {dict(sorted(RandomDays.done.items()))}")
    # She did get something done.
    assert any(code in (200, 302) for _what, code in RandomDays.done)


@pytest.mark.whole
def test_a_short_random_day_changes_nothing_elsewhere(world):
    live_through(world, examples=3, steps=10)


@pytest.mark.whole
@pytest.mark.alike
def test_many_random_days_change_nothing_elsewhere(world):
    live_through(world, examples=12, steps=20)
