"""A cancelled event: who may say so, that no draft undoes it, and how the site tells it."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms import sharing
from cms.dates import day_bounds
from events.listings import events_for
from events.models import EventOccurrence, EventPage, EventState, EventStatus
from localjane import roles
from tests.factories import CalendarPageFactory, EventPageFactory, UserFactory, translate

pytestmark = pytest.mark.django_db


def address_of(page: EventPage) -> str:
    return reverse("event_state", args=[page.pk])


def cancel(page: EventPage, **note: str) -> EventState:
    return EventState.objects.create(
        event_key=page.translation_key, status=EventStatus.CANCELLED, note=note
    )


def is_cancelled(page: EventPage) -> bool:
    return EventState.objects.of(page).is_cancelled


@pytest.fixture
def event(local_jane, today):
    """A local JANE's event tomorrow."""
    return EventPageFactory(
        parent=CalendarPageFactory(parent=local_jane),
        title="Järjestöilta",
        starts_at=day_bounds(today)[1] + dt.timedelta(hours=12),
        online_url="https://example.org/mukaan",
        attendance_mode="mixed",
    )


@pytest.fixture
def editor(client, db):
    """A superuser's client."""
    client.force_login(UserFactory(is_superuser=True))
    return client


# --- Who may --------------------------------------------------------------------------------------


@pytest.fixture
def groups(event, local_jane, other_local_jane):
    """The groups by what a test calls them."""
    call_command("set_up_roles", verbosity=0)
    own, other = roles.groups_of(local_jane), roles.groups_of(other_local_jane)
    return {
        "staff": roles.set_up_staff_group(),
        "publisher": own.publishers,
        "editor": own.editors,
        "publisher of another": other.publishers,
    }


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("staff", True),
        ("publisher", True),
        ("editor", False),
        ("publisher of another", False),
        (None, False),
    ],
)
def test_those_who_may_publish_an_event_cancel_it_and_take_that_back(
    client, groups, event, who, may
):
    if who:
        user = UserFactory()
        user.groups.add(groups[who])
        client.force_login(user)

    assert (client.get(address_of(event)).status_code == 200) is may
    client.post(address_of(event), {"status": "cancelled", "note_fi": "Sairastapaus."})
    assert is_cancelled(event) is may

    cancel_again = EventState.objects.made_for(event)
    cancel_again.status = EventStatus.CANCELLED
    cancel_again.save()
    client.post(address_of(event), {"status": "scheduled"})
    assert is_cancelled(event) is not may


@pytest.mark.parametrize(("who", "may"), [("publisher", True), ("editor", False)])
def test_the_button_is_there_for_those_who_may(client, groups, event, who, may):
    user = UserFactory()
    user.groups.add(groups[who])
    client.force_login(user)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    assert (address_of(event) in html) is may


def test_it_is_the_finnish_page_that_counts(client, groups, event):
    """Whoever may publish only the translation changes nothing that holds for all languages."""
    swedish = translate(event, "sv", title="Föreningskväll", slug="foreningskvall")
    user = UserFactory()
    user.groups.add(groups["publisher"])
    client.force_login(user)
    own = groups["publisher"].page_permissions
    own.exclude(page__locale__language_code="sv").delete()
    client.post(address_of(swedish), {"status": "cancelled"})
    assert not is_cancelled(event)


# --- The screen -----------------------------------------------------------------------------------


def test_reading_the_screen_changes_nothing(editor, event):
    assert editor.get(address_of(event)).status_code == 200
    assert not EventState.objects.exists()


def test_an_event_is_cancelled_and_taken_back(editor, event):
    response = editor.post(address_of(event), {"status": "cancelled", "note_fi": "Sairastapaus."})
    assert response.url == reverse("wagtailadmin_pages:edit", args=[event.pk])
    state = EventState.objects.of(event)
    assert (state.status, str(state.note)) == ("cancelled", "Sairastapaus.")
    cancelled_at = state.changed_at
    assert cancelled_at

    editor.post(address_of(event), {"status": "cancelled", "note_fi": "Uusi aika kerrotaan pian."})
    state.refresh_from_db()
    assert (str(state.note), state.changed_at) == ("Uusi aika kerrotaan pian.", cancelled_at)

    editor.post(address_of(event), {"status": "scheduled", "note_fi": "Uusi aika kerrotaan pian."})
    state.refresh_from_db()
    assert (state.status, str(state.note)) == ("scheduled", "")
    assert state.changed_at > cancelled_at


def test_the_pages_history_tells_who_did_it(editor, event):
    editor.post(address_of(event), {"status": "cancelled"})
    editor.post(address_of(event), {"status": "cancelled", "note_fi": "Sairastapaus."})
    editor.post(address_of(event), {"status": "scheduled"})
    entries = PageLogEntry.objects.filter(action__startswith="events.").order_by("pk")
    assert [entry.action for entry in entries] == ["events.cancel", "events.take_back"]
    assert {entry.page_id for entry in entries} == {event.pk}
    history = reverse("wagtailadmin_pages:history", args=[event.pk])
    assert "Tapahtuma peruttu" in editor.get(history).content.decode()


@pytest.mark.parametrize("sent", [{}, {"status": "lost"}, {"status": "cancelled", "note_sv": "x"}])
def test_wrong_input_changes_nothing(editor, event, sent):
    response = editor.post(address_of(event), sent)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not response.context["state"].is_cancelled
    assert not is_cancelled(event)


def test_a_translation_leads_to_the_same_state(editor, event):
    swedish = translate(event, "sv", title="Föreningskväll", slug="foreningskvall")
    editor.post(address_of(swedish), {"status": "cancelled"})
    assert is_cancelled(event)


def test_another_kind_of_page_has_no_such_screen(editor, event):
    parent = event.get_parent()
    assert editor.get(address_of(parent)).status_code == 404
    edit = reverse("wagtailadmin_pages:edit", args=[parent.pk])
    assert address_of(parent) not in editor.get(edit).content.decode()


# --- State is not wording -------------------------------------------------------------------------


def test_publishing_an_old_draft_changes_no_state(event):
    old = event.save_revision()
    cancel(event, fi="Sairastapaus.")
    event.title = "Toinen nimi"
    event.save_revision().publish()
    old.publish()
    state = EventState.objects.of(EventPage.objects.get(pk=event.pk))
    assert (state.status, str(state.note)) == ("cancelled", "Sairastapaus.")


def test_withdrawing_an_event_and_publishing_it_again_changes_no_state(event):
    cancel(event)
    event.unpublish()
    event.save_revision().publish()
    assert is_cancelled(event)


def test_a_copy_is_not_cancelled(event):
    cancel(event)
    copy = event.copy(update_attrs={"slug": "kopio", "title": "Kopio"})
    assert not is_cancelled(copy)


def test_a_state_goes_with_the_last_translation(event):
    swedish = translate(event, "sv", title="Föreningskväll", slug="foreningskvall")
    cancel(event)
    EventPage.objects.get(pk=event.pk).delete()
    assert is_cancelled(swedish)
    EventPage.objects.get(pk=swedish.pk).delete()
    assert not EventState.objects.exists()


# --- On the site ----------------------------------------------------------------------------------


def html_of(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_the_page_says_why_and_no_longer_invites(client, event):
    cancel(event, fi="Sairastapaus.")
    html = html_of(client, event.url)
    notice = html.select_one(".notice-cancelled").get_text(" ", strip=True)
    assert "Tapahtuma on peruttu." in notice
    assert "Sairastapaus." in notice
    assert "https://example.org/mukaan" not in str(html.main)
    # In words beside the time, too: a line through it says nothing to a screen reader.
    assert html.select_one(".event-facts dd.is-cancelled").get_text().split()[0] == "Peruttu:"


def test_a_note_that_is_missing_in_a_language_is_marked_as_finnish(client, event):
    swedish = translate(event, "sv", title="Föreningskväll", slug="foreningskvall")
    state = cancel(event, fi="Sairastapaus.")
    assert html_of(client, swedish.url).select_one(".notice-cancelled [lang=fi]")
    state.note = {"fi": "Sairastapaus.", "sv": "Sjukdomsfall."}
    state.save()
    notice = html_of(client, swedish.url).select_one(".notice-cancelled")
    assert "Sjukdomsfall." in notice.get_text()
    assert not notice.select("[lang]")


def test_a_cancelled_event_that_is_over_stays_cancelled(client, site, today):
    event = EventPageFactory(starts_at=day_bounds(today)[0] - dt.timedelta(days=3))
    cancel(event)
    html = html_of(client, event.url)
    assert html.select(".notice-cancelled")
    assert not html.select(".notice-ended")


def test_lists_keep_a_cancelled_event_and_say_so(client, event, local_jane):
    # The province's front page shows it because it is accepted there.
    sharing.accept(sharing.offer(event, None), None)
    cancel(event)
    for address in ("/tapahtumat/", event.get_parent().url, local_jane.url, "/"):
        CalendarPageFactory() if address == "/tapahtumat/" else None
        item = next(
            found
            for found in html_of(client, address).select(".item")
            if "Järjestöilta" in found.get_text()
        )
        when = item.select_one(".item-when.is-cancelled")
        assert when.get_text().split()[0] == "Peruttu", address
        assert len(when.find_all("time")) == 1


def test_it_stays_among_the_coming_until_its_day_is_over(site, today, time_machine):
    start = day_bounds(today)[0] + dt.timedelta(hours=10)
    event = EventPageFactory(starts_at=start, ends_at=start + dt.timedelta(hours=1))
    cancel(event)
    time_machine.move_to(start + dt.timedelta(hours=9))
    row = EventOccurrence.objects.get()
    assert list(EventOccurrence.objects.upcoming(today)) == [row]
    tomorrow = today + dt.timedelta(days=1)
    assert list(EventOccurrence.objects.upcoming(tomorrow)) == []
    assert list(EventOccurrence.objects.past(tomorrow)) == [row]
    [past] = EventOccurrence.objects.past(tomorrow).with_pages("fi")
    assert past.state.is_cancelled


def test_an_event_that_takes_place_says_nothing_of_this(client, event):
    state = cancel(event)
    state.status = EventStatus.SCHEDULED
    state.save()
    for address in (event.url, event.get_parent().url):
        assert not html_of(client, address).select(".tag-cancelled, .is-cancelled, .notice")


def test_kept_pages_are_made_anew(client, settings, editor, event):
    settings.PAGE_CACHE_SECONDS = 600
    client.logout()
    assert not html_of(client, event.url).select(".notice-cancelled")
    cancel(event)
    assert html_of(client, event.url).select(".notice-cancelled")


def test_queries_do_not_grow_with_cancelled_events(event, today):
    calendar = event.get_parent().specific

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            rows = events_for(None, None, today, "fi", 50)
            assert all(row.state.is_cancelled for row in rows)
        return len(captured)

    cancel(event)
    before = queries()
    for number in range(5):
        cancel(EventPageFactory(parent=calendar, title=f"Ilta {number}", starts_at=event.starts_at))
    assert queries() == before
