"""The next programme begins from the last: drafts of what goes on, and what became of the rest."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from localjane import roles
from programme.drafting import next_programme, writing
from programme.models import (
    ActionPage,
    Continuation,
    ContinuationMark,
    GoalPage,
    ProgrammePage,
    ProgrammeState,
    ProgrammeStatus,
)
from tests import factories
from tests.programme.conftest import set_status
from tests.programme.test_query_growth import queries_of

pytestmark = pytest.mark.alike

VALUES = {"title": "Yhteistyössä eteenpäin", "start_year": 2026, "end_year": 2030}


@pytest.fixture
def admin(db):
    return factories.UserFactory(is_superuser=True)


@pytest.fixture
def staff(client, programme):
    user = factories.UserFactory()
    user.groups.add(roles.set_up_staff_group())
    client.force_login(user)
    return client


def next_url(programme):
    return reverse("programme_next", args=[programme.page.pk])


def begin(programme, admin, **marks):
    """The next programme, with the marks of actions by the number in the fixture's list."""
    said = {programme.actions[int(name[1:])].pk: mark for name, mark in marks.items()}
    return next_programme.begin_next(programme.page, VALUES, said, admin)


def test_what_goes_on_is_copied_as_drafts_with_all_its_facts(programme, admin):
    first = ActionPage.objects.get(pk=programme.actions[0].pk)
    measures = [{"indicator": "Kävijät", "unit": "henkeä", "start": 10, "target": 20}]
    writing.change(first, {"measures": measures}, admin).save_revision().publish()

    new = begin(programme, admin, a1="ended")

    assert not new.live
    assert new.state.status == ProgrammeStatus.PREPARATION
    assert (new.start_year, new.end_year) == (2026, 2030)
    old_titles = [page.title for page in programme.page.get_descendants()]
    titles = [page.title for page in new.get_descendants()]
    assert titles == [title for title in old_titles if title != "Koulutuskierros"]
    assert not any(page.live for page in new.get_descendants())
    copy = writing.latest(ActionPage.objects.descendant_of(new).get(title="Avoimet ovet"))
    assert copy.translation_key != first.translation_key
    assert list(copy.responsible.all()) == [programme.council]
    assert list(copy.municipalities.all()) == [programme.joensuu]
    assert copy.schedule == "joka syksy"
    assert "Ovet auki" in copy.description
    [measure] = copy.measures
    assert (measure.value["indicator"], measure.value["target"]) == ("Kävijät", 20)


def test_what_becomes_of_each_part_is_kept(programme, admin):
    new = begin(programme, admin, a0="changed", a1="ended")

    rows = {row.old_key: row for row in Continuation.objects.all()}
    first, second = programme.actions
    assert rows[first.translation_key].mark == ContinuationMark.CHANGED
    assert rows[second.translation_key].mark == ContinuationMark.ENDED
    assert rows[second.translation_key].new_key is None
    goal = GoalPage.objects.descendant_of(new).get(title="Uusia tekijöitä")
    assert rows[programme.goals[0].translation_key].new_key == goal.translation_key
    assert {row.new_programme_key for row in rows.values()} == {new.translation_key}
    new.delete()
    assert not Continuation.objects.exists()


def test_a_failure_in_the_middle_copies_nothing(programme, admin, monkeypatch):
    pages, add, calls = Page.objects.count(), writing.add, []

    def fail_at_the_end(parent, model, values, user):
        calls.append(model)
        if values["title"] == "Salainen toimenpide":
            raise writing.refused("Ei onnistu.")
        return add(parent, model, values, user)

    monkeypatch.setattr(writing, "add", fail_at_the_end)
    with pytest.raises(writing.RefusedError):
        begin(programme, admin)

    assert len(calls) > 5
    assert Page.objects.count() == pages
    assert not Continuation.objects.exists()
    assert ProgrammeState.objects.count() == 1


def test_staff_choose_look_at_a_summary_and_begin(staff, programme):
    first, second = programme.actions
    html = BeautifulSoup(staff.get(next_url(programme)).content, "html.parser")
    assert html.select_one("[name=start_year]")["value"] == "2026"
    assert html.select_one("[name=end_year]")["value"] == "2030"
    kept = html.select_one(f"[name=mark-{first.pk}][checked]")
    assert kept["value"] == "kept"
    said = {**VALUES, f"mark-{first.pk}": "changed", f"mark-{second.pk}": "ended", "begun": "0"}

    summary = staff.post(next_url(programme), said)

    assert ProgrammePage.objects.count() == 1
    html = BeautifulSoup(summary.content, "html.parser")
    form = html.select_one("form:has([name=begun])")
    sent = {each["name"]: each.get("value", "") for each in form.select("input[name]")}
    back = staff.post(next_url(programme), {**sent, "back": "1"})
    html = BeautifulSoup(back.content, "html.parser")
    assert html.select_one(f"[name=mark-{second.pk}][checked]")["value"] == "ended"

    response = staff.post(next_url(programme), {**sent, "create": "1"})

    new = ProgrammePage.objects.get(title=VALUES["title"])
    assert response["Location"] == reverse("programme_outline", args=[new.pk])
    marks = Continuation.objects.values_list("old_key", "mark")
    assert dict(marks)[second.translation_key] == "ended"
    # A second press of the same button.
    staff.post(next_url(programme), {**sent, "create": "1"})
    assert ProgrammePage.objects.count() == 2


def test_wrong_years_are_said_and_the_choices_stay(staff, programme):
    second = programme.actions[1]
    said = {**VALUES, "end_year": "2020", f"mark-{second.pk}": "ended", "create": "1", "begun": "0"}
    response = staff.post(next_url(programme), said)
    assert response.context["form"].errors["end_year"]
    html = BeautifulSoup(response.content, "html.parser")
    assert html.select_one(f"[name=mark-{second.pk}][checked]")["value"] == "ended"
    assert ProgrammePage.objects.count() == 1


@pytest.mark.parametrize("role", ["nobody", "editors", "publishers"])
def test_others_begin_nothing(client, programme, local_jane, role):
    groups = roles.set_up_local_groups(local_jane)
    if role != "nobody":
        user = factories.UserFactory()
        user.groups.add(getattr(groups, role))
        client.force_login(user)
    refusal = 302 if role == "nobody" else 403
    assert client.get(next_url(programme)).status_code == refusal
    said = {**VALUES, "create": "1", "begun": "0"}
    assert client.post(next_url(programme), said).status_code == refusal
    assert ProgrammePage.objects.count() == 1


def test_the_number_of_questions_of_the_choice_does_not_grow(staff, programme):
    before = queries_of(staff, next_url(programme))
    for _more in range(5):
        factories.ActionPageFactory(parent=programme.goals[0])
    assert queries_of(staff, next_url(programme)) == before


# --- What readers see -----------------------------------------------------------------------------


def publish(page):
    page.get_latest_revision().publish()


def text_of(client, page):
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    return html.main.get_text(" ", strip=True), html


def test_readers_are_led_to_and_fro_once_the_new_action_is_published(client, programme, admin):
    old = programme.actions[0]
    new = begin(programme, admin, a0="changed")
    copy = ActionPage.objects.descendant_of(new).get(title="Avoimet ovet")
    assert "2026–2030" not in text_of(client, old)[0], "a draft is not told of"
    for page in [*copy.get_ancestors().filter(live=False), copy]:
        publish(page)
    copy = ActionPage.objects.get(pk=copy.pk)

    text, html = text_of(client, old)
    assert "Avoimet ovet (2026–2030)" in text
    assert html.main.select_one(f'a[href="{copy.url}"]')
    text, html = text_of(client, copy)
    assert "Avoimet ovet (2021–2025)" in text
    assert html.main.select_one(f'a[href="{old.url}"]')

    new.get_children().first().unpublish()
    assert "2026–2030" not in text_of(client, old)[0]


def test_the_ended_programme_leads_to_the_one_in_force(client, programme, admin):
    new = begin(programme, admin)
    publish(new)
    set_status(new, ProgrammeStatus.ADOPTED)
    set_status(programme.page, ProgrammeStatus.ENDED)
    text, _html = text_of(client, programme.page)
    assert "Yhteistyössä eteenpäin 2026–2030" in text
    assert client.get(programme.actions[0].url).status_code == 200, "it stays at its address"
