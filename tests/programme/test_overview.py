"""The overview: progress by priority and over time, drawn and told in figures."""

import datetime as dt
import importlib

import pytest
from bs4 import BeautifulSoup
from django.apps import apps

from programme.models import ActionPage, ActionState, ActionStateChange, ActionStatus
from programme.reading.history import over_time
from programme.reading.tree import ProgrammeTree
from tests.factories import translate
from tests.programme.conftest import set_state, set_status

pytestmark = pytest.mark.django_db


def changes(action) -> list[tuple[str, dt.date]]:
    rows = ActionStateChange.objects.filter(action_key=action.translation_key)
    return list(rows.values_list("status", "on"))


@pytest.fixture
def html(client, programme):
    response = client.get(programme.page.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def figures(html, name: str) -> list[list[str]]:
    table = html.find("caption", id=name).find_parent("table")
    rows = table.select("tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in rows]


class TestHistory:
    def test_every_change_of_status_is_kept_with_its_day(self, programme, today):
        action = programme.actions[1]
        assert changes(action) == []
        set_state(action, ActionStatus.UNDER_WAY, updated_on=dt.date(2022, 3, 1))
        set_state(action, ActionStatus.DONE, updated_on=dt.date(2023, 9, 1))
        assert changes(action) == [
            ("under_way", dt.date(2022, 3, 1)),
            ("done", dt.date(2023, 9, 1)),
        ]

    def test_a_new_note_or_date_is_no_change_of_status(self, programme):
        action = programme.actions[1]
        set_state(action, ActionStatus.UNDER_WAY, updated_on=dt.date(2022, 3, 1))
        set_state(action, ActionStatus.UNDER_WAY, updated_on=dt.date(2022, 5, 1), note={"fi": "x"})
        assert changes(action) == [("under_way", dt.date(2022, 3, 1))]

    def test_a_day_is_neither_in_the_future_nor_before_the_last_change(self, programme, today):
        action = programme.actions[1]
        set_state(action, ActionStatus.UNDER_WAY, updated_on=today + dt.timedelta(days=9))
        assert changes(action) == [("under_way", today)]
        set_state(action, ActionStatus.DONE, updated_on=dt.date(2022, 1, 1))
        assert changes(action)[-1] == ("done", today)

    def test_it_goes_with_the_last_translation_of_its_action(self, programme):
        action = programme.actions[0]
        swedish = translate(action, "sv", title="Öppna dörrar", slug="oppna-dorrar")
        swedish.delete()
        assert changes(action)
        ActionPage.objects.get(pk=action.pk).delete()
        assert changes(action) == []

    def test_the_migration_begins_it_from_the_states_that_there_are(self, programme, today):
        set_state(programme.actions[1], ActionStatus.NOT_STARTED)
        ActionState.objects.filter(action_key=programme.actions[0].translation_key).update(
            updated_on=dt.date(2024, 2, 3)
        )
        ActionStateChange.objects.all().delete()
        migration = importlib.import_module("programme.migrations.0004_action_state_changes")
        migration.begin_history(apps, None)
        assert changes(programme.actions[0]) == [("done", dt.date(2024, 2, 3))]
        assert changes(programme.actions[1]) == []

    def test_moments_are_half_years_and_today(self, programme):
        action = programme.actions[1]
        set_state(action, ActionStatus.UNDER_WAY, updated_on=dt.date(2021, 7, 1))
        set_state(action, ActionStatus.DONE, updated_on=dt.date(2022, 1, 1))
        ActionStateChange.objects.filter(action_key=programme.actions[0].translation_key).update(
            on=dt.date(2021, 12, 31)
        )
        moments = over_time(ProgrammeTree(programme.page), dt.date(2022, 3, 1))
        assert [(m.day, m.progress.done) for m in moments] == [
            (dt.date(2021, 6, 30), 0),
            (dt.date(2021, 12, 31), 1),
            (dt.date(2022, 3, 1), 2),
        ]
        assert {m.progress.total for m in moments} == {2}

    def test_a_programme_that_has_ended_ends_with_its_last_year(self, programme):
        ActionStateChange.objects.update(on=dt.date(2021, 1, 2))
        moments = over_time(ProgrammeTree(programme.page), dt.date(2030, 3, 1))
        assert moments[-1].day == dt.date(2025, 12, 31)
        assert len(moments) == 10

    def test_one_that_has_not_begun_has_no_past(self, programme):
        programme.page.start_year, programme.page.end_year = 2090, 2095
        assert len(over_time(ProgrammeTree(programme.page), dt.date(2026, 1, 1))) == 1


class TestPage:
    def test_the_chart_and_the_table_say_the_same(self, html):
        head, *rows = figures(html, "painopisteittain")
        assert len(head) == 4, "only the statuses that there are"
        assert rows == [["1 Uudistuva toiminta", "1", "1", "2"], ["2 Kumppanuus", "0", "0", "0"]]
        svg = html.find(
            "svg", attrs={"aria-labelledby": "kaavio-painopisteet-title kaavio-painopisteet-desc"}
        )
        widths = [float(rect["width"]) for rect in svg.find_all("rect")]
        assert len(widths) == 2
        assert widths[0] == widths[1]

    def test_over_time_has_a_chart_and_a_table(self, html):
        rows = figures(html, "ajassa")[1:]
        assert rows
        assert rows[0][0] == "30.6.2021"
        assert all(row[-1] == "2" for row in rows)
        assert html.find(id="kaavio-aika-title")

    def test_ids_are_used_once_and_patterns_exist(self, html):
        ids = [tag["id"] for tag in html.find_all(id=True)]
        assert len(ids) == len(set(ids))
        used = {r["fill"][5:-1] for r in html.find_all("rect") if r.get("fill", "")[:4] == "url("}
        assert used <= set(ids)

    def test_private_and_draft_actions_are_not_counted(self, html):
        assert "Salainen" not in html.get_text()
        assert figures(html, "painopisteittain")[2][-1] == "0"

    def test_nothing_is_drawn_before_adoption(self, client, programme):
        set_status(programme.page, "comments")
        response = client.get(programme.page.url)
        assert "kaavio" not in response.content.decode()

    def test_the_stylesheet_of_charts_is_there(self, html):
        assert html.select_one('link[href*="programme"][rel=stylesheet]')
