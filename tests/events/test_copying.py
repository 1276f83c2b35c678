"""Copying a calendar's previous event: a draft without times, for whoever may add there."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from events.models import EventPage
from localjane import roles
from tests.events.test_calendars import noon
from tests.factories import CalendarPageFactory, EventPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar(local_jane, today):
    calendar = CalendarPageFactory(parent=local_jane)
    EventPageFactory(parent=calendar, title="Vanha ilta", starts_at=noon(today, -9))
    EventPageFactory(
        parent=calendar,
        title="Kahvila",
        place="Kirjasto",
        starts_at=noon(today, 3),
        ends_at=noon(today, 4),
    )
    return calendar


def login(client, group):
    user = UserFactory()
    user.groups.add(group)
    client.force_login(user)
    return user


@pytest.mark.parametrize("role", ["editors", "publishers"])
def test_the_last_event_is_copied_as_a_draft_without_times(
    client, role, local_jane, other_local_jane, calendar
):
    call_command("set_up_roles", verbosity=0)
    user = login(client, getattr(roles.groups_of(local_jane), role))
    original = EventPage.objects.get(title="Kahvila")
    url = reverse("copy_previous_event", args=[calendar.pk])
    explorer = client.get(reverse("wagtailadmin_explore", args=[calendar.pk]))
    assert url in explorer.content.decode()
    assert "Kahvila" in client.get(url).content.decode()
    assert EventPage.objects.count() == 2

    response = client.post(url)

    copy = EventPage.objects.latest("pk")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert client.get(response.url).status_code == 200
    draft = copy.get_latest_revision_as_object()
    for page in (copy, draft):
        assert (page.title, page.place) == ("Kahvila", "Kirjasto")
        assert (page.starts_at, page.ends_at, page.live) == (None, None, False)
        assert page.slug != original.slug
        assert page.translation_key != original.translation_key
    assert copy.owner == user
    assert not copy.occurrences.exists()
    original.refresh_from_db()
    assert original.live
    assert original.starts_at


def test_others_may_not_copy(client, local_jane, other_local_jane, calendar):
    call_command("set_up_roles", verbosity=0)
    url = reverse("copy_previous_event", args=[calendar.pk])
    assert client.post(url).status_code == 302
    login(client, roles.groups_of(other_local_jane).publishers)
    assert client.post(url).status_code in (302, 403)
    assert EventPage.objects.count() == 2


def test_an_empty_calendar_has_nothing_to_copy(client, local_jane):
    calendar = CalendarPageFactory(parent=local_jane)
    call_command("set_up_roles", verbosity=0)
    login(client, roles.groups_of(local_jane).publishers)
    url = reverse("copy_previous_event", args=[calendar.pk])
    explorer = client.get(reverse("wagtailadmin_explore", args=[calendar.pk]))
    assert url not in explorer.content.decode()
    assert client.post(url).status_code in (302, 403)
