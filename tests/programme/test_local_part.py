"""A municipality's part of the programme that is in force."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from programme.models import ActionPage, ActionStatus, ProgrammeStatus
from programme.reading.local import current_programme, part_of_programme
from tests.factories import ProgrammePageFactory, translate
from tests.programme.conftest import grow, set_status


def test_an_action_concerns_those_that_it_names_or_everybody(programme):
    first, second = programme.actions
    for_municipality = ActionPage.objects.visible().for_municipality
    assert set(for_municipality(programme.joensuu)) == {first, second}
    assert set(for_municipality(programme.lieksa)) == {second}
    assert list(ActionPage.objects.naming(programme.joensuu)) == [first]


def test_the_part_has_the_goals_that_have_something_here(programme):
    part = part_of_programme(programme.lieksa, "fi")
    assert part.programme == programme.page
    assert [g.goal.number for g in part.goals] == ["1.1"]
    assert [a.title for a in part.goals[0].actions] == ["Koulutuskierros"]
    assert part.naming == ()
    assert part.progress.total == 1
    assert part.table_query == "toimenpiteet/?kunta=lieksa"


def test_actions_that_name_the_municipality_are_lifted(programme):
    part = part_of_programme(programme.joensuu, "fi")
    assert [a.title for a in part.naming] == ["Avoimet ovet"]
    assert (part.progress.total, part.progress.done) == (2, 1)


def test_without_a_municipality_it_is_the_whole_programme(programme):
    part = part_of_programme(None, "fi")
    assert [p.number for p in part.priorities] == ["1", "2"]
    assert part.progress.total == 2
    assert part.table_query == "toimenpiteet/"


def test_nothing_private_is_in_it(programme):
    part = part_of_programme(programme.joensuu, "fi")
    assert "Salainen toimenpide" not in [a.title for g in part.goals for a in g.actions]


@pytest.mark.parametrize(
    ("status", "is_current"),
    [
        (ProgrammeStatus.PREPARATION, False),
        (ProgrammeStatus.COMMENTS, False),
        (ProgrammeStatus.ADOPTED, True),
        (ProgrammeStatus.FOLLOW_UP, True),
        (ProgrammeStatus.ENDED, False),
    ],
)
def test_only_a_programme_in_force_counts(programme, status, is_current):
    set_status(programme.page, status)
    assert (current_programme() == programme.page) is is_current
    assert (part_of_programme(programme.joensuu, "fi") is not None) is is_current


def test_the_newest_in_force_wins_and_a_draft_does_not(programme):
    newer = ProgrammePageFactory(start_year=2026, end_year=2030)
    draft = ProgrammePageFactory(start_year=2031, end_year=2035, live=False)
    set_status(draft, ProgrammeStatus.ADOPTED)
    assert current_programme() == programme.page
    set_status(newer, ProgrammeStatus.ADOPTED)
    assert current_programme() == newer


def test_words_come_in_the_language_asked_else_in_finnish(programme):
    assert part_of_programme(programme.joensuu, "sv").foreign_language == "fi"
    action = translate(programme.actions[0], "sv", title="Öppna dörrar", slug="oppna-dorrar")
    part = part_of_programme(programme.joensuu, "sv")
    assert part.foreign_language == ""
    assert [(a.title, a.foreign_language) for a in part.naming] == [("Öppna dörrar", "")]
    assert part.programme.locale == action.locale
    english = part_of_programme(programme.joensuu, "en")
    assert [(a.title, a.foreign_language) for a in english.naming] == [("Avoimet ovet", "fi")]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_queries_do_not_grow(programme, language, django_assert_max_num_queries):
    translate(programme.goals[0], "sv", title="Nya aktörer", slug="nya-aktorer")

    def count() -> int:
        with django_assert_max_num_queries(30) as queries:
            part = part_of_programme(programme.joensuu, language)
            assert part.progress.total
            assert [action.state.status for action in part.naming]
        return len(queries)

    before = count()
    grow(programme)
    assert count() == before


def drawn(part, rf) -> BeautifulSoup:
    context = {"part": part, "request": rf.get("/")}
    html = render_to_string("programme/components/local_part.html", context)
    return BeautifulSoup(html, "html.parser")


def test_the_province_sees_every_priority_with_its_progress(programme, rf):
    html = drawn(part_of_programme(None, "fi"), rf)
    section = html.section
    assert section["aria-labelledby"] == section.h2["id"]
    rows = section.select(".programme-row")
    assert [row.a.get_text() for row in rows] == ["1 Uudistuva toiminta", "2 Kumppanuus"]
    assert [len(row.select(".stone")) for row in rows] == [2, 0]
    assert len(section.select_one(".part-body > .progress > .stones").select(".stone")) == 2


def test_a_municipality_sees_what_concerns_it_and_the_actions_that_name_it(programme, rf):
    html = drawn(part_of_programme(programme.joensuu, "fi"), rf)
    assert [row.a.get_text() for row in html.select(".programme-row")] == ["1.1.1 Avoimet ovet"]
    assert str(ActionStatus.DONE.label) in html.select_one(".programme-row .state").get_text()
    assert html.select_one(".more a")["href"].endswith("toimenpiteet/?kunta=joensuu")
    html = drawn(part_of_programme(programme.lieksa, "fi"), rf)
    assert not html.select(".programme-row")
    assert len(html.select(".stones > .stone")) == 1
