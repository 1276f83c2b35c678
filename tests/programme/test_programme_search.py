"""Searching within a programme, and the former programme beside it."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import call_command

from programme.models import ProgrammeStatus
from programme.reading.finding import excerpt
from tests.factories import (
    ActionPageFactory,
    GoalPageFactory,
    PriorityPageFactory,
    ProgrammePageFactory,
    translate,
)
from tests.programme.conftest import add_facts, grow, set_status
from tests.programme.test_query_growth import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client, programme):
    """Searches in the programme and gives the page."""
    call_command("update_index", verbosity=0)

    def search(words: str, **more):
        response = client.get(f"{programme.page.url}etsi/", {"q": words, **more})
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return search


def titles(html) -> list[str]:
    return [a.get_text().split(" ", 1)[1] for a in html.select(".items h2 a")]


def test_parts_are_found_by_title_and_text_with_the_words_marked(ask):
    assert titles(ask("tekijöitä")) == ["Uusia tekijöitä"]
    html = ask("OVET auki")
    assert titles(html) == ["Avoimet ovet"]
    assert [mark.get_text() for mark in html.select("mark")] == ["Ovet", "auki"]


def test_drafts_and_private_parts_are_never_found(ask):
    assert titles(ask("salainen")) == []
    assert titles(ask("keskeneräinen")) == []


def test_another_programmes_parts_are_not_found(ask):
    other = PriorityPageFactory(title="Muukalainen painopiste")
    call_command("update_index", verbosity=0)
    assert other.live
    html = ask("muukalainen")
    assert titles(html) == []
    assert html.select_one(".empty")


@pytest.mark.parametrize(
    "words",
    ['"', '"ovet', "ovet*", "a OR b", "NOT", "(", "-", ":", "\x00", "'; --", "ö" * 5000, "^", "%"],
)
def test_any_text_is_a_search(ask, words):
    ask(words)


def test_no_words_show_the_form_alone(ask):
    html = ask("")
    assert html.main.select_one("form input[type=search]")
    assert not html.main.select(".items, .empty")


def test_the_municipality_stays(ask, programme):
    add_facts(programme.actions[1], municipalities=[programme.joensuu])
    assert titles(ask("koulutuskierros", kunta="joensuu")) == ["Koulutuskierros"]
    html = ask("koulutuskierros", kunta="lieksa")
    assert titles(html) == []
    assert html.main.find("input", {"name": "kunta"})["value"] == "lieksa"


def test_many_come_in_pages_and_take_no_more_queries(client, ask, programme):
    url = f"{programme.page.url}etsi/?q=teemme"
    ActionPageFactory(parent=programme.goals[0], description="<p>Teemme sen.</p>")
    GoalPageFactory(parent=programme.priorities[0], why="<p>Teemme sen.</p>")
    call_command("update_index", verbosity=0)
    before = queries_of(client, url)
    grow(programme, goals=6, actions=5)
    call_command("update_index", verbosity=0)
    assert len(titles(ask("teemme"))) == 20
    assert len(titles(ask("teemme", sivu="2"))) == 12
    # Less, where the first page has parts of one kind only.
    assert queries_of(client, url) <= before


def test_words_in_the_language_of_the_page(client, programme):
    swedish = translate(programme.goals[0], "sv", title="Nya aktörer", slug="nya-aktorer")
    call_command("update_index", verbosity=0)
    url = f"{swedish.programme.url}etsi/"
    page = BeautifulSoup(client.get(url, {"q": "aktörer"}).content, "html.parser")
    assert titles(page) == ["Nya aktörer"]
    page = BeautifulSoup(client.get(url, {"q": "tekijöitä"}).content, "html.parser")
    assert titles(page) == []


@pytest.mark.parametrize("slug", ["etsi", "rinnalla"])
def test_a_priority_cannot_take_these_addresses(programme, slug):
    with pytest.raises(ValidationError):
        PriorityPageFactory(parent=programme.page, slug=slug)


class TestExcerpt:
    def test_it_shows_the_surroundings_of_the_first_word(self):
        text = "alku " * 60 + "kohta " + "loppu " * 60
        shown = excerpt(text, "kohta")
        assert "<mark>kohta</mark>" in shown
        assert shown.startswith("… alku")
        assert shown.endswith("loppu …")
        assert len(shown) < 300

    def test_without_the_word_it_is_the_beginning(self):
        assert excerpt("Yksi kaksi.", "kolme") == "Yksi kaksi."
        assert excerpt("", "kolme") == ""

    def test_it_is_escaped(self):
        assert excerpt("<b> & <i>", "<b>") == "<mark>&lt;b&gt;</mark> &amp; &lt;i&gt;"


class TestBesideTheFormer:
    @pytest.fixture
    def newer(self, programme):
        newer = ProgrammePageFactory(title="Uusi ohjelma", start_year=2026, end_year=2030)
        set_status(newer, ProgrammeStatus.ADOPTED)
        goal = GoalPageFactory(parent=PriorityPageFactory(parent=newer, title="Uusi painopiste"))
        ActionPageFactory(parent=goal)
        return newer

    def test_both_are_there_with_their_progress(self, client, programme, newer):
        set_status(programme.page, ProgrammeStatus.ENDED)
        html = BeautifulSoup(client.get(f"{newer.url}rinnalla/").content, "html.parser")
        first, second = html.select(".side-by-side > section")
        assert "Uusi painopiste" in first.get_text()
        assert "Uusia tekijöitä" in second.get_text()
        assert "Salainen" not in second.get_text()
        assert second.select(".progress-sentence")
        assert html.select_one('link[href*="programme"][rel=stylesheet]')

    def test_the_programmes_page_leads_there(self, client, programme, newer):
        text = client.get(newer.url).content.decode()
        assert f"{newer.url}rinnalla/" in text
        assert "rinnalla" not in client.get(programme.page.url).content.decode()

    def test_the_first_programme_has_none_beside(self, client, programme):
        assert client.get(f"{programme.page.url}rinnalla/").status_code == 404

    def test_a_draft_is_not_beside(self, client, programme, newer):
        programme.page.unpublish()
        assert client.get(f"{newer.url}rinnalla/").status_code == 404

    def test_the_municipality_holds_for_both(self, client, programme, newer):
        add_facts(programme.actions[1], municipalities=[programme.joensuu])
        response = client.get(f"{newer.url}rinnalla/", {"kunta": "lieksa"})
        html = BeautifulSoup(response.content, "html.parser")
        assert "Uusia tekijöitä" not in html.main.get_text()
        assert html.select_one(".side-by-side h3 a")["href"].endswith("?kunta=lieksa")

    def test_no_more_queries_for_more_parts(self, client, programme, newer):
        url = f"{newer.url}rinnalla/"
        before = queries_of(client, url)
        grow(programme)
        assert queries_of(client, url) == before
