"""A signed link is good for one purpose, for a time, once, and only when its form is sent."""

import datetime as dt
import threading

import pytest
import time_machine
from django.db import connection, transaction
from django.urls import path
from django.utils import timezone

from cms import generations, schedule, signed_links
from cms.models import UsedLink
from cms.signed_links import (
    LinkExpiredError,
    LinkInvalidError,
    LinkUsedError,
    Purpose,
    make,
    read,
    url_of,
    use,
)
from cms.worker.registry import JobRun

OFTEN = Purpose("stop-mail", max_age=dt.timedelta(days=90))
ONCE = Purpose("join", max_age=dt.timedelta(days=14), single_use=True)
NOON = dt.datetime(2026, 3, 28, 12, tzinfo=dt.UTC)

urlpatterns = [path("liity/<str:token>/", lambda request, token: None, name="join")]


def test_a_link_carries_its_value(db):
    assert read(OFTEN, make(OFTEN, "ääkkösiä 7-3")) == "ääkkösiä 7-3"
    assert use(OFTEN, make(OFTEN, "7")) == "7"


def test_the_address_is_the_sites_own_and_the_token_fits_in_a_path(db, settings):
    settings.ROOT_URLCONF = __name__
    settings.SITE_URL = "https://jane.example.org"
    address = url_of(ONCE, "7", "join")
    start, token = address[:-1].rsplit("/", 1)
    assert start == "https://jane.example.org/liity"
    assert read(ONCE, token) == "7"


def test_a_link_of_one_purpose_is_worth_nothing_for_another(db):
    token = make(OFTEN, "7")
    with pytest.raises(LinkInvalidError):
        read(ONCE, token)
    with pytest.raises(LinkInvalidError):
        use(ONCE, token)
    assert not UsedLink.objects.exists()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: "",
        lambda token: token[:-1],
        lambda token: token + "x",
        lambda token: "x" + token,
        lambda token: token.swapcase(),
        lambda token: token.rpartition(":")[0],
        lambda token: make(ONCE, "8").partition(":")[0] + ":" + token.partition(":")[2],
        lambda token: "ä:ö:å",
        lambda token: "\x00",
    ],
)
def test_a_link_that_was_tampered_with_is_refused(db, spoil):
    spoilt = spoil(make(ONCE, "7"))
    with pytest.raises(LinkInvalidError):
        read(ONCE, spoilt)
    with pytest.raises(LinkInvalidError):
        use(ONCE, spoilt)
    assert not UsedLink.objects.exists()


def test_a_link_of_another_site_is_refused(db, settings):
    token = make(ONCE, "7")
    settings.SECRET_KEY = "another site's"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(LinkInvalidError):
        read(ONCE, token)


@pytest.mark.parametrize("purpose", [OFTEN, ONCE])
def test_a_link_is_good_until_its_time_is_up(db, purpose):
    with time_machine.travel(NOON, tick=False) as clock:
        token = make(purpose, "7")
        clock.move_to(NOON + purpose.max_age - dt.timedelta(seconds=1))
        assert read(purpose, token) == "7"
        clock.move_to(NOON + purpose.max_age + dt.timedelta(seconds=1))
        for way in (read, use):
            with pytest.raises(LinkExpiredError):
                way(purpose, token)


def test_reading_changes_nothing_however_often(db, django_assert_num_queries):
    token = make(ONCE, "7")
    with django_assert_num_queries(3):
        assert [read(ONCE, token) for _time in range(3)] == ["7"] * 3
    assert not UsedLink.objects.exists()
    with django_assert_num_queries(0):
        read(OFTEN, make(OFTEN, "7"))


def test_a_single_use_link_works_once(db):
    token = make(ONCE, "7")
    assert use(ONCE, token) == "7"
    for way in (read, use):
        with pytest.raises(LinkUsedError):
            way(ONCE, token)
    # Another link is not spent by it.
    assert use(ONCE, make(ONCE, "8")) == "8"


def test_a_link_for_many_uses_works_often_and_leaves_no_row(db):
    token = make(OFTEN, "7")
    assert [use(OFTEN, token) for _time in range(3)] == ["7"] * 3
    assert not UsedLink.objects.exists()


def test_what_is_rolled_back_leaves_the_link_unused(db):
    token = make(ONCE, "7")
    with transaction.atomic():
        use(ONCE, token)
        transaction.set_rollback(True)
    assert use(ONCE, token) == "7"


def test_the_secret_itself_is_not_kept(db):
    token = make(ONCE, "7")
    use(ONCE, token)
    assert token not in str(UsedLink.objects.values().get())


def test_what_is_used_is_remembered_as_long_as_the_link_would_be_good(db):
    with time_machine.travel(NOON, tick=False) as clock:
        token = make(ONCE, "7")
        clock.move_to(NOON + dt.timedelta(days=13))
        use(ONCE, token)
        clock.move_to(NOON + ONCE.max_age)
        schedule.clear_mail(JobRun(now=timezone.now(), since=timezone.now()))
        with pytest.raises(LinkUsedError):
            read(ONCE, token)
        clock.move_to(NOON + dt.timedelta(days=28))
        assert signed_links.forget_expired(timezone.now()) == 1
        with pytest.raises(LinkExpiredError):
            read(ONCE, token)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_it_at_once_one_is_told(monkeypatch):
    token = make(ONCE, "7")
    both_ready = threading.Barrier(2, timeout=10)
    outcomes = []
    look = signed_links._is_used

    def look_together(token):
        is_used = look(token)
        if connection.vendor == "postgresql":
            # Both see it unused; on SQLite the write lock lets only one of them look.
            both_ready.wait()
        return is_used

    def follow():
        try:
            with generations.writing():
                outcomes.append(use(ONCE, token))
        except LinkUsedError:
            outcomes.append("used")
        finally:
            connection.close()

    monkeypatch.setattr(signed_links, "_is_used", look_together)
    threads = [threading.Thread(target=follow) for _person in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcomes) == ["7", "used"]
    assert UsedLink.objects.count() == 1
