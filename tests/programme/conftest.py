"""A small programme with a draft and a private part in it."""

import datetime as dt
from types import SimpleNamespace

import pytest
from wagtail.models import PageViewRestriction

from programme.editions.adoption import IN_ORDER
from programme.models import (
    ActionState,
    ActionStatus,
    AdoptionStep,
    ProgrammeState,
    ProgrammeStatus,
)
from tests.factories import (
    ActionPageFactory,
    GoalPageFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PriorityPageFactory,
    ProgrammePageFactory,
)


def set_state(page, status, **values) -> ActionState:
    """Say how far an action is."""
    key = {"action_key": page.translation_key}
    return ActionState.objects.update_or_create(**key, defaults={"status": status, **values})[0]


def set_status(programme, status) -> ProgrammeState:
    """Say how far a programme is."""
    key = {"programme_key": programme.translation_key}
    return ProgrammeState.objects.update_or_create(**key, defaults={"status": status})[0]


def record_steps(programme, *kinds) -> None:
    """Record steps of adoption, all three unless said otherwise."""
    state = ProgrammeState.objects.made_for(programme)
    for number, kind in enumerate(kinds or IN_ORDER, start=1):
        AdoptionStep.objects.create(
            state=state, kind=kind, title={"fi": "Hyväksyttiin"}, date=dt.date(2021, 8, number)
        )


def add_facts(action, *, responsible=(), partners=(), municipalities=()):
    """Give a published action its organisations and municipalities."""
    action.responsible.set(responsible)
    action.partners.set(partners)
    action.municipalities.set(municipalities)
    action.save_revision().publish()
    return action


@pytest.fixture
def programme(site):
    """2021–2025 in follow-up. Priorities 1 and 2; goals 1.1 (two actions), 1.2 and 2.1.

    There are besides: a draft goal under priority 1, and a private goal 2.2 with an action.
    Action 1.1.1 is done and names Joensuu; 1.1.2 concerns the whole province.
    """
    programme = ProgrammePageFactory(title="Yhteistyössä", slug="yhteistyossa")
    set_status(programme, ProgrammeStatus.FOLLOW_UP)
    joensuu = MunicipalityFactory(code="167", name_fi="Joensuu")
    lieksa = MunicipalityFactory(code="422", name_fi="Lieksa")
    council = OrganisationFactory(name="Maakunnan neuvottelukunta")
    first = PriorityPageFactory(parent=programme, title="Uudistuva toiminta")
    goal = GoalPageFactory(parent=first, title="Uusia tekijöitä", why="<p>Siksi</p>")
    action = ActionPageFactory(
        parent=goal, title="Avoimet ovet", description="<p>Ovet auki</p>", schedule="joka syksy"
    )
    add_facts(action, responsible=[council], municipalities=[joensuu])
    set_state(action, ActionStatus.DONE, note={"fi": "Ovet olivat auki."})
    other_action = ActionPageFactory(parent=goal, title="Koulutuskierros")
    second_goal = GoalPageFactory(parent=first, title="Tilat käyttöön")
    GoalPageFactory(parent=first, title="Keskeneräinen tavoite", live=False)
    second = PriorityPageFactory(parent=programme, title="Kumppanuus")
    third_goal = GoalPageFactory(parent=second, title="Yhteinen pöytä")
    private_goal = GoalPageFactory(parent=second, title="Salainen tavoite")
    private_action = ActionPageFactory(parent=private_goal, title="Salainen toimenpide")
    PageViewRestriction.objects.create(
        page=private_goal, restriction_type=PageViewRestriction.LOGIN
    )
    return SimpleNamespace(
        page=programme,
        priorities=[first, second],
        goals=[goal, second_goal, third_goal],
        actions=[action, other_action],
        private_goal=private_goal,
        private_action=private_action,
        council=council,
        joensuu=joensuu,
        lieksa=lieksa,
    )


def grow(programme, goals: int = 3, actions: int = 4) -> None:
    """Add a priority with goals and actions that have everything an action can have."""
    priority = PriorityPageFactory(parent=programme.page)
    for _goal in range(goals):
        goal = GoalPageFactory(parent=priority)
        for _action in range(actions):
            action = ActionPageFactory(parent=goal, description="<p>Teemme sen.</p>")
            add_facts(
                action,
                responsible=[OrganisationFactory()],
                partners=[OrganisationFactory()],
                municipalities=[programme.joensuu],
            )
            set_state(action, ActionStatus.UNDER_WAY, note={"fi": "Menossa."})
