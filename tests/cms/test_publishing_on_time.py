"""Publishing on time: each page at its moment, whatever happens to the others."""

import datetime as dt

import pytest
import time_machine
from wagtail.models import PageLogEntry
from wagtail.signals import page_published, page_unpublished

from cms import generations, schedule
from cms.models import StandardPage
from cms.publishing import PublishingFailed, publish_on_time
from cms.worker.registry import JobRun
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db

START = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(site):
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def listeners():
    """Connects receivers, and takes them away after the test."""
    connected = []

    def connect(signal, receiver) -> None:
        signal.connect(receiver)
        connected.append((signal, receiver))

    yield connect
    for signal, receiver in connected:
        signal.disconnect(receiver)


def fresh(page: StandardPage) -> StandardPage:
    return StandardPage.objects.get(pk=page.pk)


def schedule_page(page: StandardPage, **times) -> StandardPage:
    """Approve the page's present words for `go_live_at` and `expire_at`, as an editor does."""
    for name, moment in times.items():
        setattr(page, name, moment)
    page.save_revision().publish()
    return fresh(page)


def scheduled_draft(title: str = "Tulossa", **times) -> StandardPage:
    return schedule_page(StandardPageFactory(title=title, live=False), **times)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def test_a_page_goes_live_at_its_moment_and_not_before(clock):
    page = scheduled_draft(go_live_at=START + HOUR)
    clock.shift(HOUR - dt.timedelta(seconds=1))
    assert publish_on_time(now()).published == 0
    assert not fresh(page).live

    clock.shift(dt.timedelta(seconds=1))
    assert publish_on_time(now()).published == 1
    page = fresh(page)
    assert page.live
    assert page.first_published_at == START + HOUR
    assert PageLogEntry.objects.filter(page=page, action="wagtail.publish.scheduled").exists()
    assert publish_on_time(now()).published == 0


def test_a_live_page_gets_its_new_words_at_their_moment(clock):
    page = StandardPageFactory(title="Vanha")
    page.title = "Uusi"
    schedule_page(page, go_live_at=START + HOUR)
    assert fresh(page).title == "Vanha"
    clock.shift(HOUR)
    publish_on_time(now())
    assert fresh(page).title == "Uusi"


def test_a_page_is_hidden_when_it_expires_and_not_before(clock):
    page = schedule_page(StandardPageFactory(), expire_at=START + HOUR)
    clock.shift(HOUR - dt.timedelta(seconds=1))
    assert publish_on_time(now()).unpublished == 0
    assert fresh(page).live

    clock.shift(dt.timedelta(seconds=1))
    assert publish_on_time(now()).unpublished == 1
    assert (fresh(page).live, fresh(page).expired) == (False, True)
    assert publish_on_time(now()).unpublished == 0


def test_a_page_that_fails_stays_as_it_was_and_stops_no_other(clock, listeners):
    bad = scheduled_draft("Rikki", go_live_at=START + HOUR)
    good = scheduled_draft("Kunnossa", go_live_at=START + HOUR + dt.timedelta(minutes=1))
    bad_too = schedule_page(
        StandardPageFactory(title="Rikki myös"), expire_at=START + HOUR - dt.timedelta(minutes=1)
    )
    good_too = schedule_page(StandardPageFactory(), expire_at=START + HOUR)

    def fail(sender, instance, **kwargs) -> None:
        if instance.title.startswith("Rikki"):
            raise RuntimeError("a listener failed")

    listeners(page_published, fail)
    listeners(page_unpublished, fail)
    clock.shift(2 * HOUR)

    outcome = publish_on_time(now())

    assert (outcome.published, outcome.unpublished) == (1, 1)
    assert (fresh(good).live, fresh(good_too).live) == (True, False)
    assert (fresh(bad).live, fresh(bad_too).live) == (False, True)
    assert bad.revisions.get(approved_go_live_at__isnull=False)
    assert not PageLogEntry.objects.filter(page=bad, action="wagtail.publish.scheduled").exists()
    assert [line.split(":")[0] for line in outcome.failed] == [
        "publishing “Rikki”",
        "unpublishing “Rikki myös”",
    ]


def test_the_job_says_which_pages_failed_and_tries_them_again(clock, listeners):
    page = scheduled_draft("Rikki", go_live_at=START + HOUR)
    broken = [True]

    def fail(sender, instance, **kwargs) -> None:
        if broken:
            raise RuntimeError("a listener failed")

    listeners(page_published, fail)
    clock.shift(HOUR)
    with pytest.raises(PublishingFailed, match=r"Rikki.*a listener failed"):
        schedule.publish_scheduled(JobRun(now=now(), since=START))
    broken.clear()
    assert schedule.publish_scheduled(JobRun(now=now(), since=START)) == (
        "1 published, 0 unpublished"
    )
    assert fresh(page).live


def test_a_page_that_expires_keeps_what_is_approved_for_later(clock):
    page = schedule_page(StandardPageFactory(title="Talvi"), expire_at=START + HOUR)
    page.title = "Kesä"
    schedule_page(page, go_live_at=START + 3 * HOUR, expire_at=None)
    clock.shift(HOUR)
    publish_on_time(now())
    assert not fresh(page).live
    clock.shift(2 * HOUR)
    publish_on_time(now())
    assert (fresh(page).live, fresh(page).title) == (True, "Kesä")


def test_words_that_prolong_an_expiring_page_keep_it_on_show(clock, listeners):
    hidden = []
    listeners(page_unpublished, lambda sender, instance, **kwargs: hidden.append(instance))
    page = schedule_page(StandardPageFactory(), expire_at=START + HOUR)
    schedule_page(page, go_live_at=START + HOUR, expire_at=START + 5 * HOUR)
    clock.shift(2 * HOUR)
    publish_on_time(now())
    assert fresh(page).live
    assert hidden == []


def test_a_page_whose_whole_time_passed_without_a_worker_does_not_appear(clock):
    page = scheduled_draft(go_live_at=START + HOUR, expire_at=START + 2 * HOUR)
    clock.shift(5 * HOUR)
    publish_on_time(now())
    assert (fresh(page).live, fresh(page).expired) == (False, True)
    outcome = publish_on_time(now())
    assert (outcome.published, outcome.unpublished, outcome.failed) == (0, 0, [])


def test_a_publication_that_was_cancelled_meanwhile_is_left_alone(clock):
    page = scheduled_draft(go_live_at=START + HOUR)
    page.revisions.update(approved_go_live_at=None)
    clock.shift(HOUR)
    assert publish_on_time(now()).published == 0
    assert not fresh(page).live


def test_cached_pages_go_stale_with_the_publication(clock):
    scheduled_draft(go_live_at=START + HOUR)
    clock.shift(HOUR)
    before = dict(generations.snapshot())
    publish_on_time(now())
    assert dict(generations.snapshot()) != before
