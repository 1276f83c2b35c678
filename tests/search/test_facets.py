"""The facets: plain links, counted over what the others leave."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from search.hits import Kind, coming_first
from tests import factories
from tests.search.conftest import titles, with_document

# Screens and counts in Python: the same on any database.
pytestmark = [pytest.mark.django_db, pytest.mark.alike]


@pytest.fixture
def content(local_jane):
    now = timezone.now()
    factories.StandardPageFactory(title="Kahvila")
    factories.StandardPageFactory(parent=local_jane, title="Kahvila Joensuussa")
    old = now.date() - dt.timedelta(days=800)
    page = factories.NewsPageFactory(title="Kahvila avattu", date=old)
    factories.translate(page, "sv", title="Kahvila på svenska", slug="kahvila-sv")
    factories.EventPageFactory(title="Kahvila juhlii", starts_at=now + dt.timedelta(days=5))
    factories.ActionPageFactory(title="Kahvila joka kylään")
    factories.BodyPageFactory(title="Kahvilatoimikunta", introduction="kahvila")
    with_document(factories.DocumentFactory(title="Kahvila paperilla"), title="Paperit")
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)


def counts(response, parameter: str) -> dict[str, int]:
    options = response.context["facets"][parameter].options
    return {option.value: option.count for option in options}


def test_every_facet_counts_what_it_would_leave(find, content):
    response = find("kahvila")
    assert counts(response, "laji") == {
        "": 8,
        "uutiset": 2,
        "tapahtumat": 1,
        "ohjelma": 1,
        "ihmiset": 1,
        "sivut": 2,
        "asiakirjat": 1,
    }
    assert counts(response, "alue") == {"": 8, "maakunta": 7, "joensuu": 1}
    assert counts(response, "aika") == {"": 8, "tulevat": 1, "vuosi": 5, "vanhemmat": 2}
    assert counts(response, "kieli") == {"": 8, "fi": 7, "sv": 1}


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({"laji": "tapahtumat"}, {"Kahvila juhlii"}),
        ({"laji": "asiakirjat"}, {"Kahvila paperilla"}),
        ({"alue": "joensuu"}, {"Kahvila Joensuussa"}),
        ({"aika": "vanhemmat", "kieli": "sv"}, {"Kahvila på svenska"}),
        ({"laji": "tapahtumat", "aika": "vanhemmat"}, set()),
    ],
)
def test_a_choice_leaves_what_it_says(find, content, choice, found):
    response = find("kahvila", **choice)
    assert set(titles(response)) == found
    number = str(len(found))
    for parameter, value in choice.items():
        [option] = [o for o in response.context["facets"][parameter].options if o.selected]
        assert (option.value, str(option.count)) == (value, number)


def test_a_link_keeps_the_other_choices_and_the_words(find, content):
    response = find("kahvila", laji="sivut", sivu="1")
    links = {a["href"] for a in response.main.select("nav.filter a")}
    assert "/haku/?q=kahvila&laji=sivut&alue=joensuu" in links


@pytest.mark.parametrize("facet", ["laji", "alue", "aika", "kieli"])
@pytest.mark.parametrize("value", ["kuu", "\x00", "a" * 5000, "<script>"], ids=range(4))
def test_an_unknown_choice_is_said_and_nothing_is_left_out(find, content, facet, value):
    response = find("kahvila", **{facet: value})
    assert len(titles(response)) == 8


def test_all_sites_are_one_click_away_where_nothing_is_left(find, content):
    response = find("kahvila", laji="tapahtumat", aika="vanhemmat")
    assert response.main.select_one(".more a")["href"] == "/haku/?q=kahvila"


def test_this_site_is_offered_only_where_it_is_a_part(find, client, content, local_jane):
    factories.SiteFactory(hostname="joensuu.example.org", root_page=local_jane)
    assert "tama" not in counts(find("kahvila"), "alue")
    response = client.get("/haku/?q=kahvila", headers={"host": "joensuu.example.org"})
    assert counts(response, "alue")["tama"] == 1


def test_the_places_of_events_go_to_the_coming_ones_first():
    from search.hits import Hit, Time

    def hit(pk: int, time: Time, *, is_event: bool) -> Hit:
        kind = Kind.EVENTS if is_event else Kind.PAGES
        return Hit(pk, False, kind, "fi", frozenset(), (), time, is_event)

    hits = [
        hit(1, Time.PAST_YEAR, is_event=True),
        hit(2, Time.PAST_YEAR, is_event=False),
        hit(3, Time.OLDER, is_event=True),
        hit(4, Time.COMING, is_event=True),
        hit(5, Time.COMING, is_event=True),
    ]
    assert [each.pk for each in coming_first(hits)] == [4, 2, 5, 1, 3]
