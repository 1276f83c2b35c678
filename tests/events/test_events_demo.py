"""Whatever day the demonstration is loaded on, each list of a calendar has something."""

import datetime as dt
from collections import Counter

import pytest

from cms.translated_text import TranslatedText
from events.demo import texts, times
from events.models import EventOccurrence, EventPage, EventState, OccurrenceStage, Timing


def stages(items: list[dict], today: dt.date) -> Counter:
    counted = Counter()
    for words in items:
        timing = Timing.of(*times(words, today), words.get("all_day", False))
        row = EventOccurrence(starts_at=timing.starts_at, ends_at=timing.ends_at)
        counted[row.stage(today)] += 1
    return counted


# A week, the days when the clock is moved, the turn of a year, a leap day.
@pytest.mark.parametrize(
    "today",
    [
        *(dt.date(2026, 6, day) for day in range(1, 8)),
        dt.date(2026, 3, 29),
        dt.date(2026, 10, 25),
        dt.date(2026, 12, 31),
        dt.date(2028, 2, 29),
    ],
)
def test_the_province_has_past_running_todays_coming_and_undated_events(today):
    counted = stages(texts("province")["item"], today)
    assert set(counted) == set(OccurrenceStage)
    assert counted[OccurrenceStage.COMING] >= 5
    assert counted[OccurrenceStage.PAST] >= 10


def test_no_event_ends_before_it_starts():
    everything = [texts("province"), *texts("local").values()]
    for words in (item for content in everything for item in content["item"]):
        starts_at, ends_at = times(words, dt.date(2026, 10, 25))
        assert starts_at is None or starts_at <= ends_at, words["slug"]


def test_one_coming_event_of_the_province_is_cancelled_and_says_why():
    [cancelled] = [item for item in texts("province")["item"] if "cancelled" in item]
    assert stages([cancelled], dt.date(2026, 10, 25)) == {OccurrenceStage.COMING: 1}
    assert TranslatedText(cancelled["cancelled"]).in_language("fi")


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_content")
def test_the_loaded_demonstration_has_the_cancelled_event():
    state = EventState.objects.cancelled().get()
    page = EventPage.objects.get(translation_key=state.event_key)
    assert page.live
    assert state.changed_at < page.starts_at
