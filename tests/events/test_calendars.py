"""Which events a calendar and a front page list, in which language, with how many queries."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.dates import day_bounds
from events.listings import events_for
from events.models import EventOccurrence
from tests.factories import (
    CalendarPageFactory,
    ContactFactory,
    EventPageFactory,
    ImageFactory,
    MunicipalityFactory,
    OrganisationFactory,
    translate,
)

pytestmark = pytest.mark.django_db


def noon(today: dt.date, days: int = 0) -> dt.datetime:
    return day_bounds(today)[0] + dt.timedelta(days=days, hours=12)


@pytest.fixture
def local_calendar(local_jane):
    return CalendarPageFactory(parent=local_jane)


@pytest.fixture
def other_calendar(other_local_jane):
    return CalendarPageFactory(parent=other_local_jane)


@pytest.fixture
def everybody(local_jane, local_calendar, other_local_jane, other_calendar, today):
    """One coming event of each sort; a draft and a private one are there too."""
    joensuu, lieksa = local_jane.municipality, other_local_jane.municipality
    start = noon(today, 3)
    EventPageFactory(title="Maakunnan", starts_at=start)
    EventPageFactory(title="Maakunnan Joensuussa", starts_at=start, municipality=joensuu)
    EventPageFactory(title="Maakunnan Lieksassa", starts_at=start, municipality=lieksa)
    EventPageFactory(parent=local_calendar, title="Joensuun", starts_at=start)
    EventPageFactory(parent=other_calendar, title="Lieksan", starts_at=start, municipality=lieksa)
    EventPageFactory(
        parent=other_calendar, title="Lieksan Joensuussa", starts_at=start, municipality=joensuu
    )
    EventPageFactory(title="Luonnos", starts_at=start, municipality=joensuu, live=False)
    private = EventPageFactory(title="Yksityinen", starts_at=start, municipality=joensuu)
    PageViewRestriction.objects.create(page=private, restriction_type="login")


def titles(rows) -> set[str]:
    return {row.shown_page.title for row in rows}


def test_the_provinces_calendar_lists_what_everybody_does(everybody, today):
    rows = EventOccurrence.objects.visible().in_calendar(None)
    assert titles(rows.with_pages("fi")) == {
        "Maakunnan",
        "Maakunnan Joensuussa",
        "Maakunnan Lieksassa",
        "Joensuun",
        "Lieksan",
        "Lieksan Joensuussa",
    }


def test_the_provinces_calendar_lists_what_takes_place_in_a_municipality(everybody, local_jane):
    rows = EventOccurrence.objects.visible().in_calendar(None, local_jane.municipality)
    assert titles(rows.with_pages("fi")) == {"Maakunnan Joensuussa", "Lieksan Joensuussa"}


def test_the_provinces_front_page_lists_its_own(everybody, local_jane, today):
    """And what it has accepted: tests/cms/test_sharing.py."""
    own = {"Maakunnan", "Maakunnan Joensuussa", "Maakunnan Lieksassa"}
    assert titles(events_for(None, None, today, "fi", 50)) == own
    rows = events_for(None, local_jane.municipality, today, "fi", 50)
    assert titles(rows) == {"Maakunnan Joensuussa"}


def test_without_local_janes_the_provinces_front_page_lists_everything(site, today):
    EventPageFactory(title="Maakunnan", starts_at=noon(today, 3))
    assert titles(events_for(None, None, today, "fi", 50)) == {"Maakunnan"}


def test_a_local_jane_lists_its_own_and_the_provinces_in_its_municipality(
    everybody, local_jane, today
):
    rows = events_for(local_jane, local_jane.municipality, today, "fi", 50)
    assert titles(rows) == {"Joensuun", "Maakunnan Joensuussa"}


def test_only_the_next_few_are_given(everybody, today):
    assert len(events_for(None, None, today, "fi", 2)) == 2


def test_the_province_and_a_subsite_part_its_rows(everybody, local_jane, other_local_jane):
    rows = EventOccurrence.objects.all()
    parts = [rows.of_province(), rows.for_subsite(local_jane), rows.for_subsite(other_local_jane)]
    assert sum(part.count() for part in parts) == rows.count() == 7


def test_an_event_is_shown_in_the_asked_language_with_the_finnish_facts(site, today):
    event = EventPageFactory(title="Ilta", starts_at=noon(today, 3), place="Kirjasto")
    EventPageFactory(title="Aamu", starts_at=noon(today, 2))
    translate(event, "sv", title="Kväll", slug="kvall", starts_at=noon(today, -9), place="Annat")
    morning, evening = events_for(None, None, today, "sv", 5)
    assert (evening.shown_page.title, evening.shown_page.facts.place) == ("Kväll", "Kirjasto")
    assert morning.shown_page.title == "Aamu"
    assert titles(events_for(None, None, today, "fi", 5)) == {"Aamu", "Ilta"}


def test_a_draft_or_private_translation_is_not_shown(site, today):
    draft, private = (
        EventPageFactory(title=f"Ilta {n}", starts_at=noon(today, 3)) for n in range(2)
    )
    translate(draft, "sv", title="Kväll", slug="kvall", live=False)
    hidden = translate(private, "sv", title="Hemlig", slug="hemlig")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert titles(events_for(None, None, today, "sv", 5)) == {"Ilta 0", "Ilta 1"}


def test_a_translated_subsite_lists_the_same_events(local_jane, local_calendar, today):
    EventPageFactory(parent=local_calendar, title="Joensuun", starts_at=noon(today, 3))
    swedish = translate(local_jane, "sv", slug="joensuu-sv")
    rows = events_for(swedish, local_jane.municipality, today, "sv", 5)
    assert titles(rows) == {"Joensuun"}


# --- The calendar page ----------------------------------------------------------------------------


def shown(response) -> dict[str, list[str]]:
    """The titles in a calendar by the group they stand in."""
    listing = response.context["listing"]
    groups = {str(g.stage): [o.shown_page.title for o in g.occurrences] for g in listing.groups}
    if listing.undated:
        groups["undated"] = [o.shown_page.title for o in listing.undated]
    return groups


@pytest.fixture
def one_of_each(site, today):
    EventPageFactory(title="Eilen", starts_at=noon(today, -1))
    EventPageFactory(title="Nyt", starts_at=noon(today, -1), ends_at=noon(today, 1))
    EventPageFactory(title="Tänään", starts_at=noon(today))
    EventPageFactory(title="Huomenna", starts_at=noon(today, 1))
    EventPageFactory(title="Joskus")


def test_the_calendar_groups_what_is_coming(client, one_of_each):
    response = client.get("/tapahtumat/")
    assert shown(response) == {
        "running": ["Nyt"],
        "today": ["Tänään"],
        "coming": ["Huomenna"],
        "undated": ["Joskus"],
    }
    text = response.content.decode()
    assert all(title in text for title in ("Nyt", "Tänään", "Huomenna", "Joskus"))
    assert "Eilen" not in text


def test_the_calendar_lists_the_past_at_an_address_of_its_own(client, one_of_each):
    assert shown(client.get("/tapahtumat/?aika=menneet")) == {"past": ["Eilen"]}


def test_the_province_filters_by_municipality(client, everybody):
    response = client.get("/tapahtumat/?kunta=lieksa")
    assert set(shown(response)["coming"]) == {"Maakunnan Lieksassa", "Lieksan"}


def test_a_local_calendar_has_no_choice_of_municipality(client, everybody, local_calendar):
    response = client.get(f"{local_calendar.url}?kunta=lieksa")
    assert set(shown(response)["coming"]) == {"Joensuun", "Maakunnan Joensuussa"}
    assert [f.parameter for f in response.context["listing"].filters] == ["aika"]


@pytest.mark.parametrize(
    "query",
    [
        "aika=huominen",
        "kunta=atlantis",
        "kunta=" + "x" * 10_000,
        "kunta=%00",
        "sivu=-3",
        "sivu=999999",
        "sivu=nolla",
        "aika=menneet&sivu=%00",
    ],
)
def test_a_bad_address_gives_the_nearest_right_page(client, one_of_each, query):
    assert client.get(f"/tapahtumat/?{query}").status_code == 200


def test_a_long_calendar_comes_in_pages_and_the_undated_stand_once(client, site, today):
    EventPageFactory(title="Joskus")
    for n in range(25):
        EventPageFactory(title=f"Kerta {n}", starts_at=noon(today, n + 1))
    first = shown(client.get("/tapahtumat/"))
    second = shown(client.get("/tapahtumat/?sivu=2"))
    assert (len(first["coming"]), first["undated"]) == (20, ["Joskus"])
    assert len(second["coming"]) == 5
    assert "undated" not in second


def test_an_empty_calendar_says_so(client, site):
    CalendarPageFactory()
    response = client.get("/tapahtumat/")
    assert response.context["listing"].is_empty
    assert 'class="empty"' in response.content.decode()


def ways_on(client, address: str) -> list[str]:
    """Where an empty calendar leads."""
    html = BeautifulSoup(client.get(address).content, "html.parser")
    assert html.main.select(".empty")
    return [link["href"] for link in html.main.select(".more a")]


def test_an_empty_calendar_leads_on(client, local_jane, local_calendar):
    own = local_calendar.url
    assert ways_on(client, own) == [f"{own}?aika=menneet"], "The province has no calendar yet."
    whole = CalendarPageFactory()
    assert ways_on(client, own) == [f"{own}?aika=menneet", whole.url]
    assert ways_on(client, f"{own}?aika=menneet") == [own]
    assert ways_on(client, whole.url) == [f"{whole.url}?aika=menneet"]


def test_an_empty_translated_calendar_leads_to_the_provinces_in_its_language_or_in_finnish(
    client, local_jane, local_calendar
):
    swedish = translate(local_calendar, "sv", title="Kalender", slug="kalender")
    whole = CalendarPageFactory()
    assert ways_on(client, swedish.url)[-1] == whole.url
    translated = translate(whole, "sv", title="Evenemang", slug="evenemang")
    assert ways_on(client, swedish.url)[-1] == translated.url


def test_a_time_in_a_list_is_one_phrase(client, site, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC))
    start = dt.datetime(2026, 11, 5, 15, tzinfo=dt.UTC)
    EventPageFactory(starts_at=start, ends_at=start + dt.timedelta(hours=2))
    html = BeautifulSoup(client.get("/tapahtumat/").content, "html.parser")
    [time] = html.select(".item-when time")
    assert time["datetime"] == "2026-11-05T17:00:00+02:00"
    words = time.get_text().replace("\u00a0", " ").replace("\u2060", "")
    assert words == "to 5.11. klo 17–19"


def test_a_finnish_event_on_a_swedish_calendar_is_marked_as_finnish(client, site, today):
    event = EventPageFactory(title="Ilta", starts_at=noon(today, 3))
    translate(event.get_parent().specific, "sv", title="Evenemang", slug="evenemang")
    text = client.get("/sv/evenemang/").content.decode()
    assert '<h3 lang="fi"><a href="/tapahtumat/ilta/" hreflang="fi">Ilta</a></h3>' in text


def make_events(calendar, today, count: int) -> None:
    for n in range(count):
        number = EventOccurrence.objects.count()
        event = EventPageFactory(
            parent=calendar,
            title=f"Tapahtuma {number}",
            starts_at=[noon(today, -2), noon(today), noon(today, 4), None][n % 4],
            municipality=MunicipalityFactory(),
            organiser=OrganisationFactory(),
            contact=ContactFactory(),
            image=ImageFactory(),
        )
        translate(event, "sv", title=f"Evenemang {number}", slug=f"evenemang-{number}")


@pytest.mark.parametrize("address", ["/tapahtumat/", "/tapahtumat/?aika=menneet", "/sv/kalender/"])
def test_the_queries_of_a_calendar_do_not_grow_with_its_events(client, local_jane, today, address):
    calendar = CalendarPageFactory()
    translate(calendar, "sv", title="Kalender", slug="kalender")
    local = CalendarPageFactory(parent=local_jane)

    def queries() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    make_events(calendar, today, 4)
    make_events(local, today, 4)
    before = queries()
    make_events(calendar, today, 4)
    make_events(local, today, 4)
    assert queries() == before


def test_the_queries_of_a_front_pages_list_do_not_grow(local_jane, today):
    local = CalendarPageFactory(parent=local_jane)

    def queries(limit: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            rows = events_for(local_jane, local_jane.municipality, today, "sv", limit)
            assert len(rows) == limit
            assert all(row.shown_page.facts.organiser.name for row in rows)
        return len(captured)

    make_events(local, today, 12)
    queries(1)
    assert queries(6) == queries(1)
