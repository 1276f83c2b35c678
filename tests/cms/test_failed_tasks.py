"""Wagtail's index tasks swallow every exception: what fails is counted, and repaired at night."""

import datetime as dt

import pytest
import wagtail.tasks
from django.contrib.auth.models import Permission
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from modelsearch import index
from wagtail.models import ReferenceIndex
from wagtail.search.models import IndexEntry

from cms import schedule
from cms.models import ClockJob, FailedTask, StandardPage
from cms.worker.registry import JobRun
from tests.factories import ImageFactory, StandardPageFactory, UserFactory, count_as_staff

pytestmark = [pytest.mark.django_db, pytest.mark.indexes, pytest.mark.lets_tasks_fail]


def break_the_search_index(monkeypatch) -> None:
    def fail(instance):
        raise ValueError("this index is broken")

    monkeypatch.setattr(index, "insert_or_update_object", fail)


def run_now(job) -> None:
    now = timezone.now() + dt.timedelta(seconds=1)
    job(JobRun(now=now, since=now))


def test_an_edit_goes_through_and_its_failed_index_is_counted(
    site, monkeypatch, django_capture_on_commit_callbacks
):
    page = StandardPageFactory()
    break_the_search_index(monkeypatch)
    for title in ["Uusi nimi", "Uusin nimi"]:
        page.title = title
        with django_capture_on_commit_callbacks(execute=True):
            page.save()

    assert StandardPage.objects.get(pk=page.pk).title == "Uusin nimi"
    failure = FailedTask.objects.get()
    assert failure.source == FailedTask.Source.INDEX
    assert failure.times == 2
    assert failure.name == schedule.SEARCH_INDEX_TASK
    assert failure.reason == "ValueError: this index is broken"
    assert failure.arguments["args"] == ["cms", "standardpage", str(page.pk)]
    with translation.override("en"):
        assert "next night" in failure.explanation


def test_nothing_is_kept_of_an_edit_that_is_rolled_back(
    site, monkeypatch, django_capture_on_commit_callbacks
):
    page = StandardPageFactory()
    break_the_search_index(monkeypatch)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        page.save()
        transaction.set_rollback(True)
    assert not FailedTask.objects.exists()


def test_the_nightly_job_repairs_the_search_index_and_settles_its_failures(
    site, monkeypatch, django_capture_on_commit_callbacks
):
    page = StandardPageFactory(title="Vanhaa")
    with monkeypatch.context() as broken:
        break_the_search_index(broken)
        page.title = "Talkoot"
        with django_capture_on_commit_callbacks(execute=True):
            page.save()
    IndexEntry.objects.filter(object_id=str(site.root_page_id)).delete()
    assert list(StandardPage.objects.search("Talkoot")) == []

    run_now(schedule.repair_search_index)

    assert [found.pk for found in StandardPage.objects.search("Talkoot")] == [page.pk]
    assert IndexEntry.objects.filter(object_id=str(site.root_page_id)).exists()
    assert not FailedTask.objects.exists()


def test_the_nightly_job_repairs_the_reference_index_and_settles_its_failures(
    site, monkeypatch, django_capture_on_commit_callbacks
):
    image = ImageFactory()
    page = StandardPageFactory()

    def fail(*args, **kwargs):
        raise ValueError("this index is broken")

    with monkeypatch.context() as broken:
        broken.setattr(wagtail.tasks.ReferenceIndex, "create_or_update_for_object", fail)
        page.share_image = image
        with django_capture_on_commit_callbacks(execute=True):
            page.save()
    assert not ReferenceIndex.get_references_to(image).exists()
    assert FailedTask.objects.filter(name=schedule.REFERENCE_INDEX_TASK).exists()

    run_now(schedule.repair_reference_index)

    assert ReferenceIndex.get_references_to(image).exists()
    assert not FailedTask.objects.exists()


def test_old_failures_go_after_three_months(db):
    now = timezone.now()
    for days in [89, 91]:
        FailedTask.objects.create(
            fingerprint=str(days),
            source="queue",
            name="a.task",
            reason="no reason",
            first_failed_at=now,
            last_failed_at=now - dt.timedelta(days=days),
        )
    run_now(schedule.clear_task_results)
    assert [failure.fingerprint for failure in FailedTask.objects.all()] == ["89"]


def test_the_watchers_rows_raise_no_generation(site, django_capture_on_commit_callbacks):
    from cms import generations

    before = dict(generations.snapshot())
    ClockJob.objects.create(name="job", first_seen_at=timezone.now())
    FailedTask.objects.create(
        fingerprint="x",
        source="queue",
        name="a.task",
        reason="no reason",
        first_failed_at=timezone.now(),
        last_failed_at=timezone.now(),
    )
    assert dict(generations.snapshot()) == before


def test_staff_with_the_permission_see_what_failed_and_why_and_others_do_not(site, client):
    now = timezone.now()
    FailedTask.objects.create(
        fingerprint="x",
        source="queue",
        name="newsletters.tasks.send",
        interrupted=True,
        reason="WorkerDiedError: given up",
        first_failed_at=now,
        last_failed_at=now,
    )
    address = reverse("failed_tasks")
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(address).status_code == 403
    count_as_staff(user)
    assert client.get(address).status_code == 302

    user.user_permissions.add(Permission.objects.get(codename="view_failedtask"))
    page = client.get(address)
    assert page.status_code == 200
    assert "newsletters.tasks.send" in page.text
    assert "WorkerDiedError: given up" in page.text
    assert address in client.get(reverse("wagtailadmin_home")).text
