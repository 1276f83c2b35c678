"""A long programme takes no more queries than a short one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programme.models import ProgrammeStatus
from tests.factories import ActionPageFactory, ProgrammePageFactory, translate
from tests.programme.conftest import grow, set_status


def queries_of(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "address", ["", "kokonaan/", "toimenpiteet/", "toimenpiteet/?kunta=joensuu"]
)
def test_programme_overview_and_table(client, programme, address):
    url = programme.page.url + address
    before = queries_of(client, url)
    grow(programme)
    assert queries_of(client, url) == before


def test_a_translated_overview(client, programme):
    swedish = translate(programme.goals[0], "sv", title="Nya aktörer", slug="nya-aktorer")
    url = f"{swedish.programme.url}kokonaan/"
    before = queries_of(client, url)
    grow(programme)
    assert queries_of(client, url) == before


@pytest.mark.parametrize("which", ["priorities", "goals", "actions"])
def test_priority_goal_and_action(client, programme, which):
    url = getattr(programme, which)[0].url
    before = queries_of(client, url)
    grow(programme)
    assert queries_of(client, url) == before


@pytest.mark.parametrize("query", ["", "?kunta=joensuu"])
def test_a_goal_with_many_actions(client, programme, query):
    url = programme.goals[0].url + query
    before = queries_of(client, url)
    for _more in range(5):
        ActionPageFactory(parent=programme.goals[0])
    assert queries_of(client, url) == before


def test_index(client, programme):
    url = programme.page.get_parent().url
    ProgrammePageFactory()
    before = queries_of(client, url)
    for _more in range(4):
        ProgrammePageFactory()
    grow(programme)
    assert queries_of(client, url) == before


def test_an_ended_programme(client, programme):
    set_status(programme.page, ProgrammeStatus.ENDED)
    newer = ProgrammePageFactory(start_year=2026, end_year=2030)
    set_status(newer, ProgrammeStatus.FOLLOW_UP)
    url = programme.goals[0].url
    before = queries_of(client, url)
    grow(programme)
    assert queries_of(client, url) == before
