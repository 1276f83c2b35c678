"""What a reader sees of a programme."""

import datetime as dt
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from programme.models import (
    ActionStatus,
    AdoptionStep,
    PriorityPage,
    ProgrammePage,
    ProgrammeStatus,
)
from tests.factories import (
    ActionPageFactory,
    GoalPageFactory,
    OrganisationFactory,
    PriorityPageFactory,
    ProgrammeIndexPageFactory,
    ProgrammePageFactory,
    translate,
)
from tests.programme.conftest import add_facts, set_status


def soup(client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, url
    html = BeautifulSoup(response.content, "html.parser")
    assert len(html.find_all("h1")) == 1
    levels = [int(heading.name[1]) for heading in html.main.find_all(["h1", "h2", "h3", "h4"])]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    return html


def main_text(html) -> str:
    return html.main.get_text(" ", strip=True)


def test_index_lists_programmes_newest_first_with_status_and_no_draft(client, programme):
    older = ProgrammePageFactory(title="Miun yhistys", start_year=2015, end_year=2020)
    set_status(older, ProgrammeStatus.ENDED)
    ProgrammePageFactory(title="Tuleva ohjelma", start_year=2026, end_year=2030, live=False)
    html = soup(client, programme.page.get_parent().url)
    assert [h.get_text() for h in html.main.find_all("h2")] == ["Yhteistyössä", "Miun yhistys"]
    text = main_text(html)
    assert "2021–2025" in text
    assert str(ProgrammeStatus.ENDED.label) in text


def test_an_empty_index_says_so(client, site):
    html = soup(client, ProgrammeIndexPageFactory().url)
    assert html.main.select_one(".empty")


def test_a_programme_without_priorities_says_so(client, site):
    page = ProgrammePageFactory()
    for url in (page.url, f"{page.url}kokonaan/"):
        assert soup(client, url).main.select_one(".empty"), url
    assert client.get(f"{page.url}toimenpiteet/").status_code == 200


def test_programme_shows_priorities_goals_and_progress(client, programme):
    html = soup(client, programme.page.url)
    text = main_text(html)
    for words in ("Uudistuva toiminta", "Yhteinen pöytä", "1.2"):
        assert words in text
    counts = [item.get_text(" ", strip=True) for item in html.select(".progress-list li")]
    assert counts == [f"{ActionStatus.DONE.label} 1", f"{ActionStatus.NOT_STARTED.label} 1"]
    links = {link["href"] for link in html.main.find_all("a")}
    assert {f"{programme.page.url}kokonaan/", f"{programme.page.url}toimenpiteet/"} <= links


def test_overview_has_everything_published_on_one_page(client, programme):
    html = soup(client, f"{programme.page.url}kokonaan/")
    text = main_text(html)
    for words in (
        "1 Uudistuva toiminta",
        "1.1 Uusia tekijöitä",
        "Siksi",
        "Ovet auki",
        "joka syksy",
        "Maakunnan neuvottelukunta",
        "Joensuu",
    ):
        assert words in text
    ids = {tag["id"] for tag in html.find_all(id=True)}
    jumps = [a["href"][1:] for a in html.main.find_all("a", href=lambda h: h.startswith("#"))]
    assert jumps
    assert set(jumps) <= ids


def test_no_draft_and_nothing_private_shows_anywhere(client, programme):
    page = programme.page
    urls = [page.url, f"{page.url}kokonaan/", f"{page.url}toimenpiteet/"]
    urls += [p.url for p in [*programme.priorities, *programme.goals, *programme.actions]]
    for url in urls:
        text = main_text(soup(client, url))
        assert "Salainen" not in text, url
        assert "Keskeneräinen" not in text, url


def test_a_private_goal_is_refused_to_others(client, programme):
    for page in (programme.private_goal, programme.private_action):
        assert client.get(page.url).status_code == 302


def test_a_private_goal_is_whole_for_those_who_may_read_it(admin_client, programme):
    html = soup(admin_client, programme.private_goal.url)
    assert "Salainen toimenpide" in main_text(html)
    assert "2.2" in html.h1.get_text()


def test_a_draft_programme_is_not_found(client, site):
    draft = ProgrammePageFactory(live=False)
    live_below = PriorityPageFactory(parent=draft, live=False)
    for address in ("", "kokonaan/", "toimenpiteet/"):
        assert client.get(draft.get_url() + address).status_code == 404
    assert client.get(live_below.get_url()).status_code == 404


def test_goal_shows_why_actions_and_the_ways_on(client, programme):
    html = soup(client, programme.goals[1].url)
    beside = [a["href"] for a in html.select(".beside a")]
    assert beside == [programme.goals[0].url, programme.goals[2].url]
    html = soup(client, programme.goals[0].url)
    text = main_text(html)
    assert "Siksi" in text
    assert "1.1.2 Koulutuskierros" in text


def test_action_shows_facts_state_and_its_goal(client, programme):
    html = soup(client, programme.actions[0].url)
    text = main_text(html)
    for words in ("Ovet auki", "joka syksy", "Maakunnan neuvottelukunta", "Ovet olivat auki."):
        assert words in text
    assert html.main.find("a", href=programme.goals[0].url)


def test_facts_of_a_translated_action_come_from_the_finnish_page(client, programme):
    action = programme.actions[0]
    swedish = translate(action, "sv", title="Öppna dörrar", slug="oppna-dorrar")
    swedish.responsible.clear()
    swedish.municipalities.set([programme.lieksa])
    swedish.save_revision().publish()
    goal = swedish.get_parent().specific
    for url in (swedish.url, goal.url, f"{goal.programme.url}kokonaan/"):
        html = soup(client, url)
        for choice in html.main.find_all("select"):
            choice.decompose()
        text = main_text(html)
        assert "Maakunnan neuvottelukunta" in text, url
        assert "Joensuu" in text, url
        assert "Lieksa" not in text, url


def test_a_translated_index_names_programmes_that_are_not_translated_in_finnish(client, programme):
    index = translate(programme.page.get_parent().specific, "sv", title="Program", slug="program")
    html = soup(client, index.url)
    assert html.main.find("h2", lang="fi").get_text() == "Yhteistyössä"


def test_the_preview_of_every_page_works(programme, rf):
    for page in (programme.page, *programme.priorities, *programme.goals, *programme.actions):
        response = page.make_preview_request()
        assert response.status_code == 200


def test_years_in_the_wrong_order_are_refused(db):
    page = ProgrammePage(title="Ohjelma", slug="ohjelma", start_year=2025, end_year=2021)
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert set(refused.value.error_dict) == {"end_year"}


@pytest.mark.parametrize("slug", ["kokonaan", "toimenpiteet"])
def test_a_priority_cannot_take_the_programmes_own_address(db, slug):
    with pytest.raises(ValidationError) as refused:
        PriorityPage(title="Painopiste", slug=slug).clean()
    assert "slug" in refused.value.error_dict


def test_an_unknown_address_below_a_programme_is_not_found(client, programme):
    assert client.get(f"{programme.page.url}muuta/").status_code == 404


def test_the_sitemap_has_the_overview_and_the_table(programme):
    locations = [url["location"] for url in programme.page.get_sitemap_urls()]
    assert [location.rsplit("/", 2)[1] for location in locations] == [
        "yhteistyossa",
        "kokonaan",
        "toimenpiteet",
    ]


def test_a_goal_without_actions_and_an_action_without_facts_are_shown(client, programme):
    goal = GoalPageFactory(parent=programme.priorities[0])
    assert soup(client, goal.url).main.select_one(".empty")
    action = ActionPageFactory(parent=goal)
    assert soup(client, action.url).main.select_one("dl.facts")


def test_the_overview_and_the_table_name_their_own_address_to_search_engines(client, programme):
    for address in ("", "kokonaan/", "toimenpiteet/"):
        html = soup(client, programme.page.url + address)
        canonical = html.find("link", rel="canonical")["href"]
        assert canonical.endswith(f"/yhteistyossa/{address}")
    html = soup(client, f"{programme.page.url}toimenpiteet/?kunta=joensuu&sivu=2")
    assert html.find("link", rel="canonical")["href"].endswith("/toimenpiteet/")


def test_a_part_leads_up_to_what_it_is_part_of_above_its_title(client, programme):
    for page, above in (
        (programme.priorities[0], programme.page),
        (programme.goals[0], programme.priorities[0]),
        (programme.actions[0], programme.goals[0]),
    ):
        html = soup(client, page.url)
        assert html.select_one(".page-header a")["href"] == above.url
        assert above.title in html.select_one(".page-header a").get_text()


def test_a_goal_names_each_organisation_once_in_finnish_order(client, programme):
    partner, both = OrganisationFactory(name="Äänekäs ry"), OrganisationFactory(name="Öljy ry")
    add_facts(programme.actions[0], responsible=[both, programme.council], partners=[partner])
    add_facts(programme.actions[1], responsible=[programme.council], partners=[partner, both])
    who = soup(client, programme.goals[0].url).select_one("[aria-labelledby=who]")
    named = [[li.get_text() for li in dd.find_all("li")] for dd in who.find_all("dd")]
    assert named == [["Maakunnan neuvottelukunta", "Öljy ry"], ["Äänekäs ry"]]


def test_each_part_of_the_overview_has_an_anchor_of_its_own(client, programme):
    html = soup(client, f"{programme.page.url}kokonaan/")
    numbers = ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1"]
    assert [tag["id"] for tag in html.find_all(id=lambda i: i and i.startswith("osa-"))] == [
        f"osa-{number}" for number in numbers
    ]


def pages_of(programme) -> list[str]:
    """The addresses of a programme and of one of each of its parts."""
    parts = [programme.priorities[0], programme.goals[0], programme.actions[0]]
    top = programme.page.url
    return [top, f"{top}kokonaan/", f"{top}toimenpiteet/", *(part.url for part in parts)]


def test_every_page_of_an_ended_programme_says_so_and_leads_to_the_one_in_force(client, programme):
    newer = ProgrammePageFactory(title="Seuraava ohjelma", start_year=2026, end_year=2030)
    set_status(newer, ProgrammeStatus.ADOPTED)
    for url in pages_of(programme):
        assert not soup(client, url).select(".notice"), url
    set_status(programme.page, ProgrammeStatus.ENDED)
    for url in pages_of(programme):
        notice = soup(client, url).select_one(".notice-ended")
        assert "2021" in notice.get_text(), url
        assert "2025" in notice.get_text(), url
        assert notice.a["href"] == newer.url, url
        assert notice.a.get_text() == "Seuraava ohjelma 2026–2030"


def test_an_ended_programme_without_a_successor_leads_nowhere(client, programme):
    set_status(programme.page, ProgrammeStatus.ENDED)
    notice = soup(client, programme.page.url).select_one(".notice-ended")
    assert notice is not None
    assert notice.a is None


def test_a_translated_ended_programme_leads_to_a_finnish_successor_as_finnish(client, programme):
    newer = ProgrammePageFactory(title="Seuraava ohjelma", start_year=2026, end_year=2030)
    set_status(newer, ProgrammeStatus.ADOPTED)
    set_status(programme.page, ProgrammeStatus.ENDED)
    swedish = translate(programme.page, "sv", title="Program", slug="program")
    link = soup(client, swedish.url).select_one(".notice-ended a")
    assert (link["href"], link["lang"]) == (newer.url, "fi")


@pytest.mark.parametrize("status", [ProgrammeStatus.PREPARATION, ProgrammeStatus.COMMENTS])
def test_a_programme_that_is_being_written_says_so_and_shows_no_progress(client, programme, status):
    set_status(programme.page, status)
    for url in pages_of(programme):
        html = soup(client, url)
        assert html.select_one(".notice-draft"), url
        assert not html.select(".stones"), url
    assert not soup(client, programme.page.get_parent().url).select(".stones")


def test_the_index_draws_how_far_each_programme_is(client, programme):
    older = ProgrammePageFactory(title="Miun yhistys", start_year=2015, end_year=2020)
    set_status(older, ProgrammeStatus.ENDED)
    items = soup(client, programme.page.get_parent().url).main.select(".item")
    assert [len(item.select(".stone")) for item in items] == [2, 0]


def test_the_index_leaves_out_an_action_whose_goal_has_been_unpublished(client, programme):
    programme.goals[0].unpublish()
    assert programme.actions[0].__class__.objects.get(pk=programme.actions[0].pk).live
    assert not soup(client, programme.page.get_parent().url).main.select(".stone")


def test_the_adoption_is_told_step_by_step(client, programme):
    state = set_status(programme.page, ProgrammeStatus.FOLLOW_UP)
    for day, title in ((20, "Hallitus hyväksyi"), (1, "Neuvosto hyväksyi")):
        AdoptionStep.objects.create(state=state, title={"fi": title}, date=dt.date(2021, 9, day))
    steps = soup(client, programme.page.url).select(".timeline li")
    assert [step.time["datetime"] for step in steps] == ["2021-09-01", "2021-09-20"]
    assert "Neuvosto hyväksyi" in steps[0].get_text()
