"""Staff say how far the programme and its actions are; nobody else can."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from programme.models import ActionState, ActionStatus, ProgrammeState, ProgrammeStatus
from tests.factories import OrganisationFactory, UserFactory, count_as_staff, translate


@pytest.fixture
def staff(client, db):
    """A client whose user may change states, and nothing else."""
    user = UserFactory()
    codenames = ["access_admin", "change_programmestate", "change_actionstate"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    count_as_staff(user)
    client.force_login(user)
    return client


def test_every_action_is_listed_drafts_and_private_ones_too(staff, programme):
    html = staff.get(reverse("programme_follow_up")).content.decode()
    for words in ("1.1.1 Avoimet ovet", "Koulutuskierros", "Salainen toimenpide"):
        assert words in html


def test_the_list_works_without_any_programme(staff, site):
    assert staff.get(reverse("programme_follow_up")).status_code == 200
    assert staff.get(reverse("programme_follow_up_of", args=[0])).status_code == 403


def test_saying_how_far_an_action_is(staff, programme, today):
    action = programme.actions[1]
    url = reverse("programme_action_state", args=[action.pk])
    assert staff.get(url).status_code == 200
    assert not ActionState.objects.filter(action_key=action.translation_key).exists()
    revision = action.latest_revision_id

    response = staff.post(
        url, {"status": "under_way", "note_fi": "Kierros alkoi.", "note_sv": "", "updated_on": ""}
    )

    assert response.status_code == 302
    state = ActionState.objects.get(action_key=action.translation_key)
    assert state.status == ActionStatus.UNDER_WAY
    assert str(state.note) == "Kierros alkoi."
    assert state.updated_on == today
    action.refresh_from_db()
    assert action.latest_revision_id == revision, "the page itself is left alone"


def test_a_date_that_is_given_stays(staff, programme):
    action = programme.actions[0]
    staff.post(
        reverse("programme_action_state", args=[action.pk]),
        {"status": "done", "note_fi": "Valmis.", "updated_on": "2.5.2024"},
    )
    assert action.state.updated_on == dt.date(2024, 5, 2)


def test_a_translation_leads_to_the_same_state(staff, programme):
    swedish = translate(programme.actions[1], "sv", title="Utbildning", slug="utbildning")
    staff.post(reverse("programme_action_state", args=[swedish.pk]), {"status": "dropped"})
    assert programme.actions[1].state.status == ActionStatus.DROPPED


def test_wrong_input_is_said_and_nothing_changes(staff, programme):
    action = programme.actions[0]
    response = staff.post(
        reverse("programme_action_state", args=[action.pk]),
        {"status": "lost", "note_fi": "x" * 2000, "updated_on": "eilen"},
    )
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"status", "note", "updated_on"}
    state = ActionState.objects.get(action_key=action.translation_key)
    assert state.status == ActionStatus.DONE


def test_a_programmes_status_and_steps(staff, programme):
    board = OrganisationFactory(name="Maakuntahallitus")
    url = reverse("programme_state", args=[programme.page.pk])
    assert staff.get(url).status_code == 200
    response = staff.post(
        url,
        {
            "status": "adopted",
            "steps-TOTAL_FORMS": "1",
            "steps-INITIAL_FORMS": "0",
            "steps-MIN_NUM_FORMS": "0",
            "steps-MAX_NUM_FORMS": "1000",
            "steps-0-kind": "other",
            "steps-0-title_fi": "Ohjelma hyväksyttiin",
            "steps-0-organisation": board.pk,
            "steps-0-date": "20.9.2021",
            "steps-0-id": "",
            "steps-0-DELETE": "",
        },
    )
    assert response.status_code == 302
    state = ProgrammeState.objects.get(programme_key=programme.page.translation_key)
    assert state.status == ProgrammeStatus.ADOPTED
    step = state.steps.get()
    assert (str(step.title), step.organisation, step.date) == (
        "Ohjelma hyväksyttiin",
        board,
        dt.date(2021, 9, 20),
    )


def test_who_changed_a_state_is_kept_in_the_log(staff, programme):
    from wagtail.models import ModelLogEntry

    action = programme.actions[0]
    staff.post(reverse("programme_action_state", args=[action.pk]), {"status": "dropped"})
    entry = ModelLogEntry.objects.get(action="wagtail.edit")
    assert entry.user_id == int(staff.session["_auth_user_id"])


@pytest.mark.parametrize("name", ["programme_action_state", "programme_state"])
def test_others_are_refused(client, programme, name):
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    page = programme.page if name == "programme_state" else programme.actions[0]
    url = reverse(name, args=[page.pk])
    assert client.get(url).status_code == 302, "an unknown visitor is asked to log in"
    client.force_login(user)
    before = list(ActionState.objects.values())
    for response in (client.get(url), client.post(url, {"status": "dropped"})):
        assert response.status_code == 403
    assert list(ActionState.objects.values()) == before
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("programme_follow_up") not in menu


def test_a_page_leads_to_its_state(admin_client, programme):
    for page, name in (
        (programme.page, "programme_state"),
        (programme.actions[0], "programme_action_state"),
    ):
        html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert reverse(name, args=[page.pk]) in html


def test_a_changed_state_raises_what_is_kept(monkeypatch, programme):
    from cms import generations
    from tests.programme.conftest import set_state

    touched = []
    monkeypatch.setattr(generations, "touch", lambda *keys: touched.extend(keys))
    set_state(programme.actions[0], ActionStatus.DROPPED)
    assert generations.ALL in touched


def test_steps_of_adoption_in_the_wrong_order_are_refused(staff, programme):
    url = reverse("programme_state", args=[programme.page.pk])
    response = staff.post(
        url,
        {
            "status": "adopted",
            "steps-TOTAL_FORMS": "1",
            "steps-INITIAL_FORMS": "0",
            "steps-MIN_NUM_FORMS": "0",
            "steps-MAX_NUM_FORMS": "1000",
            "steps-0-kind": "board",
            "steps-0-title_fi": "Maakuntahallitus hyväksyi",
            "steps-0-organisation": "",
            "steps-0-date": "20.9.2021",
            "steps-0-id": "",
            "steps-0-DELETE": "",
        },
    )
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert not ProgrammeState.objects.of(programme.page).steps.exists()
