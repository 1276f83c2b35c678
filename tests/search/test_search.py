"""The search page: what it finds, what it must never show, and what may be typed into it."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from cms.search_text import MAX_LENGTH, SearchText
from events.models import EventState
from tests import factories


@pytest.fixture
def pages(site, local_jane):
    own = {
        "live": factories.StandardPageFactory(title="Kesäleiri Kolilla"),
        "draft": factories.StandardPageFactory(title="Kesäleiri luonnoksena", live=False),
        "private": factories.StandardPageFactory(title="Kesäleiri salassa"),
        "local": factories.StandardPageFactory(parent=local_jane, title="Kesäleiri Joensuussa"),
    }
    own["below_private"] = factories.StandardPageFactory(
        parent=own["private"], title="Kesäleiri salaisen alla"
    )
    own["swedish"] = factories.translate(own["live"], "sv", title="Kesäleiri på svenska")
    PageViewRestriction.objects.create(page=own["private"], restriction_type="login")
    call_command("update_index", verbosity=0)
    return own


def titles(response) -> set[str]:
    return {result.page.title for result in response.context["results"]}


def test_all_sites_and_languages_are_searched_but_no_draft_and_nothing_private(client, pages):
    assert titles(client.get("/haku/?q=kesäleiri")) == {
        "Kesäleiri Kolilla",
        "Kesäleiri Joensuussa",
        "Kesäleiri på svenska",
    }


def test_at_a_subsites_own_host_this_site_means_the_subsite(client, pages, local_jane):
    factories.SiteFactory(hostname="joensuu.example.org", root_page=local_jane)
    response = client.get("/haku/?q=kesäleiri&alue=tama", headers={"host": "joensuu.example.org"})
    assert titles(response) == {"Kesäleiri Joensuussa"}


def test_an_empty_search_shows_the_form_only(client, site):
    response = client.get("/haku/")
    assert response.status_code == 200
    html = BeautifulSoup(response.content, "html.parser")
    assert html.main.select_one("form input[type=search]")
    assert not html.main.select(".items, .empty")


def test_the_search_page_has_one_field(client, site):
    html = BeautifulSoup(client.get("/haku/").content, "html.parser")
    assert len(html.select("input[type=search]")) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 10_000,
        "kesä\x00leiri",
        '"',
        "'",
        "kesä AND",
        "((((",
        "*",
        "\\",
        "%",
        "kesä:*",
        "😀",
        "--",
    ],
)
def test_anything_may_be_typed(client, pages, typed):
    response = client.get("/haku/", {"q": typed})
    assert response.status_code == 200


@pytest.mark.parametrize("number", ["-1", "0", "99999999999999999999", "kaksi", "1.5", "\x00"])
def test_a_page_number_that_does_not_exist_leads_to_the_nearest(client, pages, number):
    response = client.get("/haku/", {"q": "kesäleiri", "sivu": number})
    assert response.status_code == 200
    assert titles(response)


def test_an_unknown_scope_is_said_and_everything_is_searched(client, pages):
    response = client.get("/haku/?q=kesäleiri&alue=kuu")
    assert "kuu" in response.content.decode()
    assert len(titles(response)) == 3


def test_a_long_text_is_cut_and_that_is_said():
    text = SearchText.read("sana " * 200)
    assert text.was_cut
    assert len(text.words) <= MAX_LENGTH


def test_letters_in_two_parts_are_composed_and_nul_is_taken_out():
    assert SearchText.read("a\u0308iti\x00ja isa\u0308") == SearchText("äiti ja isä", False)


def items(client, words: str) -> dict[str, list[str]]:
    """The found pages' titles, each with its margin and its line of facts."""
    html = BeautifulSoup(client.get("/haku/", {"q": words}).content, "html.parser")
    return {
        item.h2.get_text(): [
            item.select_one(".item-when").get_text(strip=True),
            *(fact.get_text(strip=True) for fact in item.select(".item-facts li")),
        ]
        for item in html.select("main .item")
    }


def test_each_result_tells_its_kind_site_and_date(client, local_jane):
    factories.StandardPageFactory(parent=local_jane, title="Leirin ohjeet")
    page = factories.NewsPageFactory(title="Leirin uutinen", date=dt.date(2024, 5, 1))
    factories.translate(page, "sv", title="Leirin nyhet", slug="nyhet", date=dt.date(2020, 1, 1))
    event = factories.EventPageFactory(
        title="Leirin avajaiset", starts_at=dt.datetime(2024, 6, 5, 9, 0, tzinfo=dt.UTC)
    )
    EventState.objects.create(event_key=event.translation_key, status="cancelled")
    call_command("update_index", verbosity=0)

    assert items(client, "Leirin") == {
        "Leirin ohjeet": ["Sivu", "Joensuun JANE"],
        "Leirin uutinen": ["Uutinen", "1.5.2024"],
        "Leirin nyhet": ["Uutinen", "1.5.2024"],
        "Leirin avajaiset": ["Tapahtuma", "Peruttu", "ke\u00a05.6.2024 klo\u00a012"],
    }


def test_queries_do_not_grow_with_results(client, pages, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count() -> int:
        client.get("/haku/?q=kesäleiri")
        with CaptureQueriesContext(connection) as queries:
            client.get("/haku/?q=kesäleiri&sivu=1")
        return len(queries)

    def more(numbers) -> None:
        for number in numbers:
            factories.StandardPageFactory(title=f"Kesäleiri numero {number}")
            for factory in (factories.EventPageFactory, factories.NewsPageFactory):
                page = factory(title=f"Kesäleiri {number}")
                factories.translate(page, "sv", title=f"Kesäleiri {number} sv", slug=f"sv{number}")
        call_command("update_index", verbosity=0)

    more(range(1))
    few = count()
    more(range(1, 5))
    assert len(client.get("/haku/?q=kesäleiri").context["results"]) == 20
    assert count() == few
