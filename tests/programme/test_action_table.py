"""The table of actions filters by plain links, and says what it cannot do."""

import pytest
from bs4 import BeautifulSoup

from programme.models import ActionStatus
from tests.factories import ActionPageFactory, OrganisationFactory
from tests.programme.conftest import add_facts


@pytest.fixture
def table(client, programme):
    """Asks for the table with some parameters."""

    def ask(**parameters):
        response = client.get(f"{programme.page.url}toimenpiteet/", parameters)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return ask


def titles(html) -> list[str]:
    return [row.a.get_text().split(" ", 1)[1] for row in html.select("tbody tr")]


def test_it_is_a_real_table(table):
    html = table()
    assert html.table.caption.get_text(strip=True).startswith("2 ")
    assert all(th["scope"] == "col" for th in html.select("thead th"))
    assert all(row.th["scope"] == "row" for row in html.select("tbody tr"))
    assert titles(html) == ["Avoimet ovet", "Koulutuskierros"]


def test_it_stays_a_table_for_a_screen_reader_when_it_is_drawn_as_cards(table):
    html = table()
    assert "becomes-cards" in html.table["class"]
    roles = {
        "table": "table",
        "thead": "rowgroup",
        "tbody": "rowgroup",
        "tr": "row",
        "thead th": "columnheader",
        "tbody th": "rowheader",
        "td": "cell",
    }
    for selector, role in roles.items():
        found = html.main.select(selector)
        assert found, selector
        assert {tag["role"] for tag in found} == {role}, selector
    heads = [th.get_text() for th in html.select("thead th")]
    for row in html.select("tbody tr"):
        assert [td["data-label"] for td in row.find_all("td")] == heads[1:]


def test_by_priority_and_by_goal(table, programme):
    other = ActionPageFactory(parent=programme.goals[2], title="Pöytä kutsutaan koolle")
    assert titles(table(painopiste="2")) == [other.title]
    assert titles(table(painopiste="1.1")) == ["Avoimet ovet", "Koulutuskierros"]
    assert titles(table(painopiste="1.2")) == []


def test_one_is_not_taken_for_ten(table, programme):
    for _more in range(10):
        ActionPageFactory(parent=programme.goals[0])
    assert len(titles(table(painopiste="1.1"))) == 12
    assert "1.1.10" in table(painopiste="1.1").get_text()


def test_a_chosen_priority_offers_its_goals(table):
    options = table(painopiste="1").select_one("nav.filter").get_text(" ", strip=True)
    assert "1.2 Tilat käyttöön" in options
    assert "2.1 Yhteinen pöytä" not in options


def test_by_status(table):
    assert titles(table(tila=ActionStatus.DONE)) == ["Avoimet ovet"]
    assert titles(table(tila=ActionStatus.NOT_STARTED)) == ["Koulutuskierros"]


def test_an_action_that_names_no_municipality_concerns_each(table):
    assert titles(table(kunta="joensuu")) == ["Avoimet ovet", "Koulutuskierros"]
    assert titles(table(kunta="lieksa")) == ["Koulutuskierros"]


def test_by_responsible_organisation(table, programme):
    partner = OrganisationFactory(name="Äänekäs kumppani")
    add_facts(programme.actions[1], partners=[partner])
    assert titles(table(taho=programme.council.pk)) == ["Avoimet ovet"]
    html = table(taho=partner.pk)
    assert titles(html) == ["Avoimet ovet", "Koulutuskierros"], "a partner does not answer for it"
    assert html.select_one(".filter-unknown")


def test_filters_add_up_and_links_keep_the_others(table):
    html = table(kunta="joensuu", tila="done")
    assert titles(html) == ["Avoimet ovet"]
    hrefs = [a["href"] for a in html.select("nav.filter a")]
    assert any("kunta=joensuu" in href and "tila=not_started" in href for href in hrefs)


def test_nothing_found_says_so_and_leads_back(table, programme):
    html = table(painopiste="1.2")
    assert html.table is None
    assert html.select_one(".empty a")["href"] == f"{programme.page.url}toimenpiteet/"


@pytest.mark.parametrize("parameter", ["painopiste", "tila", "kunta", "taho"])
@pytest.mark.parametrize("value", ["ei-ole", "9.9", "\x00", "a" * 10_000, "-1"])
def test_an_unknown_value_is_said_and_shows_everything(table, parameter, value):
    html = table(**{parameter: value})
    assert len(titles(html)) == 2
    if value.strip("\x00"):
        assert html.select_one(".filter-unknown")


@pytest.mark.parametrize("number", ["-3", "0", "99999", "kaksi", "\x00"])
def test_a_strange_page_number_leads_to_the_nearest_page(table, number):
    assert len(titles(table(sivu=number))) == 2


def test_a_long_table_comes_in_pages(table, programme):
    for _more in range(60):
        ActionPageFactory(parent=programme.goals[1])
    assert len(titles(table())) == 50
    second = table(sivu="2", kunta="lieksa")
    assert len(titles(second)) == 11
    assert second.table.caption.get_text(strip=True).startswith("61 ")
