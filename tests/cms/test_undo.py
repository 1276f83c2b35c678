"""Undoing a publication for ten minutes."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms import undo
from cms.models import StandardPage
from events.models import EventOccurrence, EventState
from localjane import roles
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups(local_jane, other_local_jane):
    """The groups of `local_jane`; those of `other_local_jane` exist too."""
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


def login(client, *groups):
    user = factories.UserFactory()
    user.groups.add(*groups)
    client.force_login(user)


def form_data(**fields):
    data = {"introduction": "", "body": streamfield([]), "comments": {}, **fields}
    return {
        **nested_form_data(data),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "action-publish": "1",
    }


def undo_address(response) -> str:
    """The address of the button in the messages that follow a form."""
    found = re.search(r'href="([^"]*julkaisun-peruminen[^"]*)"', response.content.decode())
    return found[1] if found else ""


def publish(client, page, **fields) -> str:
    """Publish a page by its form; gives the address of the button."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return undo_address(client.post(url, form_data(**fields), follow=True))


def publish_new(client, parent, **fields) -> str:
    url = reverse("wagtailadmin_pages:add", args=["cms", "standardpage", parent.pk])
    return undo_address(client.post(url, form_data(**fields), follow=True))


@pytest.fixture
def page(local_jane):
    """A page that readers know as "Tilat"."""
    return factories.StandardPageFactory(parent=local_jane, title="Tilat", slug="tilat")


def test_the_former_version_is_shown_again_at_its_address(client, groups, page):
    login(client, groups.publishers)
    url = publish(client, page, title="Väärin", slug="vaarin")
    page.refresh_from_db()
    assert (page.title, page.slug) == ("Väärin", "vaarin")

    assert (
        client.get(url).context["breadcrumbs_items"][-1]["label"]
        == undo.UndoPublicationView.page_title
    )
    page.refresh_from_db()
    assert page.title == "Väärin", "Opening the address changes nothing."
    client.post(url)

    page.refresh_from_db()
    assert (page.title, page.slug, page.live) == ("Tilat", "tilat", True)
    assert page.url_path.endswith("/tilat/")
    assert client.get(page.url).status_code == 200


def test_what_was_written_stays_as_a_draft(client, groups, page):
    login(client, groups.publishers)

    client.post(publish(client, page, title="Keskeneräinen", slug="tilat"))

    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().title == "Keskeneräinen"


def test_a_page_that_was_new_becomes_a_draft(client, groups, local_jane):
    login(client, groups.publishers)
    url = publish_new(client, local_jane, title="Talkoot", slug="talkoot")
    page = StandardPage.objects.child_of(local_jane).get()
    assert page.live

    client.post(url)

    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Talkoot"


def test_a_draft_published_for_the_first_time_becomes_a_draft_again(client, groups, local_jane):
    page = factories.StandardPageFactory(parent=local_jane, title="A", slug="a", live=False)
    login(client, groups.publishers)

    client.post(publish(client, page, title="A", slug="a"))

    page.refresh_from_db()
    assert not page.live


def test_saving_a_draft_offers_nothing(client, groups, page):
    login(client, groups.publishers)
    data = form_data(title="Uusi", slug="tilat")
    del data["action-publish"]

    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert undo_address(client.post(url, data, follow=True)) == ""


def test_scheduling_offers_nothing(client, groups, page):
    login(client, groups.publishers)

    assert publish(client, page, title="Uusi", slug="tilat", go_live_at="2099-01-01 10:00") == ""


def test_it_is_refused_when_somebody_has_published_since(client, groups, page):
    login(client, groups.publishers)
    first = publish(client, page, title="Ensimmäinen", slug="tilat")
    second = publish(client, page, title="Toinen", slug="tilat")

    assert client.post(first).status_code == 409

    page.refresh_from_db()
    assert page.title == "Toinen"
    client.post(second)
    page.refresh_from_db()
    assert page.title == "Ensimmäinen"


def test_it_is_refused_when_the_page_was_unpublished_or_deleted_since(client, groups, page):
    login(client, groups.publishers)
    url = publish(client, page, title="Uusi", slug="tilat")
    StandardPage.objects.get(pk=page.pk).unpublish()

    assert client.post(url).status_code == 409
    assert not StandardPage.objects.get(pk=page.pk).live
    page.delete()
    assert client.post(url).status_code == 409
    assert client.get(url).status_code == 200


def test_it_is_refused_after_ten_minutes(client, groups, page):
    login(client, groups.publishers)
    with time_machine.travel(dt.datetime.now(dt.UTC)) as clock:
        url = publish(client, page, title="Uusi", slug="tilat")
        clock.shift(dt.timedelta(minutes=9))
        assert "<form" in client.get(url).content.decode()
        clock.shift(dt.timedelta(minutes=2))
        assert client.post(url).status_code == 409

    page.refresh_from_db()
    assert page.title == "Uusi"


def test_it_is_refused_when_another_page_has_taken_the_former_address(
    client, groups, page, local_jane
):
    login(client, groups.publishers)
    url = publish(client, page, title="Uusi", slug="uusi")
    factories.StandardPageFactory(parent=local_jane, title="Toinen", slug="tilat")

    assert client.post(url).status_code == 409

    page.refresh_from_db()
    assert (page.title, page.live) == ("Uusi", True)


def test_a_changed_address_is_no_address(client, groups, page):
    login(client, groups.publishers)
    url = publish(client, page, title="Uusi", slug="tilat")

    assert client.post(f"{url.rstrip('/')}x/").status_code == 409


def test_only_whoever_may_publish_the_page_may_undo(client, groups, page, other_local_jane):
    login(client, groups.publishers)
    url = publish(client, page, title="Uusi", slug="tilat")

    for others in (groups.editors, roles.groups_of(other_local_jane).publishers):
        login(client, others)
        assert client.post(url).status_code == 302
        assert client.get(url).url == reverse("wagtailadmin_home")
        page.refresh_from_db()
        assert page.title == "Uusi"
    client.logout()
    client.post(url)
    page.refresh_from_db()
    assert page.title == "Uusi"

    login(client, roles.set_up_staff_group())
    client.post(url)
    page.refresh_from_db()
    assert page.title == "Tilat"


def test_no_state_outside_the_page_changes(client, groups, local_jane):
    calendar = factories.CalendarPageFactory(parent=local_jane)
    starts_at = dt.datetime(2030, 5, 1, 12, tzinfo=dt.UTC)
    event = factories.EventPageFactory(parent=calendar, slug="e", starts_at=starts_at)
    EventState.objects.create(event_key=event.translation_key, status="cancelled")
    login(client, groups.publishers)
    data = {"attendance_mode": "offline", "starts_at": "2.5.2030 12.00"}

    url = publish(client, event, title="E", slug="e", **data)
    assert url
    client.post(url)

    assert EventOccurrence.objects.get(page=event).starts_at == starts_at
    assert EventState.objects.get().status == "cancelled"
