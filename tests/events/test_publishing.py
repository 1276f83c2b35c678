"""Occurrences follow what is published, and nothing else."""

import datetime as dt

import pytest
from wagtail.models import Page

from events.models import EventOccurrence, EventPage
from tests.factories import EventPageFactory, translate

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 5, 20, 12, 0, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(days=7)


@pytest.fixture
def event(site):
    return EventPageFactory(starts_at=NOON, ends_at=NOON + dt.timedelta(hours=2))


def starts() -> list[dt.datetime | None]:
    return list(EventOccurrence.objects.values_list("starts_at", flat=True))


def test_publishing_writes_the_row(event):
    row = EventOccurrence.objects.get()
    assert (row.page_id, row.page_key, row.kind) == (event.pk, event.translation_key, "event")
    assert (row.starts_at, row.ends_at) == (NOON, NOON + dt.timedelta(hours=2))


def test_a_draft_changes_nothing_until_it_is_published(event):
    event.starts_at, event.ends_at = LATER, None
    revision = event.save_revision()
    assert starts() == [NOON]

    revision.publish()
    assert starts() == [LATER]


def test_moving_an_event_in_time_keeps_its_row(event):
    row = EventOccurrence.objects.get()
    event.starts_at, event.ends_at = LATER, None
    event.save_revision().publish()
    assert EventOccurrence.objects.get().pk == row.pk


def test_publishing_again_changes_no_row(event):
    row = EventOccurrence.objects.get()
    event.title = "Uusi nimi"
    event.save_revision().publish()
    again = EventOccurrence.objects.get()
    assert (again.pk, again.timing) == (row.pk, row.timing)


def test_an_event_that_was_never_published_has_no_row(site):
    EventPageFactory(live=False, starts_at=NOON)
    assert starts() == []


def test_unpublishing_removes_the_row_and_publishing_brings_it_back(event):
    event.unpublish()
    assert starts() == []
    event.save_revision().publish()
    assert starts() == [NOON]


def test_deleting_removes_the_row(event):
    event.delete()
    assert starts() == []


def test_deleting_the_whole_calendar_removes_its_rows(event):
    event.get_parent().specific.delete()
    assert starts() == []


def test_a_live_copy_gets_rows_of_its_own(event):
    event.copy(update_attrs={"slug": "kopio", "title": "Kopio"}, keep_live=True)
    assert starts() == [NOON, NOON]
    assert EventOccurrence.objects.values("page_key").distinct().count() == 2


def test_a_copied_draft_has_no_row(event):
    event.copy(update_attrs={"slug": "kopio", "title": "Kopio"}, keep_live=False)
    assert starts() == [NOON]


def test_publishing_a_translation_changes_no_row(event):
    translation = translate(event, "sv", title="Kväll", slug="kvall", starts_at=LATER, ends_at=None)
    assert translation.starts_at == LATER
    row = EventOccurrence.objects.get()
    assert (row.page_id, row.starts_at) == (event.pk, NOON)


def test_unpublishing_or_deleting_a_translation_changes_no_row(event):
    translation = translate(event, "sv", title="Kväll", slug="kvall")
    translation.unpublish()
    assert starts() == [NOON]
    translation.delete()
    assert starts() == [NOON]


def test_an_event_whose_time_is_taken_away_becomes_undated(event):
    event.starts_at = event.ends_at = None
    event.save_revision().publish()
    assert starts() == [None]


def test_a_failing_publish_leaves_the_old_rows(event, monkeypatch):
    def fail(self):
        raise RuntimeError("disk full")

    row = EventOccurrence.objects.get()
    monkeypatch.setattr(EventOccurrence, "save", fail)
    event.starts_at, event.ends_at = LATER, None
    with pytest.raises(RuntimeError, match="disk full"):
        event.save_revision().publish()
    assert EventOccurrence.objects.get().timing == row.timing


def test_a_page_that_takes_no_place_writes_nothing(site):
    Page.objects.get(pk=site.root_page_id).specific.save_revision().publish()
    assert starts() == []


def test_several_times_of_one_page_keep_the_rows_that_stay(event, monkeypatch):
    from events.models import Timing

    def times(*moments):
        monkeypatch.setattr(
            EventPage, "timings", lambda self: [Timing.of(moment, None) for moment in moments]
        )
        event.save_revision().publish()
        return dict(EventOccurrence.objects.values_list("starts_at", "pk"))

    first = times(NOON, LATER)
    second = times(LATER, LATER + dt.timedelta(days=7))
    assert second[LATER] == first[LATER]
    assert set(second) == {LATER, LATER + dt.timedelta(days=7)}
    assert list(times(LATER)) == [LATER]
