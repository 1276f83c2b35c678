"""A goal seen from one municipality."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import ActionPageFactory, LocalJanePageFactory
from tests.programme.conftest import add_facts


@pytest.fixture
def here(client, programme):
    """Asks for the first goal with a municipality and gives the part about it."""

    def ask(municipality: str | None = None):
        query = {} if municipality is None else {"kunta": municipality}
        response = client.get(programme.goals[0].url, query)
        assert response.status_code == 200
        html = BeautifulSoup(response.content, "html.parser")
        return html.select_one("[aria-labelledby=kunnassa]")

    return ask


def titles(part) -> list[str]:
    return [a.get_text().split(" ", 1)[1] for a in part.select(".items a")]


def test_before_a_choice_there_is_only_the_form(here, programme):
    part = here()
    assert titles(part) == []
    assert part.find("h3") is None
    assert part.form["method"] == "get"
    assert part.find("label", {"for": part.find("select")["id"]})
    values = [option["value"] for option in part.find_all("option")]
    assert values == ["", programme.joensuu.slug, programme.lieksa.slug]


def test_the_actions_that_name_the_municipality_or_the_whole_province_are_there(here):
    assert titles(here("joensuu")) == ["Avoimet ovet", "Koulutuskierros"]
    part = here("lieksa")
    assert titles(part) == ["Koulutuskierros"]
    assert part.h3.get_text() == "Lieksa"
    assert part.find("option", selected=True)["value"] == "lieksa"


def test_the_goals_own_list_stays_whole(client, programme):
    response = client.get(programme.goals[0].url, {"kunta": "lieksa"})
    html = BeautifulSoup(response.content, "html.parser")
    assert titles(html.select_one("[aria-labelledby=actions]")) == [
        "Avoimet ovet",
        "Koulutuskierros",
    ]


def test_a_municipality_that_nothing_concerns_is_told_so(here, programme):
    add_facts(programme.actions[1], municipalities=[programme.joensuu])
    part = here("lieksa")
    assert titles(part) == []
    assert len(part.h3.find_next_siblings("p")) == 1


@pytest.mark.parametrize("value", ["ei-ole", "Joensuu ", "a" * 10_000, "<b>"])
def test_an_unknown_municipality_is_said_kindly(here, value):
    part = here(value)
    assert part.select_one("[role=status]")
    assert titles(part) == []
    assert part.find("option", selected=True)["value"] == ""


@pytest.mark.parametrize("value", ["", "\x00"])
def test_an_empty_choice_is_no_error(here, value):
    assert here(value).select_one("[role=status]") is None


def test_the_way_to_the_municipalitys_own_local_jane(here, programme):
    assert here("joensuu").select_one(".more") is None
    page = LocalJanePageFactory(municipality=programme.joensuu, title="Joensuun JANE")
    assert here("joensuu").select_one(".more a")["href"] == page.url
    assert here("lieksa").select_one(".more") is None


def test_a_goal_without_actions_asks_for_no_municipality(client, programme):
    response = client.get(programme.goals[1].url, {"kunta": "joensuu"})
    assert not BeautifulSoup(response.content, "html.parser").select("[aria-labelledby=kunnassa]")


def test_a_draft_action_is_not_there(here, programme):
    ActionPageFactory(parent=programme.goals[0], title="Luonnos", live=False)
    assert "Luonnos" not in titles(here("joensuu"))
