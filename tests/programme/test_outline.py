"""Staff write a whole programme on one screen; what they write stays a draft."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from localjane import roles
from programme.drafting import outline as words
from programme.drafting import writing
from programme.models import ActionPage, GoalPage, PartNumber, PriorityPage, ProgrammePage
from tests import factories
from tests.programme.conftest import grow
from tests.programme.test_query_growth import queries_of

pytestmark = pytest.mark.alike

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def staff(client, programme):
    """A client of somebody in the staff's group."""
    user = factories.UserFactory(first_name="Sanna")
    user.groups.add(roles.set_up_staff_group())
    client.force_login(user)
    client.user = user
    return client


def outline_of(client, programme):
    response = client.get(reverse("programme_outline", args=[programme.page.pk]))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def row(html, page):
    return html.select_one(f"#osa-{page.pk} > .outline-row").get_text(" ", strip=True)


def url(name, page):
    return reverse(f"programme_part_{name}", args=[page.pk])


def test_the_whole_programme_is_there_with_what_is_missing(staff, programme):
    html = outline_of(staff, programme)

    assert len(html.select("[data-part]")) == 2 + 5 + 3
    assert "1.1.1 Avoimet ovet" in row(html, programme.actions[0])
    assert str(words.NO_MEASURES) in row(html, programme.actions[0])
    assert str(words.NO_SCHEDULE) not in row(html, programme.actions[0])
    assert str(words.NO_RESPONSIBLE) in row(html, programme.actions[1])
    assert str(words.NO_ACTIONS) in row(html, programme.goals[1])
    assert str(words.NO_WHY) in row(html, programme.goals[1])
    assert str(words.NO_WHY) not in row(html, programme.goals[0])


def test_the_newest_draft_is_what_is_shown(staff, programme):
    action = ActionPage.objects.get(pk=programme.actions[1].pk)
    values = {"title": "Kiertävä koulutus", "schedule": "2026", "responsible": [programme.council]}
    writing.change(action, values, factories.UserFactory(is_superuser=True))

    html = outline_of(staff, programme)

    assert "Kiertävä koulutus" in row(html, action)
    assert str(words.NO_RESPONSIBLE) not in row(html, action)


def test_the_outline_of_a_long_programme_takes_no_more_queries(staff, programme):
    address = reverse("programme_outline", args=[programme.page.pk])
    before = queries_of(staff, address)
    grow(programme)
    assert queries_of(staff, address) == before


def test_without_a_number_the_newest_in_preparation_is_shown(staff, programme):
    newer = factories.ProgrammePageFactory(
        title="Tuleva", start_year=2026, end_year=2030, live=False
    )
    response = staff.get(reverse("programme_outlines"))
    assert response.context["programme"].pk == newer.pk


def test_who_else_has_a_part_open_is_told(staff, programme):
    other = factories.UserFactory(first_name="Oskari", last_name="Toinen")
    EditingSession.objects.create(
        user=other,
        content_object=Page.objects.get(pk=programme.goals[0].pk),
        last_seen_at=timezone.now(),
    )
    assert "Oskari" in row(outline_of(staff, programme), programme.goals[0])


# --- Adding and editing ---------------------------------------------------------------------------


def test_a_title_is_enough_to_add_an_action(staff, programme):
    goal = programme.goals[0]
    response = staff.post(url("add", goal), {"quick": "1", "title": "Uusi teko"})

    assert response.status_code == 302
    assert response["Location"].endswith(f"#lisaa-{goal.pk}")
    added = GoalPage.objects.get(pk=goal.pk).get_children().last()
    assert (added.title, added.live, added.specific_class) == ("Uusi teko", False, ActionPage)


@pytest.mark.parametrize(("above", "model"), [("page", PriorityPage), ("priorities", GoalPage)])
def test_priorities_and_goals_are_added_too(staff, programme, above, model):
    parent = getattr(programme, above)
    parent = parent[0] if isinstance(parent, list) else parent
    staff.post(url("add", parent), {"quick": "1", "title": "Uusi osa"})
    assert Page.objects.get(pk=parent.pk).get_children().last().specific_class is model


def action_form(action, **values):
    """What the form of an action sends when nothing but `values` is touched."""
    draft = writing.latest(ActionPage.objects.get(pk=action.pk))
    return {
        "seen": action.latest_revision_id,
        "title": draft.title,
        "description": "Ovet auki",
        "schedule": draft.schedule,
        "responsible": [each.pk for each in draft.responsible.all()],
        "municipalities": [each.pk for each in draft.municipalities.all()],
        "update_interval": draft.update_interval,
        "measures-TOTAL_FORMS": "1",
        "measures-INITIAL_FORMS": "0",
        **values,
    }


def test_an_action_is_edited_with_all_its_facts(staff, programme):
    action = programme.actions[0]
    assert staff.get(url("edit", action)).status_code == 200
    data = action_form(
        action,
        title="Ovet auki kaikille",
        description="Ovet auki\n\n- aamulla\n- illalla",
        municipalities=[programme.lieksa.pk],
        update_interval="12",
        **{"measures-0-indicator": "Kävijät", "measures-0-target": "100,5"},
    )

    response = staff.post(url("edit", action), data)

    assert response.status_code == 302
    stored = ActionPage.objects.get(pk=action.pk)
    assert stored.title == "Avoimet ovet", "readers still see the old words"
    draft = writing.latest(stored)
    assert draft.title == "Ovet auki kaikille"
    assert "<li" in draft.description
    assert list(draft.municipalities.all()) == [programme.lieksa]
    assert list(draft.responsible.all()) == [programme.council]
    assert draft.update_interval == 12
    [measure] = draft.measures
    assert measure.value["indicator"] == "Kävijät"


def test_saving_what_is_unchanged_makes_no_new_version(staff, programme):
    action = programme.actions[0]
    staff.post(url("edit", action), action_form(action))
    stored = ActionPage.objects.get(pk=action.pk)
    assert stored.latest_revision_id == action.latest_revision_id


def test_bad_values_are_said_at_their_fields_and_what_was_typed_stays(staff, programme):
    action = programme.actions[0]
    data = action_form(action, title="", schedule="joka ilta", **{"measures-0-target": "monta"})
    for headers, status in ((SCRIPT, 422), ({}, 200)):
        response = staff.post(url("edit", action), data, headers=headers)
        assert response.status_code == status
        html = BeautifulSoup(response.content, "html.parser")
        assert html.select_one("[role=alert] a[href$=title]")
        assert html.select_one("[name=schedule]")["value"] == "joka ilta"
        assert html.select_one("[name=measures-0-target]")["value"] == "monta"
    assert ActionPage.objects.get(pk=action.pk).latest_revision_id == action.latest_revision_id


def test_an_edit_of_what_somebody_else_has_changed_is_refused_and_kept(staff, programme):
    action = programme.actions[0]
    data = action_form(action, title="Minun sanani")
    other = factories.UserFactory(is_superuser=True)
    writing.change(ActionPage.objects.get(pk=action.pk), {"title": "Toisen sanat"}, other)
    newest = ActionPage.objects.get(pk=action.pk).latest_revision_id

    response = staff.post(url("edit", action), data, headers=SCRIPT)

    assert response.status_code == 422
    html = BeautifulSoup(response.content, "html.parser")
    assert html.select_one("[name=title]")["value"] == "Minun sanani"
    versions = [action.pk, action.latest_revision_id, newest]
    compare = reverse("wagtailadmin_pages:revisions_compare", args=versions)
    assert html.select_one(f'a[href="{compare}"]')
    assert writing.latest(ActionPage.objects.get(pk=action.pk)).title == "Toisen sanat"

    over = html.select_one("button[name=over]")["value"]
    assert staff.post(url("edit", action), {**data, "over": over}).status_code == 302
    assert writing.latest(ActionPage.objects.get(pk=action.pk)).title == "Minun sanani"


def test_a_text_with_links_is_left_to_the_page_editor(staff, programme):
    goal = GoalPage.objects.get(pk=programme.goals[0].pk)
    why = '<p>Katso <a href="https://example.org">sivu</a>.</p>'
    writing.change(goal, {"why": why}, staff.user)
    goal.refresh_from_db()

    html = BeautifulSoup(staff.get(url("edit", goal)).content, "html.parser")
    assert html.select_one("[name=why]") is None
    staff.post(url("edit", goal), {"seen": goal.latest_revision_id, "title": "Uusi", "what": ""})

    draft = writing.latest(GoalPage.objects.get(pk=goal.pk))
    assert draft.title == "Uusi"
    assert "https://example.org" in draft.why


# --- Moving ---------------------------------------------------------------------------------------


def children_of(page):
    return [child.pk for child in Page.objects.get(pk=page.pk).get_children()]


def test_up_and_down_move_a_part_and_say_so(staff, programme):
    first, second = programme.actions

    response = staff.post(url("move", second), {"to": "up"}, headers=SCRIPT)
    assert response.status_code == 200
    assert second.title in response.json()["message"]
    assert children_of(programme.goals[0]) == [second.pk, first.pk]

    staff.post(url("move", second), {"to": "down"})
    assert children_of(programme.goals[0]) == [first.pk, second.pk]
    assert staff.post(url("move", second), {"to": "down"}).status_code == 302
    assert children_of(programme.goals[0]) == [first.pk, second.pk]


def test_a_part_moves_below_another_parent_or_to_a_place_there(staff, programme):
    first, second = programme.actions
    goal = programme.goals[2]
    assert staff.get(url("move", first)).status_code == 200

    staff.post(url("move", first), {"parent": goal.pk})
    staff.post(url("move", second), {"parent": goal.pk, "position": "0"})

    assert children_of(goal) == [second.pk, first.pk]
    assert children_of(programme.goals[0]) == []


def test_a_part_does_not_move_to_another_programme(staff, programme):
    elsewhere = factories.GoalPageFactory()
    response = staff.post(url("move", programme.actions[0]), {"parent": elsewhere.pk})
    assert response.status_code == 404
    assert children_of(elsewhere) == []


def test_an_adopted_part_stays_and_why_is_said(staff, programme):
    PartNumber.objects.create(
        programme_key=programme.page.translation_key,
        part_key=programme.actions[0].translation_key,
        number="1.1.1",
    )
    for headers, status in ((SCRIPT, 422), ({}, 302)):
        move = staff.post(url("move", programme.actions[0]), {"to": "down"}, headers=headers)
        assert move.status_code == status
    assert children_of(programme.goals[0]) == [page.pk for page in programme.actions]


# --- A new programme, and who may -----------------------------------------------------------------


def test_a_new_programme_begins_with_a_title_and_years(staff, programme):
    address = reverse("programme_new")
    assert staff.get(address).status_code == 200
    wrong = staff.post(address, {"title": "Uusi", "start_year": "2030", "end_year": "2026"})
    assert wrong.context["form"].errors["end_year"]
    assert ProgrammePage.objects.count() == 1

    staff.post(address, {"title": "Uusi", "start_year": "2026", "end_year": "2030"})

    new = ProgrammePage.objects.get(title="Uusi")
    assert (new.start_year, new.end_year, new.live) == (2026, 2030, False)


@pytest.mark.parametrize("role", ["nobody", "editors", "publishers"])
def test_others_see_and_change_nothing(client, programme, local_jane, role):
    groups = roles.set_up_local_groups(local_jane)
    if role != "nobody":
        user = factories.UserFactory()
        user.groups.add(getattr(groups, role))
        client.force_login(user)
    refusal = 302 if role == "nobody" else 403
    action = programme.actions[0]
    pages, revision = Page.objects.count(), action.latest_revision_id
    for address, data in (
        (reverse("programme_outlines"), None),
        (reverse("programme_outline", args=[programme.page.pk]), None),
        (reverse("programme_new"), {"title": "X", "start_year": 2026, "end_year": 2030}),
        (url("edit", action), action_form(action, title="Ei")),
        (url("add", programme.goals[0]), {"quick": "1", "title": "Ei"}),
        (url("move", action), {"to": "down"}),
    ):
        assert client.get(address).status_code == refusal, address
        if data:
            assert client.post(address, data).status_code == refusal, address
    assert Page.objects.count() == pages
    assert ActionPage.objects.get(pk=action.pk).latest_revision_id == revision
    assert children_of(programme.goals[0]) == [page.pk for page in programme.actions]


def test_the_right_to_states_alone_does_not_open_the_outline(client, programme):
    user = factories.UserFactory()
    codenames = ["access_admin", "change_programmestate"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    factories.count_as_staff(user)
    client.force_login(user)
    address = reverse("programme_outline", args=[programme.page.pk])
    assert client.get(address).status_code in (302, 403)
    assert client.post(url("move", programme.actions[1]), {"to": "up"}).status_code in (302, 403)
    assert children_of(programme.goals[0]) == [page.pk for page in programme.actions]
