"""`search_check`: what it counts, what it prints, and that it leaves nothing behind."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from modelsearch.conf import get_app_config
from wagtail.models import Page

from search.checks import check_finnish_engine, check_index_stamp
from search.measuring.measures import Outcome, by_kind
from search.measuring.query_sets import Query
from search.models import IndexStamp
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SET = {
    "passages": [
        {"id": "a", "title": "Yhdistyksen säännöt", "body": "Pohja on täällä."},
        {"id": "b", "title": "Kylätalo", "body": "Järjestökyselyn tulokset ovat talossa."},
        {"id": "c", "title": "Föreningen", "body": "Medlemmarna och styrelsen är med i den."},
    ],
    "queries": [
        {"q": "yhdistys", "kind": "base", "relevant": ["a"]},
        {"q": "kyselyn", "kind": "compound", "relevant": ["b"], "acceptable": ["a"]},
        {"q": "medlem", "kind": "swedish", "relevant": ["c"]},
        {"q": "avaruusalus", "kind": "base", "relevant": ["a"]},
    ],
}


def run(tmp_path, content, *arguments) -> str:
    path = tmp_path / "set.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    output = StringIO()
    call_command("search_check", str(path), *arguments, stdout=output)
    return output.getvalue()


def test_json_holds_the_figures_of_all_and_of_each_kind(tmp_path):
    figures = json.loads(run(tmp_path, SET, "--json"))
    assert figures == {
        "all": {"n": 4, "recall": 0.75, "mrr": 0.75, "precision": 1.0, "zero": 1},
        "base": {"n": 2, "recall": 0.5, "mrr": 0.5, "precision": 1.0, "zero": 1},
        "compound": {"n": 1, "recall": 1.0, "mrr": 1.0, "precision": 1.0, "zero": 0},
        "swedish": {"n": 1, "recall": 1.0, "mrr": 1.0, "precision": 1.0, "zero": 0},
    }


def test_without_json_it_prints_one_table(tmp_path):
    lines = run(tmp_path, SET).splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["all", "base", "compound", "swedish"]


def test_the_installed_content_is_neither_searched_nor_changed(tmp_path, site):
    page = factories.StandardPageFactory(title="Yhdistyksen avaruusalus")
    call_command("update_index", verbosity=0)
    tables = set(connection.introspection.table_names())
    pages = set(Page.objects.values_list("pk", flat=True))
    entries = get_app_config().get_model("IndexEntry").objects.count()

    figures = json.loads(run(tmp_path, SET, "--json"))

    assert figures["all"]["zero"] == 1
    assert set(connection.introspection.table_names()) == tables
    assert set(Page.objects.values_list("pk", flat=True)) == pages
    assert get_app_config().get_model("IndexEntry").objects.count() == entries
    assert page.title == "Yhdistyksen avaruusalus"


def test_without_passages_the_installed_pages_are_searched(tmp_path, site):
    page = factories.StandardPageFactory(title="Yhdistyksen avaruusalus")
    call_command("update_index", verbosity=0)
    queries = [{"q": "avaruusalukset", "kind": "base", "relevant": [page.pk]}]
    assert json.loads(run(tmp_path, {"queries": queries}, "--json"))["all"]["recall"] == 1


@pytest.mark.parametrize(
    "content",
    [
        [],
        {"queries": [{"q": "x"}]},
        {"queries": [{"q": "x", "relevant": []}]},
        {"passages": [{"id": 1}, {"id": 1}], "queries": []},
    ],
)
def test_a_file_of_another_form_is_refused_with_a_word(tmp_path, content):
    with pytest.raises(CommandError):
        run(tmp_path, content)


def test_a_missing_file_is_refused_with_a_word():
    with pytest.raises(CommandError):
        call_command("search_check", "/nowhere.json")


def outcome(relevant, found, acceptable=(), kind="k") -> Outcome:
    return Outcome(Query("q", kind, frozenset(relevant), frozenset(acceptable)), tuple(found))


def test_the_measures():
    assert outcome("ab", "axb").recall == 1
    assert outcome("ab", "ax").recall == 0.5
    assert outcome(map(str, range(20)), map(str, range(10))).recall == 1
    assert outcome("a", "xa").reciprocal_rank == 0.5
    assert outcome("a", "ya", acceptable="y").reciprocal_rank == 1
    assert outcome("a", "x").reciprocal_rank == 0
    assert outcome("a", "axy", acceptable="y").precision == pytest.approx(2 / 3)
    assert outcome("a", "").precision is None
    assert by_kind([outcome("a", "")])["all"]["zero"] == 1


def test_finnish_without_voikko_is_warned_of(settings, monkeypatch):
    assert check_finnish_engine(None) == []
    settings.SEARCH_FINNISH_ENGINE = "nothing"
    assert [message.id for message in check_finnish_engine(None)] == ["yhessa.E001"]


def test_a_machine_without_any_engine_is_warned_of(settings, monkeypatch):
    from search.analysis import engines, voikko

    monkeypatch.setattr(voikko, "engine_of", lambda name: None)
    engines._engine.cache_clear()
    try:
        assert [message.id for message in check_finnish_engine(None)] == ["yhessa.W001"]
    finally:
        engines._engine.cache_clear()


def test_an_index_of_another_engine_is_warned_of(settings):
    assert check_index_stamp(None, ["default"]) == []
    IndexStamp.put("0-other")
    assert [message.id for message in check_index_stamp(None, ["default"])] == ["yhessa.W002"]
    call_command("update_index", verbosity=0)
    assert check_index_stamp(None, ["default"]) == []
