"""Moments: when time alone changes a page."""

import datetime as dt

import pytest
from django.utils import timezone

from cms import generations, moments
from tests import factories
from tests.cms.changes import Changes

pytestmark = pytest.mark.django_db

# A Wednesday in winter: Helsinki is two hours ahead of UTC.
NOON = dt.datetime(2026, 1, 14, 10, 0, tzinfo=dt.UTC)
MIDNIGHT = dt.datetime(2026, 1, 14, 22, 0, tzinfo=dt.UTC)


@pytest.fixture
def registry(monkeypatch):
    """The ground's own moments, without those of the apps; more may be registered."""
    own = [moments.next_midnight, moments.next_scheduled_publishing, moments.next_expiry]
    monkeypatch.setattr(moments, "_registry", own)


def test_midnight_in_helsinki_is_always_a_moment(registry):
    assert moments.next_moment(NOON) == MIDNIGHT


def test_at_midnight_the_next_moment_is_the_next_midnight(registry):
    assert moments.next_moment(MIDNIGHT) == MIDNIGHT + dt.timedelta(days=1)


def test_the_day_on_which_clocks_are_turned_is_as_long_as_it_is(registry):
    # On 29 March 2026 summer time begins: the day has 23 hours.
    start = dt.datetime(2026, 3, 28, 22, 0, tzinfo=dt.UTC)
    assert moments.next_moment(start) - start == dt.timedelta(hours=23)


@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
def test_publishing_and_taking_down_by_schedule_are_moments(registry, site, field):
    page = factories.StandardPageFactory(title="Sivu", live=field == "expire_at")
    now = timezone.now()
    soon = now + dt.timedelta(seconds=2)
    setattr(page, field, soon)
    page.save_revision().publish()
    assert moments.next_moment(now) == soon


def test_an_app_registers_its_own_and_the_first_one_counts(registry):
    for minutes in (30, 10, 20):
        moments.register(lambda now, minutes=minutes: now + dt.timedelta(minutes=minutes))
    moments.register(lambda now: None)
    assert moments.next_moment(NOON) == NOON + dt.timedelta(minutes=10)


def test_registering_twice_asks_once(registry):
    asked = []

    def func(now):
        asked.append(now)

    moments.register(func)
    moments.register(func)
    moments.next_moment(NOON)
    assert asked == [NOON]


def test_the_moment_is_remembered_until_it_passes_or_a_generation_changes(registry):
    asked = []
    moment = NOON + dt.timedelta(minutes=10)

    @moments.register
    def func(now):
        asked.append(now)
        return moment if now < moment else None

    for now in (NOON, NOON + dt.timedelta(minutes=9)):
        assert moments.next_moment(now) == moment
    assert asked == [NOON]
    assert moments.next_moment(moment) == MIDNIGHT
    assert asked == [NOON, moment]
    generations.touch("a")
    moments.next_moment(moment)
    assert asked == [NOON, moment, moment]


def test_all_is_raised_when_a_moment_has_passed_and_not_before(registry):
    just_before = MIDNIGHT - dt.timedelta(seconds=1)
    with Changes() as before:
        assert not moments.raise_if_passed(NOON, just_before)
    with Changes() as at_midnight:
        assert moments.raise_if_passed(just_before, MIDNIGHT)
    with Changes() as after:
        assert not moments.raise_if_passed(MIDNIGHT, MIDNIGHT + dt.timedelta(hours=1))
    assert (before.keys, at_midnight.keys, after.keys) == (set(), {generations.ALL}, set())


def test_a_clock_that_never_ran_before_raises_all(registry):
    assert moments.raise_if_passed(None, NOON)


def test_the_schedules_of_all_apps_are_asked(monkeypatch):
    discovered = []
    monkeypatch.setattr(moments, "autodiscover_modules", discovered.append)
    moments.next_moment(NOON)
    assert discovered == ["schedule"]
