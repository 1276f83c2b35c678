"""State is not wording: no revision carries it, and it lives as long as any translation."""

import datetime as dt

import pytest

from programme.models import (
    ActionPage,
    ActionState,
    ActionStatus,
    AdoptionStep,
    GoalPage,
    ProgrammeState,
    ProgrammeStatus,
)
from tests.factories import OrganisationFactory, translate
from tests.programme.conftest import set_state, set_status


def all_states() -> list:
    return [
        list(model.objects.order_by("pk").values())
        for model in (ProgrammeState, AdoptionStep, ActionState)
    ]


def test_publishing_an_old_draft_leaves_every_state_as_it_is(programme):
    action = programme.actions[1]
    old_action = action.save_revision()
    old_programme = programme.page.save_revision()
    old_goal = programme.goals[0].save_revision()
    state = set_status(programme.page, ProgrammeStatus.ENDED)
    AdoptionStep.objects.create(
        state=state, title={"fi": "Hyväksyttiin"}, date=dt.date(2021, 8, 31)
    )
    set_state(action, ActionStatus.CONTINUOUS, updated_on=dt.date(2024, 5, 2))
    before = all_states()

    for revision in (old_action, old_programme, old_goal):
        revision.publish()

    assert all_states() == before
    assert ActionPage.objects.get(pk=action.pk).state.status == ActionStatus.CONTINUOUS


def test_unpublishing_and_publishing_leaves_states_as_they_are(programme):
    before = all_states()
    programme.actions[0].unpublish()
    programme.actions[0].save_revision().publish()
    assert all_states() == before


def test_a_page_without_a_row_reads_as_the_default_and_makes_none(programme):
    assert programme.actions[1].state.status == ActionStatus.NOT_STARTED
    assert programme.actions[1].node.state.status == ActionStatus.NOT_STARTED
    assert ActionState.objects.count() == 1


def test_a_translation_shares_the_state(programme):
    swedish = translate(programme.actions[0], "sv", title="Öppna dörrar", slug="oppna-dorrar")
    assert swedish.state == programme.actions[0].state
    assert ActionState.objects.count() == 1


def test_a_copied_action_starts_from_the_beginning(programme):
    copy = programme.actions[0].copy(update_attrs={"title": "Kopio", "slug": "kopio"})
    assert copy.state.status == ActionStatus.NOT_STARTED


def test_the_state_goes_with_the_last_translation(programme):
    action = programme.actions[0]
    swedish = translate(action, "sv", title="Öppna dörrar", slug="oppna-dorrar")
    key = action.translation_key
    ActionPage.objects.get(pk=action.pk).delete()
    assert ActionState.objects.filter(action_key=key).exists()
    ActionPage.objects.get(pk=swedish.pk).delete()
    assert not ActionState.objects.filter(action_key=key).exists()


def test_deleting_a_goal_or_a_programme_takes_the_states_below_it(programme):
    GoalPage.objects.get(pk=programme.goals[0].pk).delete()
    assert not ActionState.objects.exists()
    assert ProgrammeState.objects.exists()
    programme.page.refresh_from_db()
    programme.page.delete()
    assert not ProgrammeState.objects.exists()


def test_adoption_steps_come_in_order_and_words(client, programme):
    board = OrganisationFactory(name="Maakuntahallitus")
    state = programme.page.state
    for title, day, who in (
        ("Ohjelma julkistettiin", dt.date(2021, 10, 30), None),
        ("Ohjelma hyväksyttiin", dt.date(2021, 9, 20), board),
    ):
        AdoptionStep.objects.create(state=state, title={"fi": title}, date=day, organisation=who)
    html = client.get(programme.page.url).content.decode()
    assert html.index("20.9.2021") < html.index("30.10.2021")
    assert "Maakuntahallitus" in html
    assert "Ohjelma julkistettiin" in html


@pytest.mark.parametrize("status", ProgrammeStatus.values)
def test_every_status_is_named_on_the_page(client, programme, status):
    state = set_status(programme.page, status)
    html = client.get(programme.page.url).content.decode()
    assert state.get_status_display() in html
