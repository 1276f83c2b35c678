"""What a front page shows first: what is next, and really takes place."""

import datetime as dt
from types import SimpleNamespace

from events.listings import next_of

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def event(starts_in: float | None, hours: float = 2, *, is_cancelled: bool = False):
    """An event that begins some hours from now (None: nobody knows when) and lasts some hours."""
    starts_at = None if starts_in is None else NOW + dt.timedelta(hours=starts_in)
    return SimpleNamespace(
        starts_at=starts_at,
        ends_at=starts_at and starts_at + dt.timedelta(hours=hours),
        state=SimpleNamespace(is_cancelled=is_cancelled),
    )


def test_the_next_to_begin_comes_before_what_is_going_on():
    weeks, tonight, tomorrow = event(-200, 400), event(5), event(30)
    assert next_of([weeks, tonight, tomorrow], NOW) == (tonight, [weeks, tomorrow])


def test_what_is_going_on_comes_first_if_nothing_else_is_known():
    weeks = event(-200, 400)
    assert next_of([weeks], NOW) == (weeks, [])


def test_what_is_over_today_or_cancelled_is_not_next():
    over, off, tomorrow = event(-6), event(3, is_cancelled=True), event(30)
    assert next_of([over, off, tomorrow], NOW) == (tomorrow, [over, off])
    assert next_of([over, off], NOW) == (None, [over, off])


def test_an_event_without_a_time_is_not_next():
    undated = event(None)
    assert next_of([undated], NOW) == (None, [undated])


def test_without_events_there_is_nothing():
    assert next_of([], NOW) == (None, [])
