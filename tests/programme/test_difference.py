"""What an edition changed, goal by goal and word by word, and its public page."""

import copy

import pytest
from django.utils.html import strip_tags
from wagtail.models import PageViewRestriction

from programme.drafting import writing
from programme.editions import publishing as editions
from programme.editions import snapshot
from programme.editions.difference import ADDED, CHANGED, REMOVED, TRANSLATED, Difference
from programme.editions.wording import Run, compare_texts, text_of
from programme.models import ActionPage, Edition, EditionKind, GoalPage
from tests.factories import UserFactory, translate
from tests.programme.conftest import record_steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(programme) -> dict:
    return snapshot.take(programme.page).content


@pytest.fixture
def later(content) -> dict:
    """Another content, to be changed by the test."""
    return copy.deepcopy(content)


def only(difference: Difference):
    """The one field that has changed."""
    [change] = difference.changes
    [field] = change.fields
    return change, field


# --- Words ----------------------------------------------------------------------------------------


def test_words_added_and_removed_are_told_apart():
    before, after = compare_texts("Ovet ovat auki syksyllä.", "Ovet ovat auki joka syksy.")
    assert before == [Run("Ovet ovat auki ", False), Run("syksyllä.", True)]
    assert after == [Run("Ovet ovat auki ", False), Run("joka syksy.", True)]


def test_html_is_compared_as_text_a_line_a_block():
    html = (
        '<p>Lue  <b>lisää</b> <a href="/tuki/">täältä</a>.</p><ul><li>yksi</li><li>kaksi</li></ul>'
    )
    assert text_of(html) == "Lue lisää täältä (/tuki/).\nyksi\nkaksi"


def test_the_same_content_has_no_difference(content, later):
    assert not Difference(content, later, "fi")


def test_a_changed_word_stands_under_its_goal(content, later):
    action = later["priorities"][0]["goals"][0]["actions"][0]
    action["texts"]["fi"]["description"] = "<p>Ovet selällään</p>"

    difference = Difference(content, later, "fi")

    change, field = only(difference)
    assert [group.name for group in difference.groups] == ["1.1 Uusia tekijöitä"]
    assert (change.kind, change.number, change.level) == (CHANGED, "1.1.1", 3)
    assert [run.text for run in field.before if run.is_changed] == ["auki"]
    assert [run.text for run in field.after if run.is_changed] == ["selällään"]


def test_parts_that_are_new_or_gone_stand_in_their_place(content, later):
    goals = later["priorities"][0]["goals"]
    gone = goals[0]["actions"].pop(0)
    new = {**copy.deepcopy(gone), "key": "uusi", "number": "1.1.3"}
    new["texts"]["fi"]["title"] = "Uusi toimenpide"
    goals[0]["actions"].append(new)

    difference = Difference(content, later, "fi")

    found = [(change.kind, change.number) for change in difference.changes]
    assert found == [(REMOVED, "1.1.1"), (ADDED, "1.1.3")]
    assert (difference.count(ADDED), difference.count(REMOVED)) == (1, 1)


def test_changed_facts_are_told(content, later):
    action = later["priorities"][0]["goals"][0]["actions"][0]
    action["responsible"] = [{"id": 999, "name": "Toinen taho"}]
    action["municipalities"] = []
    action["measures"] = [{"id": "m", "start": "1", "target": "5"}]
    action["texts"]["fi"]["measures"] = {"m": {"indicator": "Ovia", "unit": ""}}
    action["update_interval"] = 12

    [change] = Difference(content, later, "fi").changes

    words = " ".join(run.text for field in change.fields for run in field.after)
    assert len(change.fields) == 4
    assert "Toinen taho" in words
    assert "Ovia" in words


def test_only_looks_may_change(content, later):
    action = later["priorities"][0]["goals"][0]["actions"][0]
    action["texts"]["fi"]["description"] = "<p><b>Ovet</b> auki</p>"
    _change, field = only(Difference(content, later, "fi"))
    assert field.is_looks_only


def test_each_language_has_its_own_difference(programme):
    swedish = translate(programme.page, "sv", title="Tillsammans", slug="tillsammans")
    before = snapshot.take(programme.page).content
    after = copy.deepcopy(before)
    after["texts"]["sv"]["title"] = "Tillsammans nu"
    assert not Difference(before, after, "fi")
    assert Difference(before, after, "sv", own_words_only=True)
    assert Difference(before, after, "sv")

    after["priorities"][0]["texts"]["fi"]["title"] = "Muu"
    own = Difference(before, after, "sv", own_words_only=True)
    assert [change.level for change in own.changes] == [0]
    assert [change.language for change in Difference(before, after, "sv").changes] == ["", "fi"]
    assert swedish.pk


def test_a_new_translation_is_told_as_one(content, later):
    goal = later["priorities"][0]["goals"][0]
    goal["texts"]["sv"] = {"title": "Nya aktörer", "why": "", "what": ""}
    [change] = Difference(content, later, "sv").changes
    assert change.kind == TRANSLATED
    assert not Difference(content, later, "fi")


# --- The public pages -----------------------------------------------------------------------------


@pytest.fixture
def two_editions(programme) -> tuple[Edition, Edition]:
    user = UserFactory(is_superuser=True)
    record_steps(programme.page)
    first = editions.publish(editions.adopt(programme.page, user, EditionKind.ADOPTED))
    action = ActionPage.objects.get(pk=programme.actions[0].pk)
    writing.change(action, {"description": "<p>Ovet selällään</p>"}, user)
    note = {"fi": "Kirjoitusvirhe korjattu."}
    second = editions.publish(editions.adopt(programme.page, user, EditionKind.CORRECTED, note))
    return first, second


def test_readers_see_all_editions_and_what_each_changed(client, programme, two_editions):
    url = programme.page.url
    html = client.get(f"{url}painokset/").content.decode()
    assert two_editions[0].digest in html
    assert "Kirjoitusvirhe korjattu." in html
    assert f"{url}painokset/2/muutokset/" in html
    assert f"{url}painokset/1/muutokset/" not in html
    assert f"{url}painokset/" in client.get(url).content.decode()

    html = client.get(f"{url}painokset/2/muutokset/").content.decode()
    assert "<del>" in html
    assert "<ins>" in html
    assert "selällään" in strip_tags(html)
    assert client.get(f"{url}painokset/1/muutokset/").status_code == 404
    assert client.get(f"{url}painokset/3/muutokset/").status_code == 404


def test_readers_see_no_edition_before_it_is_published(client, programme, two_editions):
    user = UserFactory(is_superuser=True)
    writing.change(GoalPage.objects.get(pk=programme.goals[0].pk), {"title": "Salaa vielä"}, user)
    editions.adopt(programme.page, user, EditionKind.REVISED)

    url = programme.page.url
    assert client.get(f"{url}painokset/3/muutokset/").status_code == 404
    assert "painokset/3" not in client.get(f"{url}painokset/").content.decode()


def test_a_programme_without_editions_has_no_list_of_them(client, programme):
    assert client.get(f"{programme.page.url}painokset/").status_code == 404
    assert "painokset/" not in client.get(programme.page.url).content.decode()


@pytest.mark.parametrize("below", ["painokset/", "painokset/2/muutokset/"])
def test_a_private_programmes_editions_are_private(client, programme, two_editions, below):
    PageViewRestriction.objects.create(
        page=programme.page, restriction_type=PageViewRestriction.LOGIN
    )
    response = client.get(f"{programme.page.url}{below}")
    assert response.status_code == 302
    assert "selällään" not in response.content.decode()


def test_a_hidden_words_edition_names_the_private_part_to_nobody(client, programme, two_editions):
    user = UserFactory(is_superuser=True)
    private = GoalPage.objects.get(pk=programme.private_goal.pk)
    writing.change(private, {"title": "Salaisempi tavoite"}, user)
    editions.publish(editions.adopt(programme.page, user, EditionKind.CORRECTED))

    html = client.get(f"{programme.page.url}painokset/3/muutokset/").content.decode()

    assert "Salaisempi" not in html


def test_what_the_editor_adds_for_itself_is_no_change(programme):
    before = snapshot.take(programme.page).content
    action = ActionPage.objects.get(pk=programme.actions[0].pk)
    action.description = '<p data-block-key="a1b2c">Ovet auki</p>'
    action.save_revision()
    after = snapshot.take(programme.page).content
    assert snapshot.digest_of(after) == snapshot.digest_of(before)
