"""The staff's inbox shows what waits, to staff alone."""

import datetime as dt

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState

from cms.dates import helsinki_today
from cms.editor_tasks import inbox_of
from cms.models import FailedTask, OutgoingMail
from home import editor_tasks
from localjane import roles
from localjane.models import LocalJaneState
from tests.factories import StandardPageFactory, UserFactory, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(site, client):
    user = UserFactory()
    user.groups.add(roles.set_up_staff_group())
    client.force_login(user)
    return user


def test_an_empty_inbox_says_so(client, staff):
    response = client.get(reverse("staff_inbox"))
    assert response.status_code == 200
    assert "Sinua ei odota mikään" in response.content.decode()


def test_mail_that_failed_waits_with_its_address(client, staff):
    OutgoingMail.objects.create(
        kind="invitation", to="aino@example.org", subject="Kutsu", state=OutgoingMail.State.FAILED
    )
    OutgoingMail.objects.create(kind="invitation", to="onni@example.org", subject="Kutsu")
    page = client.get(reverse("staff_inbox")).content.decode()
    assert "aino@example.org" in page
    assert "onni@example.org" not in page


def test_failed_mail_is_sent_again_when_staff_say_so(client, staff):
    mail = OutgoingMail.objects.create(
        kind="invitation", to="aino@example.org", subject="Kutsu", state="failed", attempts=6
    )
    address = reverse("send_mail_again", args=[mail.pk])
    assert address in client.get(reverse("staff_inbox")).content.decode()
    client.get(address)
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.FAILED
    client.post(address)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (OutgoingMail.State.WAITING, 0)


def test_the_menu_leads_there(client, staff):
    assert reverse("staff_inbox") in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("role", ["editors", "publishers"])
def test_local_people_are_refused(client, local_jane, role):
    call_command("set_up_roles", verbosity=0)
    user = UserFactory()
    user.groups.add(getattr(roles.groups_of(local_jane), role))
    client.force_login(user)
    response = client.get(reverse("staff_inbox"))
    assert response.status_code == 403
    mail = OutgoingMail.objects.create(kind="x", to="a@example.org", subject="x", state="failed")
    again = reverse("send_mail_again", args=[mail.pk])
    assert client.get(again).status_code == client.post(again).status_code == 403
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.FAILED
    assert reverse("staff_inbox") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_strangers_are_asked_to_log_in(client, site):
    mail = OutgoingMail.objects.create(kind="x", to="a@example.org", subject="x", state="failed")
    for address in (reverse("staff_inbox"), reverse("send_mail_again", args=[mail.pk])):
        assert client.get(address).url.startswith("/tili/")
        assert client.post(address).url.startswith("/tili/")
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.FAILED


def test_somebody_who_was_staff_is_refused(client, staff):
    staff.groups.clear()
    assert client.get(reverse("staff_inbox")).status_code == 302


def test_mail_that_is_not_given_up_cannot_be_sent_again(client, staff):
    for state in ("waiting", "sent"):
        mail = OutgoingMail.objects.create(kind="x", to="a@example.org", subject="x", state=state)
        assert client.post(reverse("send_mail_again", args=[mail.pk])).status_code == 404


def test_failed_work_leads_to_its_report_and_an_index_that_repairs_itself_does_not_wait(
    client, staff
):
    now = timezone.now()
    for source, name in (("queue", "news.tasks.send"), ("index", "an.index")):
        FailedTask.objects.create(
            fingerprint=name,
            source=source,
            name=name,
            reason="ValueError: no",
            first_failed_at=now - dt.timedelta(days=3),
            last_failed_at=now,
        )
    [(_heading, [task])] = inbox_of(staff)
    assert (task.text, task.url) == ("news.tasks.send", reverse("failed_tasks"))
    assert client.get(task.url).status_code == 200
    assert "3 päivää" in client.get(reverse("staff_inbox")).content.decode().replace("\xa0", " ")


# --- Pages that wait for review -------------------------------------------------------------------


@pytest.fixture
def publisher(local_jane):
    """Somebody who is asked for the local JANE's reviews, and keeps it from being without one."""
    call_command("set_up_roles", verbosity=0)
    user = UserFactory()
    user.groups.add(roles.groups_of(local_jane).publishers)
    return user


def texts_of(user):
    return [task.text for _heading, tasks in inbox_of(user) for task in tasks]


def test_a_page_that_nobody_reviews_reaches_staff_after_a_week(
    client, staff, local_jane, publisher
):
    page = StandardPageFactory(parent=local_jane, title="Talkoot", live=False)
    page.get_workflow().start(page, publisher)
    assert texts_of(staff) == []
    TaskState.objects.update(started_at=timezone.now() - dt.timedelta(days=8))
    [(_heading, [task])] = inbox_of(staff)
    assert task.text == "Talkoot"
    assert local_jane.title in task.note
    assert client.get(task.url).status_code == 200

    page.current_workflow_task_state.approve(user=publisher)
    assert texts_of(staff) == []


# --- Quiet local JANEs ----------------------------------------------------------------------------


@pytest.fixture
def half_a_year_later(local_jane, publisher):
    with time_machine.travel(timezone.now() + dt.timedelta(days=190)):
        yield


def test_a_local_jane_that_has_published_lately_is_not_quiet(staff, local_jane, publisher):
    assert texts_of(staff) == []


def test_a_local_jane_is_quiet_after_half_a_year(client, staff, local_jane, half_a_year_later):
    [(_heading, [task])] = inbox_of(staff)
    assert task.text == local_jane.title
    assert task.since == local_jane.last_published_at
    client.force_login(staff)
    assert client.get(task.url).status_code == 200


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_anything_published_in_any_language_ends_the_quiet(
    staff, local_jane, half_a_year_later, language
):
    parent = local_jane if language == "fi" else translate(local_jane, language)
    StandardPageFactory(parent=parent, title="Kevättalkoot")
    assert texts_of(staff) == []


def test_a_draft_does_not_end_the_quiet(staff, local_jane, half_a_year_later):
    StandardPageFactory(parent=local_jane, title="Kevättalkoot", live=False)
    assert texts_of(staff) == [local_jane.title]


def test_archived_sites_and_drafts_may_be_quiet(staff, local_jane, half_a_year_later):
    state = LocalJaneState.objects.made_for(local_jane)
    state.archived_on = helsinki_today()
    state.save()
    assert texts_of(staff) == []
    state.archived_on = None
    state.save()
    assert texts_of(staff) == [local_jane.title]
    local_jane.unpublish()
    assert texts_of(staff) == []


def test_each_kind_takes_one_query_however_many_there_are(
    staff, local_jane, other_local_jane, half_a_year_later, django_assert_num_queries
):
    kinds = (
        editor_tasks.failed_mail,
        editor_tasks.failed_work,
        editor_tasks.late_reviews,
        editor_tasks.quiet_local_janes,
    )
    ContentType.objects.get_for_model(Page)
    for kind in kinds:
        with django_assert_num_queries(1):
            list(kind(staff))
    assert len(list(editor_tasks.quiet_local_janes(staff))) == 2
