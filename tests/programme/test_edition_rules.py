"""Beside its editions an adopted programme neither goes live, hides, moves nor is deleted."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Revision, Task, Workflow, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, rich_text
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms import undo
from cms.publishing import publish_on_time
from localjane import roles
from localjane.models import Role, RoleGroup
from programme.drafting import writing
from programme.editions import publishing as editions
from programme.models import (
    ActionPage,
    Edition,
    EditionKind,
    GoalPage,
    ProgrammePage,
)
from tests.factories import (
    ActionPageFactory,
    GoalPageFactory,
    PriorityPageFactory,
    ProgrammePageFactory,
    UserFactory,
    translate,
)
from tests.programme.conftest import record_steps

# Screens and counts in Python: the same on any database.
pytestmark = [pytest.mark.django_db, pytest.mark.alike]


@pytest.fixture(params=["staff", "superuser"])
def user(request, client, programme):
    """Somebody who may publish everything else, logged in."""
    if request.param == "superuser":
        user = UserFactory(is_superuser=True)
    else:
        call_command("set_up_roles", verbosity=0)
        user = UserFactory()
        user.groups.add(RoleGroup.objects.get(role=Role.STAFF).group)
    client.force_login(user)
    return user


@pytest.fixture
def adopted(programme, user):
    """The programme, adopted and published."""
    record_steps(programme.page)
    edition = editions.adopt(programme.page, user, EditionKind.ADOPTED)
    editions.publish(edition, user)
    return programme


def goal_of(programme) -> GoalPage:
    return GoalPage.objects.get(pk=programme.goals[0].pk)


def as_it_stands() -> list:
    """What readers see of all programmes' pages, and where they stand."""
    rows = []
    for model, *names in (
        (ProgrammePage, "introduction"),
        (GoalPage, "why", "what"),
        (ActionPage, "description", "schedule"),
    ):
        rows += model.objects.order_by("pk").values_list("pk", "title", "live", "path", *names)
    return rows


def goal_form(**values) -> dict:
    data = {
        "title": "Uusia tekijöitä",
        "slug": "uusia",
        "why": rich_text(""),
        "what": rich_text(""),
        **values,
    }
    return {
        **nested_form_data({**data, "comments": {}}),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }


def leads_to_editions(client, response, programme) -> bool:
    """Whether the answer, followed, shows the way to the editions."""
    assert response.status_code == 302
    html = client.get(response.url).content.decode()
    return reverse("programme_editions", args=[programme.page.pk]) in html


# --- Each way of Wagtail's admin ------------------------------------------------------------------


def test_publishing_a_part_saves_its_draft_and_leads_to_the_editions(client, adopted):
    goal, before = goal_of(adopted), as_it_stands()
    url = reverse("wagtailadmin_pages:edit", args=[goal.pk])
    data = goal_form(title="Kirjoitettu", slug=goal.slug, **{"action-publish": "1"})

    response = client.post(url, data)

    assert leads_to_editions(client, response, adopted)
    assert as_it_stands() == before
    assert goal_of(adopted).get_latest_revision_as_object().title == "Kirjoitettu"


def test_saving_a_draft_stays_allowed_and_says_when_it_goes_live(client, adopted):
    goal, before = goal_of(adopted), as_it_stands()
    url = reverse("wagtailadmin_pages:edit", args=[goal.pk])

    response = client.post(url, goal_form(title="Kirjoitettu", slug=goal.slug))

    assert leads_to_editions(client, response, adopted)
    assert as_it_stands() == before
    assert goal_of(adopted).get_latest_revision_as_object().title == "Kirjoitettu"
    assert 'name="action-publish"' not in client.get(url).content.decode()


def test_an_appointed_hour_is_refused_like_publishing(client, adopted):
    goal, before = goal_of(adopted), as_it_stands()
    url = reverse("wagtailadmin_pages:edit", args=[goal.pk])
    values = {"go_live_at": "2099-01-01 12:00", "action-publish": "1"}

    client.post(url, goal_form(title="Kirjoitettu", slug=goal.slug, **values))

    assert as_it_stands() == before
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_new_part_becomes_a_draft_even_when_it_is_published(client, adopted):
    parent = adopted.priorities[0]
    url = reverse("wagtailadmin_pages:add", args=["programme", "goalpage", parent.pk])
    data = goal_form(title="Uusi tavoite", slug="uusi-tavoite", **{"action-publish": "1"})

    response = client.post(url, data)

    assert leads_to_editions(client, response, adopted)
    assert not GoalPage.objects.get(slug="uusi-tavoite").live
    assert 'name="action-publish"' not in client.get(url).content.decode()


def test_a_part_is_not_unpublished(client, adopted):
    url = reverse("wagtailadmin_pages:unpublish", args=[adopted.goals[0].pk])
    response = client.post(url, {"include_descendants": "on"})
    assert leads_to_editions(client, response, adopted)
    assert goal_of(adopted).live


def test_a_part_is_not_deleted_but_a_new_draft_is(client, adopted, user):
    new = writing.add(adopted.priorities[0], GoalPage, {"title": "Uusi"}, user)
    url = reverse("wagtailadmin_pages:delete", args=[adopted.goals[1].pk])

    response = client.post(url)
    client.post(reverse("wagtailadmin_pages:delete", args=[new.pk]))

    assert leads_to_editions(client, response, adopted)
    assert GoalPage.objects.filter(pk=adopted.goals[1].pk).exists()
    assert not GoalPage.objects.filter(pk=new.pk).exists()


def test_what_stands_above_a_programme_is_not_deleted(client, adopted):
    index = adopted.page.get_parent()
    client.post(reverse("wagtailadmin_pages:delete", args=[index.pk]), {"confirm_site_name": ""})
    assert Page.objects.filter(pk=index.pk).exists()
    assert goal_of(adopted).live


def test_a_part_is_not_moved(client, adopted):
    before = as_it_stands()
    args = [adopted.goals[0].pk, adopted.priorities[1].pk]

    response = client.post(reverse("wagtailadmin_pages:move_confirm", args=args))

    assert leads_to_editions(client, response, adopted)
    assert as_it_stands() == before


def test_a_part_of_another_programme_is_not_moved_into_it(client, adopted):
    other = ProgrammePageFactory(title="Toinen", slug="toinen")
    goal = GoalPageFactory(parent=PriorityPageFactory(parent=other))

    client.post(
        reverse("wagtailadmin_pages:move_confirm", args=[goal.pk, adopted.priorities[1].pk])
    )

    assert GoalPage.objects.get(pk=goal.pk).path == goal.path


def test_parts_are_not_sorted_in_the_explorer(client, adopted):
    before = as_it_stands()
    url = reverse("wagtailadmin_pages:set_page_position", args=[adopted.goals[1].pk])
    client.post(f"{url}?position=0")
    assert as_it_stands() == before


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_bulk_actions_leave_all_as_it_is(client, adopted, user, action):
    writing.change(goal_of(adopted), {"title": "Kirjoitettu"}, user)
    before = as_it_stands()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    ids = f"id={adopted.goals[0].pk}&id={adopted.actions[0].pk}"

    data = {"chooser": adopted.priorities[1].pk, "include_descendants": "on"}
    client.post(f"{url}?{ids}&next=/", data)

    assert as_it_stands() == before


def test_copies_in_an_adopted_programme_are_drafts(client, adopted):
    before = as_it_stands()
    url = reverse("wagtailadmin_pages:copy", args=[adopted.goals[0].pk])
    data = {
        "new_title": "Kopio",
        "new_slug": "kopio",
        "new_parent_page": adopted.priorities[0].pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }

    client.post(url, data)

    assert [row for row in as_it_stands() if row[2]] == [row for row in before if row[2]]
    assert not GoalPage.objects.get(slug="kopio").live


def test_an_approved_review_ends_with_a_draft(client, adopted, user):
    goal = goal_of(adopted)
    workflow = Workflow.objects.create(name="Tarkistus")
    task = Task.objects.create(name="Lue", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    writing.change(goal, {"title": "Kirjoitettu"}, user)
    before = as_it_stands()
    state = workflow.start(goal_of(adopted), user)

    state.current_task_state.approve(user=user)

    state.refresh_from_db()
    assert state.status == "approved"
    assert as_it_stands() == before


def test_undoing_a_publication_of_before_is_refused(client, programme, user):
    goal = goal_of(programme)
    former = goal.live_revision_id
    goal.title = "Julkaistu"
    goal.save_revision().publish()
    goal = goal_of(programme)
    token = undo.Publication(goal.pk, goal.live_revision_id, former).token()
    record_steps(programme.page)
    editions.publish(editions.adopt(programme.page, user, EditionKind.ADOPTED), user)

    response = client.post(reverse("undo_publication", args=[token]))

    assert response.status_code == 409
    assert goal_of(programme).title == "Julkaistu"


# --- On time --------------------------------------------------------------------------------------


def test_hours_set_before_adopting_are_forgotten(programme, user):
    goal = goal_of(programme)
    soon = timezone.now() + dt.timedelta(minutes=5)
    goal.title, goal.go_live_at = "Ajastettu", soon
    goal.save_revision().publish()
    action = ActionPage.objects.get(pk=programme.actions[0].pk)
    action.expire_at = soon
    action.save_revision().publish()
    record_steps(programme.page)

    edition = editions.adopt(programme.page, user, EditionKind.ADOPTED)
    editions.publish(edition, user)

    assert goal_of(programme).title == "Ajastettu"
    outcome = publish_on_time(soon + dt.timedelta(minutes=1))
    assert (outcome.published, outcome.failed) == (0, [])
    assert ActionPage.objects.get(pk=action.pk).live


def test_the_job_of_scheduled_pages_publishes_none_beside_editions(adopted, user):
    goal = writing.change(goal_of(adopted), {"title": "Kirjoitettu"}, user)
    now = timezone.now()
    Revision.objects.filter(pk=goal_of(adopted).latest_revision_id).update(approved_go_live_at=now)
    before = as_it_stands()

    publish_on_time(now + dt.timedelta(minutes=1))

    assert as_it_stands() == before
    assert goal.title == "Kirjoitettu"
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


# --- Translations ---------------------------------------------------------------------------------


@pytest.fixture
def translated(programme, user):
    """A goal whose Swedish translation wagtail-localize keeps, published with the programme."""
    swedish, _made = Locale.objects.get_or_create(language_code="sv")
    translate(programme.page, "sv", title="Tillsammans", slug="tillsammans")
    translate(programme.priorities[0], "sv", title="Prioritet", slug="prioritet")
    # Staff's rights reach the Swedish site as soon as there is one.
    call_command("set_up_roles", verbosity=0)
    source, _made = TranslationSource.get_or_create_from_instance(goal_of(programme))
    translation = Translation.objects.create(source=source, target_locale=swedish)
    translation.save_target(publish=False)
    record_steps(programme.page)
    editions.publish(editions.adopt(programme.page, user, EditionKind.ADOPTED), user)
    return translation


def put(translation: Translation, text: str) -> None:
    segment = translation.source.stringsegment_set.get(context__path="title")
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={"data": text, "translation_type": "manual"},
    )


def test_publishing_a_translation_makes_a_draft(client, translated, programme):
    target = translated.get_target_instance()
    assert target.live
    put(translated, "Nya aktörer")
    before = as_it_stands()
    url = reverse("wagtailadmin_pages:edit", args=[target.pk])

    response = client.post(url, {"action": "publish"})

    assert leads_to_editions(client, response, programme)
    assert as_it_stands() == before
    target = GoalPage.objects.get(pk=target.pk)
    assert target.get_latest_revision_as_object().title == "Nya aktörer"


def test_updating_translations_publishes_none(
    client, translated, programme, django_capture_on_commit_callbacks
):
    put(translated, "Nya aktörer")
    before = as_it_stands()
    url = reverse("wagtail_localize:update_translations", args=[translated.source.pk])

    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, {"publish_translations": "on"})

    assert as_it_stands() == before


def test_a_new_translation_is_a_draft_until_the_next_edition(adopted, user):
    swedish = translate(adopted.page, "sv", title="Tillsammans", slug="tillsammans")
    assert not swedish.live

    edition = editions.adopt(adopted.page, user, EditionKind.REVISED, {"fi": "Ruotsiksi"})
    editions.publish(edition, user)

    assert ProgrammePage.objects.get(pk=swedish.pk).live
    assert edition.content["languages"] == ["fi", "sv"]


# --- Behind the screens ---------------------------------------------------------------------------


def test_scripts_change_nothing_either(adopted):
    goal, before = goal_of(adopted), as_it_stands()
    goal.title = "Toinen"
    with pytest.raises(ValidationError):
        goal.save()
    goal.save_revision().publish()
    goal_of(adopted).unpublish()
    with pytest.raises(PermissionDenied):
        goal.move(adopted.priorities[1], pos="last-child")
    assert as_it_stands() == before
    with pytest.raises(PermissionDenied):
        goal_of(adopted).delete()


def test_a_programme_without_editions_is_written_as_ever(programme):
    goal = goal_of(programme)
    goal.title = "Toinen"
    goal.save_revision().publish()
    assert goal_of(programme).title == "Toinen"
    goal.unpublish()
    assert not goal_of(programme).live


def test_a_new_draft_is_placed_by_the_outlines_rules(adopted, user):
    first = writing.add(adopted.priorities[0], GoalPage, {"title": "Eka"}, user)
    second = writing.add(adopted.priorities[0], GoalPage, {"title": "Toka"}, user)
    last = adopted.priorities[0].get_children().count() - 1

    writing.move(second, Page.objects.get(pk=adopted.priorities[0].pk), last - 1, user)

    paths = dict(GoalPage.objects.values_list("title", "path"))
    assert paths["Toka"] < paths["Eka"]
    assert first.pk


# --- Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["editors", "publishers", "others", "anonymous"])
@pytest.mark.parametrize("name", ["programme_editions", "programme_new_edition"])
def test_only_staff_reach_the_editions(client, programme, local_jane, other_local_jane, role, name):
    call_command("set_up_roles", verbosity=0)
    if role != "anonymous":
        user = UserFactory()
        where = other_local_jane if role == "others" else local_jane
        groups = roles.groups_of(where)
        user.groups.add(groups.editors if role == "editors" else groups.publishers)
        client.force_login(user)
    record_steps(programme.page)
    url = reverse(name, args=[programme.page.pk])

    asked = client.get(url)
    sent = client.post(url, {"adopt": "yes", "when": "now", "digest": "0"})

    expected = 302 if role == "anonymous" else 403
    assert (asked.status_code, sent.status_code) == (expected, expected)
    assert not Edition.objects.exists()


# --- The screens ----------------------------------------------------------------------------------


def test_staff_adopt_and_publish_on_the_screens(client, programme, user):
    editions_url = reverse("programme_editions", args=[programme.page.pk])
    url = reverse("programme_new_edition", args=[programme.page.pk])
    assert url not in client.get(editions_url).content.decode()
    record_steps(programme.page)
    assert url in client.get(editions_url).content.decode()
    asked = client.get(url)
    assert not Edition.objects.exists()

    data = {"digest": asked.context["form"].initial["digest"], "when": "now", "adopt": "yes"}
    response = client.post(url, data)

    assert response.url == editions_url
    assert Edition.objects.get().is_published
    assert client.get(editions_url).status_code == 200
    assert not client.get(url).context["look"].is_different


def test_staff_see_the_difference_and_make_a_revised_edition(client, adopted, user):
    writing.change(goal_of(adopted), {"title": "Uusia tekijöitä yhdistyksiin"}, user)
    url = reverse("programme_new_edition", args=[adopted.page.pk])
    asked = client.get(url)
    assert "yhdistyksiin" in asked.content.decode()
    data = {
        "digest": asked.context["form"].initial["digest"],
        "kind": "revised",
        "when": "now",
        "adopt": "yes",
    }

    refused = client.post(url, data)
    assert "note" in refused.context["form"].errors
    client.post(url, {**data, "note_fi": "Tarkennettiin tavoitetta."})

    assert Edition.objects.filter(number=2, kind="revised").exists()
    assert goal_of(adopted).title == "Uusia tekijöitä yhdistyksiin"


def test_staff_schedule_and_cancel_an_edition(client, programme, user):
    record_steps(programme.page)
    url = reverse("programme_new_edition", args=[programme.page.pk])
    data = {
        "digest": client.get(url).context["form"].initial["digest"],
        "when": "later",
        "publish_at_0": "2099-06-01",
        "publish_at_1": "09:30",
        "adopt": "yes",
    }
    assert "publish_at" in client.post(url, {**data, "publish_at_0": ""}).context["form"].errors

    client.post(url, data)

    edition = Edition.objects.get()
    assert edition.publish_at == dt.datetime(2099, 6, 1, 6, 30, tzinfo=dt.UTC)
    client.post(reverse("programme_editions", args=[programme.page.pk]), {"cancel": edition.pk})
    assert not Edition.objects.exists()


def test_very_many_pages_are_left_to_the_worker(client, programme, user, monkeypatch):
    monkeypatch.setattr(editions, "AT_ONCE_PAGES", 1)
    ActionPageFactory(parent=programme.goals[0], live=False)
    record_steps(programme.page)
    url = reverse("programme_new_edition", args=[programme.page.pk])
    data = {"when": "now", "adopt": "yes"}
    data["digest"] = client.get(url).context["form"].initial["digest"]

    client.post(url, data)

    edition = Edition.objects.get()
    assert not edition.is_published
    editions_url = reverse("programme_editions", args=[programme.page.pk])
    assert client.get(editions_url).context["is_on_its_way"]
    assert editions.publish_due(timezone.now()) == (1, [])
