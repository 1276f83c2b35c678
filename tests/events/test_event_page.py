"""What an event's page tells, and what its editor is told."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils import WagtailPageTestCase

from cms.dates import day_bounds
from contacts.models import OrganisationKind
from council.models import BodyPage
from events.models import AttendanceMode, CalendarPage, EventPage, Timing
from home.models import HomePage
from localjane.models import LocalJanePage
from news.models import NewsIndexPage
from tests.factories import (
    AppointmentFactory,
    CalendarPageFactory,
    ContactFactory,
    EventPageFactory,
    MunicipalityFactory,
    OrganisationFactory,
    UserFactory,
    translate,
)

NOON = dt.datetime(2026, 5, 20, 12, 0, tzinfo=dt.UTC)


class TreeTests(WagtailPageTestCase):
    def test_calendars_stand_on_the_provinces_and_local_front_pages_only(self):
        self.assertCanCreateAt(HomePage, CalendarPage)
        self.assertCanCreateAt(LocalJanePage, CalendarPage)
        self.assertCanNotCreateAt(CalendarPage, CalendarPage)
        self.assertCanNotCreateAt(BodyPage, CalendarPage)
        self.assertAllowedParentPageTypes(CalendarPage, {HomePage, LocalJanePage})

    def test_events_stand_in_calendars_only_and_hold_nothing(self):
        self.assertCanCreateAt(CalendarPage, EventPage)
        self.assertCanNotCreateAt(HomePage, EventPage)
        self.assertCanNotCreateAt(NewsIndexPage, EventPage)
        self.assertAllowedSubpageTypes(CalendarPage, {EventPage})
        self.assertAllowedSubpageTypes(EventPage, set())


def test_a_front_page_has_one_calendar(home):
    assert CalendarPage.can_create_at(home)
    CalendarPageFactory(parent=home)
    assert not CalendarPage.can_create_at(home)


# --- The public page ------------------------------------------------------------------------------


def as_typed(text: str) -> str:
    """Text without what keeps its phrases on one line."""
    return text.replace("\u00a0", " ").replace("\u2060", "")


def text_of(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_tells_the_facts_and_who_to_ask(client, site):
    contact = ContactFactory()
    AppointmentFactory(contact=contact, person__first_name="Aino", person__last_name="Esimerkki")
    event = EventPageFactory(
        title="Järjestöfoorumi",
        starts_at=NOON,
        ends_at=NOON + dt.timedelta(hours=3),
        attendance_mode=AttendanceMode.MIXED,
        place="Kirjasto",
        address="Koskikatu 1",
        municipality=MunicipalityFactory(code="167", name_fi="Joensuu"),
        online_url="https://example.org/mukaan",
        organiser=OrganisationFactory(name="JANE"),
        contact=contact,
    )
    text = text_of(client, event)
    assert "keskiviikko 20.5.2026 klo 15–18" in as_typed(text)
    for fact in ("Kirjasto", "Koskikatu 1", "Joensuu", "JANE"):
        assert fact in text
    assert "Aino Esimerkki" in text
    assert 'href="/tapahtumat/"' in text
    assert text.count("<h1") == 1


def test_a_past_event_says_so_and_no_longer_invites(client, site, today):
    past = EventPageFactory(
        starts_at=day_bounds(today)[0] - dt.timedelta(hours=5),
        attendance_mode=AttendanceMode.ONLINE,
        online_url="https://example.org/mukaan",
    )
    response = client.get(past.url)
    assert response.context["is_over"]
    assert 'class="notice notice-ended"' in response.content.decode()
    assert "https://example.org/mukaan" not in response.content.decode()


def test_a_coming_or_undated_event_is_not_over(client, site, today):
    coming = EventPageFactory(starts_at=day_bounds(today)[1])
    undated = EventPageFactory()
    for page in (coming, undated):
        response = client.get(page.url)
        assert not response.context["is_over"]
        assert 'class="notice' not in response.content.decode()


def test_a_translation_tells_the_time_and_place_of_the_finnish_page(client, site):
    event = EventPageFactory(title="Ilta", starts_at=NOON, place="Kirjasto")
    swedish = translate(
        event, "sv", title="Kväll", slug="kvall", starts_at=NOON.replace(year=2020), place="Fel"
    )
    event.starts_at = NOON + dt.timedelta(days=1)
    event.save_revision().publish()
    text = text_of(client, swedish)
    assert "Kväll" in text
    assert "torsdag 21 maj 2026" in text
    assert "Kirjasto" in text
    assert "2020" not in text
    assert "Fel" not in text


def test_an_event_on_site_shows_no_remote_address(client, site):
    event = EventPageFactory(online_url="https://example.org/mukaan")
    assert "https://example.org/mukaan" not in text_of(client, event)


def test_a_remote_event_without_an_address_says_who_gives_it(client, site, today):
    event = EventPageFactory(
        starts_at=day_bounds(today)[1], attendance_mode=AttendanceMode.ONLINE, place="Kirjasto"
    )
    facts = BeautifulSoup(text_of(client, event), "html.parser").select_one(".event-facts")
    assert [dt.get_text(strip=True) for dt in facts.find_all("dt")] == [
        "Milloin",
        "Miten osallistutaan",
    ]
    assert "Osallistumislinkin saat järjestäjältä." in facts.get_text()


def test_an_event_on_site_without_a_place_says_that_it_will_be_told(client, site):
    assert "Paikka ilmoitetaan myöhemmin" in text_of(client, EventPageFactory())


def test_an_event_of_several_times_tells_each(client, site, monkeypatch):
    moments = [NOON, NOON + dt.timedelta(days=7), None]
    monkeypatch.setattr(
        EventPage, "timings", lambda self: [Timing.of(moment, None) for moment in moments]
    )
    text = as_typed(text_of(client, EventPageFactory()))
    assert "keskiviikko 20.5.2026 klo 15<" in text
    assert "keskiviikko 27.5.2026 klo 15<" in text
    assert BeautifulSoup(text, "html.parser").select("dl.facts > div")[0].find_all("dd")[2:]


# --- The editor -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("times", "field"),
    [
        ({"starts_at": NOON, "ends_at": NOON - dt.timedelta(minutes=1)}, "ends_at"),
        ({"ends_at": NOON}, "starts_at"),
        ({"starts_at": NOON.replace(year=9999)}, "starts_at"),
        ({"starts_at": NOON, "ends_at": NOON.replace(year=3026)}, "ends_at"),
        ({"starts_at": NOON.replace(year=26)}, "starts_at"),
    ],
)
def test_impossible_times_are_refused_at_their_field(db, times, field):
    page = EventPage(title="Ilta", slug="ilta", **times)
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert set(refused.value.error_dict) == {field}


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"starts_at": NOON},
        {"starts_at": NOON, "ends_at": NOON},
        {"starts_at": NOON, "attendance_mode": AttendanceMode.ONLINE},
        {"starts_at": NOON, "attendance_mode": AttendanceMode.OFFLINE, "place": ""},
    ],
)
def test_what_is_not_yet_known_may_be_left_open(db, facts):
    EventPage(title="Ilta", slug="ilta", **facts).clean()


@pytest.fixture
def editor(client, db):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return client


def test_a_new_event_of_a_local_jane_has_its_municipality_and_organiser(editor, local_jane):
    calendar = CalendarPageFactory(parent=local_jane)
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", calendar.pk])
    form = editor.get(address).context["form"]
    assert form.initial["municipality"] == local_jane.municipality.pk
    assert form.initial["organiser"] == local_jane.organisation.pk
    assert local_jane.organisation.kind == OrganisationKind.LOCAL_JANE


def test_a_new_event_of_the_province_has_neither(editor, home):
    calendar = CalendarPageFactory(parent=home)
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", calendar.pk])
    form = editor.get(address).context["form"]
    assert form.initial["municipality"] is None
    assert form.initial["organiser"] is None


def test_an_unsynchronised_translation_asks_for_words_only(editor, site):
    event = EventPageFactory(title="Ilta", starts_at=NOON, place="Kirjasto")
    swedish = translate(event, "sv", title="Kväll", slug="kvall")
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[swedish.pk]))
    fields = response.context["form"].fields
    assert "title" in fields
    assert "introduction" in fields
    assert not set(EventPage.fact_fields) & set(fields)
    text = response.content.decode()
    assert 'name="starts_at"' not in text
    assert 'name="title"' in text


def test_a_form_with_an_end_before_its_start_comes_back_with_all_that_was_written(editor, home):
    calendar = CalendarPageFactory(parent=home)
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", calendar.pk])
    response = editor.post(
        address,
        {
            "title": "Järjestöfoorumi",
            "slug": "jarjestofoorumi",
            "introduction": "Tule mukaan.",
            "starts_at": "20.5.2026 12.00",
            "ends_at": "20.5.2026 11.00",
            "attendance_mode": "offline",
            "body-count": "0",
            "action-publish": "1",
        },
    )
    assert response.status_code == 200
    form = response.context["form"]
    assert set(form.errors) == {"ends_at"}
    assert form["introduction"].value() == "Tule mukaan."
    assert not EventPage.objects.exists()


def test_an_event_can_be_previewed_before_it_is_first_saved(editor, home):
    calendar = CalendarPageFactory(parent=home)
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["events", "eventpage", calendar.pk]
    )
    written = {
        "title": "Järjestöfoorumi",
        "slug": "jarjestofoorumi",
        "starts_at": "20.5.2026 12.00",
        "attendance_mode": "offline",
        "body-count": "0",
    }
    assert editor.post(address, written).json()["is_valid"]
    assert "20.5.2026" in editor.get(address).content.decode()
