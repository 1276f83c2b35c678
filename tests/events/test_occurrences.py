"""Yesterday's, today's, tomorrow's, running and undated events each stand in exactly one list."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from cms.dates import day_bounds
from events.models import EventOccurrence, OccurrenceStage, Timing
from tests.factories import EventPageFactory

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("Europe/Helsinki")
# An ordinary day, the day that has 23 hours, the day that has 25.
DAYS = [dt.date(2026, 5, 20), dt.date(2026, 3, 29), dt.date(2026, 10, 25)]
MOMENT = dt.timedelta(microseconds=1)


def at(day: dt.date, clock: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), tzinfo=ZONE)


def occurrence(page, starts_at, ends_at=None, all_day=False):
    timing = Timing.of(starts_at, ends_at, all_day)
    return EventOccurrence.objects.create(
        page=page,
        page_key=page.translation_key,
        starts_at=timing.starts_at,
        ends_at=timing.ends_at,
        all_day=timing.all_day,
    )


def lists_holding(row, today) -> list[str]:
    rows = EventOccurrence.objects.filter(pk=row.pk)
    found = {
        "upcoming": rows.upcoming(today),
        "past": rows.past(today),
        "undated": rows.undated(),
    }
    return [name for name, queryset in found.items() if queryset.exists()]


@pytest.fixture
def event_page(site):
    page = EventPageFactory()
    EventOccurrence.objects.all().delete()
    return page


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize(
    ("starts", "ends", "all_day", "stage"),
    [
        ((-1, "18:00"), (-1, "20:00"), False, "past"),
        ((-1, "23:59:59.999999"), None, False, "past"),
        # It ended on the stroke of midnight: that is yesterday's end.
        ((-1, "20:00"), (0, "00:00"), False, "past"),
        ((-1, "20:00"), (0, "00:00:00.000001"), False, "running"),
        ((-3, "09:00"), (2, "15:00"), False, "running"),
        ((0, "00:00"), None, False, "today"),
        ((0, "00:00"), (0, "00:00"), False, "today"),
        ((0, "08:00"), (0, "09:00"), False, "today"),
        ((0, "23:59:59.999999"), (1, "02:00"), False, "today"),
        ((1, "00:00"), None, False, "coming"),
        ((1, "10:00"), (1, "12:00"), False, "coming"),
        ((40, "10:00"), (43, "12:00"), False, "coming"),
        ((-1, "12:00"), None, True, "past"),
        ((-2, "12:00"), (-1, "08:00"), True, "past"),
        ((-2, "12:00"), (0, "08:00"), True, "running"),
        ((0, "12:00"), None, True, "today"),
        ((0, "00:00"), (3, "00:00"), True, "today"),
        ((1, "00:00"), (1, "00:00"), True, "coming"),
        (None, None, False, "undated"),
    ],
)
def test_each_occurrence_stands_in_exactly_one_list(
    event_page, today, starts, ends, all_day, stage
):
    def moment(when):
        return when and at(today + dt.timedelta(days=when[0]), when[1])

    row = occurrence(event_page, moment(starts), moment(ends), all_day)

    expected = {"past": "past", "undated": "undated"}.get(stage, "upcoming")
    assert lists_holding(row, today) == [expected]
    assert row.stage(today) == OccurrenceStage(stage)


@pytest.mark.parametrize("today", DAYS)
def test_one_day_passes_from_coming_to_today_to_past(event_page, today):
    row = occurrence(event_page, at(today, "03:30"), at(today, "04:30"))
    stages = [row.stage(today + dt.timedelta(days=offset)) for offset in (-1, 0, 1)]
    assert stages == [OccurrenceStage.COMING, OccurrenceStage.TODAY, OccurrenceStage.PAST]


@pytest.mark.parametrize(("today", "hours"), list(zip(DAYS, [24, 23, 25], strict=True)))
def test_a_whole_day_reaches_from_midnight_to_the_last_moment_of_its_last_day(today, hours):
    timing = Timing.of(at(today, "12:00"), None, all_day=True)
    start, end = (m.astimezone(dt.UTC) for m in (timing.starts_at, timing.ends_at))
    assert end - start == dt.timedelta(hours=hours) - MOMENT
    assert timing.starts_at == day_bounds(today)[0]
    assert timing.ends_at.astimezone(ZONE).date() == today


def test_the_next_comes_first_among_the_coming_and_the_latest_first_among_the_past(event_page):
    today = DAYS[0]
    days = [-9, -1, -4, 5, 0, 2]
    for days_off in days:
        occurrence(event_page, at(today + dt.timedelta(days=days_off), "12:00"))

    def order(rows):
        return [(row.starts_at.astimezone(ZONE).date() - today).days for row in rows]

    assert order(EventOccurrence.objects.upcoming(today)) == [0, 2, 5]
    assert order(EventOccurrence.objects.past(today)) == [-1, -4, -9]


def test_an_occurrence_cannot_end_before_it_starts(event_page):
    with pytest.raises(IntegrityError), transaction.atomic():
        EventOccurrence.objects.create(
            page=event_page,
            page_key=event_page.translation_key,
            starts_at=at(DAYS[0], "12:00"),
            ends_at=at(DAYS[0], "11:00"),
        )


def test_an_event_without_an_end_is_over_when_its_day_is(event_page):
    row = occurrence(event_page, at(DAYS[0], "12:00"))
    assert not row.is_over(at(DAYS[0], "23:59"))
    assert row.is_over(at(DAYS[0] + dt.timedelta(days=1), "00:00"))


def test_an_event_with_an_end_is_over_at_its_end(event_page):
    row = occurrence(event_page, at(DAYS[0], "12:00"), at(DAYS[0], "14:00"))
    assert not row.is_over(at(DAYS[0], "13:59"))
    assert row.is_over(at(DAYS[0], "14:00"))


def test_the_next_moment_is_the_nearest_start_or_end_still_to_come(event_page):
    now = at(DAYS[0], "12:00")
    assert EventOccurrence.objects.next_moment(now) is None
    occurrence(event_page, at(DAYS[0], "09:00"), at(DAYS[0], "15:00"))
    occurrence(event_page, at(DAYS[0], "18:00"))
    occurrence(event_page, None)
    assert EventOccurrence.objects.next_moment(now) == at(DAYS[0], "15:00")
    assert EventOccurrence.objects.next_moment(at(DAYS[0], "15:00")) == at(DAYS[0], "18:00")
    assert EventOccurrence.objects.next_moment(at(DAYS[0], "18:00")) is None
