"""Parts written from outside the page editor go through its form and stay drafts."""

import pytest
from django.core.exceptions import PermissionDenied

from programme.drafting import writing
from programme.models import ActionPage, GoalPage, PartNumber
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return factories.UserFactory(is_superuser=True)


def test_a_new_action_is_a_draft_with_everything_said_of_it(programme, admin):
    values = {
        "title": "Kahvit joka kylässä",
        "description": "<p>Keitämme <b>kahvia</b>.</p>",
        "schedule": "joka kevät",
        "responsible": [programme.council],
        "municipalities": [programme.lieksa],
        "measures": [{"indicator": "Kahvit", "unit": "kuppia", "start": 0, "target": "250"}],
        "update_interval": 12,
    }

    page = writing.add(programme.goals[0], ActionPage, values, admin)

    stored = ActionPage.objects.get(pk=page.pk)
    assert not stored.live
    draft = writing.latest(stored)
    assert "<b>kahvia</b>" in draft.description
    assert list(draft.responsible.all()) == [programme.council]
    assert list(draft.municipalities.all()) == [programme.lieksa]
    assert draft.update_interval == 12
    [measure] = draft.measures
    assert (measure.value["indicator"], measure.value["target"]) == ("Kahvit", 250)
    assert draft.slug == "kahvit-joka-kylassa"


def test_a_change_is_a_draft_and_readers_see_the_old_words(programme, admin):
    action = programme.actions[0]

    writing.change(action, {"title": "Ovet auki"}, admin)

    stored = ActionPage.objects.get(pk=action.pk)
    assert stored.title == "Avoimet ovet"
    draft = writing.latest(stored)
    assert draft.title == "Ovet auki"
    assert draft.description == "<p>Ovet auki</p>" or "Ovet auki" in draft.description
    assert list(draft.responsible.all()) == [programme.council]


def test_a_change_that_changes_nothing_saves_nothing(programme, admin):
    action = ActionPage.objects.get(pk=programme.actions[0].pk)
    writing.change(action, {"measures": [{"indicator": "A", "target": 1}]}, admin)
    action.refresh_from_db()
    draft = writing.latest(action)

    same = {"title": draft.title, "description": draft.description, "schedule": draft.schedule}
    writing.change(action, same, admin)

    before = action.latest_revision_id
    action.refresh_from_db()
    assert action.latest_revision_id == before


def test_bad_values_are_refused_by_field_and_nothing_is_made(programme, admin):
    count = ActionPage.objects.count()

    with pytest.raises(writing.RefusedError) as refused:
        writing.add(
            programme.goals[0],
            ActionPage,
            {"title": "", "measures": [{"indicator": "", "target": "monta"}]},
            admin,
        )

    assert set(refused.value.errors) == {"title", "measures"}
    assert all(refused.value.errors.values())
    assert ActionPage.objects.count() == count


def test_what_somebody_has_changed_since_is_not_overwritten(programme, admin):
    goal = GoalPage.objects.get(pk=programme.goals[0].pk)
    seen = goal.latest_revision_id or 0
    writing.change(goal, {"title": "Toinen"}, admin)

    with pytest.raises(writing.RefusedError):
        writing.change(
            GoalPage.objects.get(pk=goal.pk), {"title": "Kolmas"}, admin, seen_revision=seen
        )


def test_who_may_not_edit_the_page_changes_nothing(programme):
    with pytest.raises(PermissionDenied):
        writing.change(programme.goals[0], {"title": "Ei"}, factories.UserFactory())


def test_an_adopted_part_keeps_its_place(programme, admin):
    first, second = programme.actions
    goal = GoalPage.objects.get(pk=programme.goals[0].pk)
    writing.move(second, goal, 0, admin)
    assert [page.pk for page in goal.get_children()] == [second.pk, first.pk]

    PartNumber.objects.create(
        programme_key=programme.page.translation_key,
        part_key=first.translation_key,
        number="1.1.2",
    )
    with pytest.raises(writing.RefusedError):
        writing.move(ActionPage.objects.get(pk=first.pk), goal, 0, admin)
