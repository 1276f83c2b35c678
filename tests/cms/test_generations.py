"""Generations: what touches what, when numbers are raised, and what a process remembers."""

import threading
from contextlib import contextmanager, suppress

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction

from accounts.models import User
from cms import generations
from cms.generations import ALL, PROVINCE, key_of, remembered, snapshot, stamp, touch, writing
from cms.models import ClockJob, PageDocument
from programme.models import ActionState, ActionStatus
from tests import factories
from tests.cms.changes import Changes, numbers

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@contextmanager
def failing(transaction_block):
    """`with failing(transaction.atomic()): …`: a transaction with an error at its end."""

    class NoError(Exception):
        pass

    with suppress(NoError), transaction_block:
        yield
        raise NoError


# --- Raising --------------------------------------------------------------------------------------


def test_a_touch_gives_the_key_a_number_that_it_never_had():
    seen = set()
    for _ in range(50):
        touch("a")
        seen.add(numbers()["a"])
    assert len(seen) == 50


def test_touched_keys_are_raised_in_one_statement_at_the_end_of_the_writing():
    with CaptureQueriesContext(connection) as queries, writing():
        touch("b", "a")
        touch("a", "c")
        assert not numbers().keys() & {"a", "b", "c"}
    inserts = [query["sql"] for query in queries if query["sql"].startswith("INSERT")]
    assert len(inserts) == 1
    places = [inserts[0].index(f"'{key}'") for key in "abc"]
    assert places == sorted(places)
    assert numbers().keys() >= {"a", "b", "c"}


def test_the_outermost_writing_raises_what_the_inner_one_touched():
    with Changes() as changed, writing():
        with writing():
            touch("a")
        assert "a" not in numbers()
    assert changed.keys == {"a"}


def test_a_writing_that_fails_raises_nothing_and_writes_nothing():
    with Changes() as changed, failing(writing()):
        factories.UserFactory(email="kukaan@example.org")
        touch("a")
    assert changed.keys == set()
    assert not User.objects.filter(email="kukaan@example.org").exists()


def test_a_writing_that_is_to_be_rolled_back_raises_nothing():
    with Changes() as changed, writing():
        touch("a")
        transaction.set_rollback(True)
    assert changed.keys == set()


def test_a_touch_in_an_open_transaction_stands_or_falls_with_it():
    with Changes() as changed:
        with transaction.atomic():
            touch("kept")
        with failing(transaction.atomic()):
            touch("undone")
    assert changed.keys == {"kept"}


@pytest.mark.django_db(transaction=True)
def test_a_touch_outside_any_transaction_is_raised_at_once():
    with Changes() as changed:
        touch("a")
    assert changed.keys == {"a"}


@pytest.mark.django_db(transaction=True)
def test_a_touch_in_a_commit_hook_is_not_lost():
    with Changes() as changed, writing():
        transaction.on_commit(lambda: touch("late"))
    assert changed.keys == {"late"}


# --- Remembering ----------------------------------------------------------------------------------


def counted(name="value"):
    """`make(), calls`: gives how often it has been called."""
    calls = []

    def make():
        calls.append(name)
        return len(calls)

    return make, calls


def test_a_value_is_made_once_until_any_generation_changes():
    make, calls = counted()
    assert [remembered("value", make), remembered("value", make)] == [1, 1]
    touch("anything")
    assert remembered("value", make) == 2
    assert len(calls) == 2


def test_what_a_writing_makes_of_its_own_changes_is_seen_by_itself_only():
    count = Locale.objects.count
    before = remembered("locales", count)
    with failing(writing()):
        Locale.objects.create(language_code="sv")
        assert remembered("locales", count) == before + 1
    assert remembered("locales", count) == before


def test_within_a_writing_a_value_is_made_anew_after_each_touch_only():
    make, calls = counted()
    with writing():
        touch("a")
        remembered("value", make)
        remembered("value", make)
        assert len(calls) == 1
        touch("a")
        remembered("value", make)
    assert len(calls) == 2


def test_a_number_that_was_rolled_back_never_brings_its_value_back():
    with failing(transaction.atomic()):
        touch("a")
        remembered("value", lambda: "of a transaction that failed")
    touch("a")
    assert remembered("value", lambda: "of one that did not") == "of one that did not"


def test_a_request_reads_the_numbers_once_and_again_after_its_own_touch(django_assert_num_queries):
    with generations.one_snapshot():
        with django_assert_num_queries(1):
            first = snapshot()
            snapshot()
            remembered("value", lambda: 1)
            stamp("a")
        touch("a")
        assert snapshot() != first


def test_a_snapshot_cannot_be_changed():
    with pytest.raises(TypeError):
        snapshot()["a"] = 1


def test_a_stamp_names_all_and_the_given_keys_and_no_other():
    touch(ALL, "a", "b")
    of_a = stamp("a")
    touch("b")
    assert stamp("a") == of_a
    touch("a")
    assert stamp("a") != of_a
    of_a = stamp("a")
    touch(ALL)
    assert stamp("a") != of_a


@pytest.mark.django_db(transaction=True)
class TestTheProcess:
    """What a process remembers between requests, outside of transactions."""

    @pytest.fixture(autouse=True)
    def a_second(self, settings):
        settings.GENERATIONS_MEMORY_SECONDS = 1

    def test_reads_the_numbers_at_most_once_a_second(
        self, monotonic_clock, django_assert_num_queries
    ):
        with django_assert_num_queries(1):
            snapshot()
            snapshot()
        monotonic_clock.shift(1.1)
        with django_assert_num_queries(1):
            snapshot()

    def test_sees_its_own_touch_at_once(self):
        before = snapshot()
        with writing():
            touch("a")
        assert snapshot() != before

    def test_does_not_keep_the_numbers_of_an_unfinished_transaction(self):
        before = snapshot()
        with failing(transaction.atomic()):
            touch("a")
            assert snapshot() != before
        assert snapshot() == before

    def test_does_not_keep_numbers_that_were_read_while_another_raised_them(self, monkeypatch):
        read = generations._read_numbers
        generations.forget()

        def slow_read():
            found = read()
            monkeypatch.setattr(generations, "_read_numbers", read)
            # As another thread would, between the query and the keeping of its answer.
            touch("a")
            return found

        monkeypatch.setattr(generations, "_read_numbers", slow_read)
        snapshot()
        assert "a" in snapshot()


@pytest.fixture
def monotonic_clock(monkeypatch):
    """A monotonic clock that goes when it is told to."""

    class Clock:
        now = 1000.0

        def shift(self, seconds):
            self.now += seconds

    clock = Clock()
    monkeypatch.setattr(generations.time, "monotonic", lambda: clock.now)
    return clock


def test_threads_never_see_a_value_under_the_wrong_numbers(monkeypatch):
    """Many threads ask while the number rises: none gets a value older than the number it read."""
    current = {"a": 0}
    monkeypatch.setattr(generations, "snapshot", lambda: dict(current))
    faults = []
    stop = threading.Event()

    def ask():
        while not stop.is_set():
            least = current["a"]
            if remembered("value", lambda: current["a"]) < least:
                faults.append(least)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(20_000):
        current["a"] += 1
    stop.set()
    for thread in threads:
        thread.join()
    assert not faults


@pytest.mark.django_db(transaction=True)
def test_writers_who_touch_the_same_keys_in_any_order_never_deadlock():
    faults = []

    def write(keys):
        try:
            for _ in range(25):
                with writing():
                    for key in keys:
                        touch(key)
        except DatabaseError as error:
            faults.append(error)
        finally:
            connection.close()

    orders = [("a", "b", "c"), ("c", "b", "a"), ("b", "a", "c"), ("c", "a", "b")]
    threads = [threading.Thread(target=write, args=[keys]) for keys in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert numbers().keys() >= {"a", "b", "c"}


# --- What touches what ----------------------------------------------------------------------------


@pytest.fixture
def local_page(local_jane):
    return factories.StandardPageFactory(parent=local_jane, title="Meistä")


def publish(page):
    page.save_revision().publish()


def test_a_subsites_page_touches_its_subsite_and_the_province(local_jane, local_page):
    with Changes() as changed:
        publish(local_page)
    assert changed.keys == {key_of(local_jane), PROVINCE}


def test_a_page_below_a_subsites_page_touches_that_subsite(local_jane, local_page):
    with Changes() as changed:
        factories.StandardPageFactory(parent=local_page, title="Säännöt")
    assert changed.keys == {key_of(local_jane), PROVINCE}


def test_a_translation_touches_the_same_subsite(local_jane, local_page):
    swedish = factories.translate(local_page, "sv", title="Om oss")
    with Changes() as changed:
        publish(swedish)
    assert changed.keys == {key_of(local_jane), PROVINCE}


def test_a_page_of_the_province_touches_all(home):
    page = factories.StandardPageFactory(title="Sivu")
    with Changes() as changed:
        publish(page)
    assert changed.keys == {ALL}


def test_a_subsites_front_page_touches_all(local_jane):
    with Changes() as changed:
        publish(local_jane)
    assert changed.keys == {ALL}


def test_a_draft_touches_nothing(local_page):
    local_page.title = "Toinen nimi"
    with Changes() as changed:
        local_page.save_revision()
        factories.StandardPageFactory(parent=local_page, title="Luonnos", live=False)
    assert changed.keys == set()


def test_unpublishing_moving_renaming_and_deleting_touch_all(local_jane, local_page):
    target = factories.StandardPageFactory(parent=local_jane, title="Kohde")
    with Changes() as unpublished:
        local_page.unpublish()
    publish(local_page)
    with Changes() as moved:
        Page.objects.get(pk=local_page.pk).specific.move(target, pos="last-child")
    page = Page.objects.get(pk=local_page.pk).specific
    page.slug = "uusi-nimi"
    with Changes() as renamed:
        publish(page)
    with Changes() as deleted:
        page.delete()
    assert [ALL in c.keys for c in (unpublished, moved, renamed, deleted)] == [True] * 4


@pytest.mark.indexes
def test_a_page_that_another_subsite_links_to_touches_that_one_too(
    local_page, local_jane, other_local_jane
):
    factories.StandardPageFactory(
        parent=other_local_jane,
        title="Naapurit",
        body=[("text", f'<p><a linktype="page" id="{local_page.pk}">Meistä</a></p>')],
    )
    with Changes() as changed:
        publish(local_page)
    assert changed.keys == {key_of(local_jane), key_of(other_local_jane), PROVINCE}


def test_news_that_names_another_municipality_touches_all(local_jane, other_local_jane):
    news = factories.NewsPageFactory(
        parent=factories.NewsIndexPageFactory(parent=local_jane), title="Yhteinen ilta"
    )
    news.municipalities.set([local_jane.municipality])
    with Changes() as own:
        publish(news)
    news.municipalities.set([local_jane.municipality, other_local_jane.municipality])
    with Changes() as another:
        publish(news)
    news.municipalities.set([local_jane.municipality])
    with Changes() as no_longer_another:
        publish(news)
    assert own.keys == {key_of(local_jane), PROVINCE}
    assert ALL in another.keys
    assert ALL in no_longer_another.keys


def test_a_page_saved_without_publishing_touches_too(local_jane, local_page):
    local_page.title = "Toinen nimi"
    with Changes() as changed:
        local_page.save()
    assert changed.keys == {key_of(local_jane), PROVINCE}


def test_snippets_files_and_rows_of_state_touch_all(local_jane):
    person = factories.PersonFactory()
    for write in (
        person.save,
        person.delete,
        factories.ImageFactory,
        factories.DocumentFactory,
        lambda: ActionState.objects.create(
            action_key=local_jane.translation_key, status=ActionStatus.DONE
        ),
        lambda: Redirect.objects.create(old_path="/vanha", redirect_link="/"),
        lambda: Locale.objects.create(language_code="en"),
        lambda: PageViewRestriction.objects.create(page=local_jane, restriction_type="login"),
        lambda: factories.SiteFactory(hostname="toinen.example.org", root_page=local_jane),
    ):
        with Changes() as changed:
            write()
        assert ALL in changed.keys


def test_rows_that_no_reader_sees_touch_nothing(django_user_model):
    user = factories.UserFactory()
    image = factories.ImageFactory()
    with Changes() as changed:
        user.save()
        image.get_rendition("width-20")
        ClockJob.objects.create(name="koe", first_seen_at=user.date_joined)
    assert changed.keys == set()


def test_a_part_of_a_page_touches_what_its_page_does(local_jane, local_page):
    documents = factories.DocumentsPageFactory(parent=local_jane, title="Asiakirjat")
    document = factories.DocumentFactory()
    with Changes() as changed:
        PageDocument.objects.create(page=documents, document=document)
    assert changed.keys == {key_of(local_jane), PROVINCE}


def test_once_all_is_touched_a_writing_looks_for_no_more(local_page):
    """A load of many pages does not ask for each who shows it."""
    swedish = factories.translate(local_page, "sv", title="Om oss")

    def count(page):
        with CaptureQueriesContext(connection) as queries:
            page.save()
        return len(queries)

    with writing():
        alone = count(local_page)
        count(swedish)
        touch(ALL)
        assert count(local_page) < alone
    assert ALL in numbers()


def test_migrating_touches_all():
    with Changes() as changed:
        call_command("migrate", verbosity=0)
    assert changed.keys == {ALL}
