"""The municipality that one reads a programme for stays in the address while one reads on."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import translate
from tests.programme.conftest import add_facts

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

ADDRESSES = ["programme", "whole", "table", "priority", "goal", "action"]


@pytest.fixture
def urls(programme):
    """An address of each kind of page of a programme."""
    return {
        "programme": programme.page.url,
        "whole": f"{programme.page.url}kokonaan/",
        "table": f"{programme.page.url}toimenpiteet/",
        "priority": programme.priorities[0].url,
        "goal": programme.goals[0].url,
        "action": programme.actions[0].url,
    }


@pytest.fixture
def ask(client):
    def get(url, municipality=None):
        response = client.get(url, {"kunta": municipality} if municipality else {})
        assert response.status_code == 200
        assert not response.cookies
        return BeautifulSoup(response.content, "html.parser")

    return get


def links_within(html, programme, *, but: str = "") -> list[str]:
    """The addresses of the programme's pages that the text and the breadcrumbs lead to."""
    found = html.select("main a[href], .breadcrumbs a[href]")
    hrefs = [a["href"] for a in found if not a.find_parent("nav", "filter")]
    return [href for href in hrefs if href.startswith(programme.page.url) and href != but]


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_link_within_the_programme_keeps_the_municipality(ask, urls, programme, name):
    html = ask(urls[name], "joensuu")
    links = links_within(html, programme, but=urls[name])
    assert links
    assert [href for href in links if "kunta=joensuu" not in href] == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_page_says_which_one_and_leads_back_to_the_whole_province(ask, urls, name):
    html = ask(urls[name], "lieksa")
    line = html.select_one("main .notice")
    assert line.strong.get_text() == "Lieksa"
    assert line.a["href"] == urls[name]
    assert ask(urls[name]).select_one("main .notice") is None


@pytest.mark.parametrize("name", ADDRESSES)
def test_without_a_choice_no_link_has_the_parameter(ask, urls, programme, name):
    links = links_within(ask(urls[name]), programme)
    assert all("kunta" not in href for href in links if "toimenpiteet/?" not in href)


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_canonical_address_has_no_parameter(ask, urls, settings, name):
    canonical = ask(urls[name], "joensuu").select_one("link[rel=canonical]")["href"]
    assert canonical == settings.SITE_URL + urls[name]


@pytest.mark.parametrize("name", ["programme", "whole", "priority"])
def test_goals_without_an_action_here_are_left_out_and_numbers_stay(ask, urls, programme, name):
    add_facts(programme.actions[1], municipalities=[programme.joensuu])
    assert "Tilat käyttöön" in ask(urls[name]).main.get_text()
    text = ask(urls[name], "joensuu").main.get_text(" ", strip=True)
    assert "1.1 Uusia tekijöitä" in text
    assert "Tilat käyttöön" not in text
    assert "Uusia tekijöitä" not in ask(urls[name], "lieksa").main.get_text()


def test_progress_counts_what_concerns_the_municipality(ask, programme):
    def total(municipality):
        table = ask(programme.page.url, municipality).find(id="painopisteittain")
        return table.find_parent("table").select_one("tbody tr").select("td")[-1].get_text()

    assert total(None) == "2"
    assert total("lieksa") == "1"


def test_the_priority_beside_is_still_there(ask, programme):
    html = ask(programme.priorities[1].url, "joensuu")
    assert html.select_one(".beside a")["href"] == f"{programme.priorities[0].url}?kunta=joensuu"


@pytest.mark.parametrize("value", ["ei-ole", "<b>", "a" * 5000])
def test_an_unknown_municipality_is_said_and_shows_everything(ask, urls, programme, value):
    for name in ("programme", "priority", "action"):
        html = ask(urls[name], value)
        assert html.select_one("main [role=status]")
        assert all("kunta" not in href for href in links_within(html, programme) if "?" in href)


def test_a_reader_chooses_on_the_programmes_page(ask, programme):
    form = ask(programme.page.url).select_one("main form:has(select)")
    assert form["method"] == "get"
    assert form.find("label", {"for": form.find("select")["id"]})
    assert [option["value"] for option in form.find_all("option")] == ["", "joensuu", "lieksa"]


def test_another_language_keeps_it(ask, programme):
    swedish = translate(programme.page, "sv", title="Tillsammans", slug="tillsammans")
    html = ask(swedish.url, "joensuu")
    assert html.select_one("main .notice strong").get_text() == "Joensuu"
    assert any("kunta=joensuu" in a["href"] for a in html.select(".languages a"))
