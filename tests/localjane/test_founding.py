"""Founding a local JANE: all or nothing, safe to run again, respectful of what people changed."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Page, Site

from accounts.models import User
from cms.models import StandardPage
from contacts.models import Organisation, OrganisationKind
from events.models import CalendarPage
from localjane import roles
from localjane.founding import founding
from localjane.founding.founding import Plan, found
from localjane.founding.starting_pages import starting_pages
from localjane.models import Invitation, LocalJanePage, LocalJaneSpace, Role, RoleGroup
from news.models import NewsIndexPage
from tests import factories

pytestmark = pytest.mark.django_db

HOST = "kitee.example.org"
EMAIL = "ensimmainen@example.org"


@pytest.fixture
def plan(site):
    """A plan with everything in it; the page of all local JANEs is there in Swedish too."""
    factories.translate(factories.LocalJaneIndexPageFactory(), "sv")
    return Plan(
        municipality=factories.MunicipalityFactory(code="260", name_fi="Kitee"),
        name="Kiteen JANE",
        accent="lake",
        publisher_email=EMAIL,
        languages=("sv",),
        host=HOST,
        starting_pages=tuple(starting_pages()),
    )


def rows() -> dict[str, list]:
    """Every row of every table, but for Django's memory of content types."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label != "contenttypes.ContentType"
    }


def test_everything_that_a_site_needs_is_made_as_drafts(plan):
    staff = factories.UserFactory()
    result = found(plan, by=staff)

    page = LocalJanePage.objects.get(locale__language_code="fi")
    assert (page.title, page.slug, page.accent) == ("Kiteen JANE", "kitee", "lake")
    assert page.organisation == Organisation.objects.get(kind=OrganisationKind.LOCAL_JANE)
    assert page.get_latest_revision_as_object().organisation == page.organisation
    assert page.introduction
    children = page.get_children().specific()
    assert [child.slug for child in children] == [s.slug for s in starting_pages().values()]
    assert not any(each.live for each in (page, *children))
    assert all(child.introduction and child.show_in_menus for child in children)
    assert page.get_translations().get().introduction.startswith("Lokala JANE")
    assert Site.objects.get(hostname=HOST).root_page_id == page.pk
    assert LocalJaneSpace.objects.get(local_jane=page.translation_key).workflow
    editable = GroupPagePermission.objects.filter(group=roles.groups_of(page).editors)
    assert set(editable.values_list("page", flat=True)) == {
        each.pk for each in page.get_translations(inclusive=True)
    }
    invitation = Invitation.objects.get(local_jane=page.translation_key)
    assert (invitation.email, invitation.invited_by) == (EMAIL, staff)
    assert [group.role_group.role for group in invitation.roles.all()] == [Role.PUBLISHER]
    assert (result.page.pk, result.kept) == (page.pk, [])


def test_the_starting_text_passes_the_checks_of_the_editor_and_can_be_published(client, plan):
    page = found(plan).page
    for each in [page, *page.get_children().specific()]:
        each.get_latest_revision().publish()

    assert StandardPage.objects.filter(live=True).count() == 2
    text = StandardPage.objects.get(slug="tule-mukaan")
    assert "<h2" in str(text.body)
    text.body.stream_block.clean(text.body)


STEPS = [
    "_check",
    "_make_front_page",
    "_make_organisation",
    "_make_starting_pages",
    "_make_translations",
    "_give_rights",
    "_give_host",
    "_invite_first_publisher",
]


@pytest.mark.parametrize("step", STEPS)
def test_a_failure_after_any_step_leaves_no_row(plan, monkeypatch, step):
    before = rows()
    real = getattr(founding, step)

    def fail(given):
        real(given)
        raise RuntimeError("The lights went out.")

    monkeypatch.setattr(founding, step, fail)
    with pytest.raises(RuntimeError):
        found(plan)
    assert rows() == before


def test_these_are_all_the_steps_that_there_are():
    called = [name for name in found.__code__.co_names if name.startswith("_")]
    assert called == STEPS


@pytest.mark.parametrize("step", STEPS)
def test_the_command_that_is_stopped_after_any_step_leaves_no_row(plan, monkeypatch, step):
    before = rows()
    real = getattr(founding, step)

    def stop(given):
        real(given)
        raise KeyboardInterrupt

    monkeypatch.setattr(founding, step, stop)
    args = ["260", "--name", plan.name, "--language", "sv", "--host", HOST, "--publisher", EMAIL]
    with pytest.raises(KeyboardInterrupt):
        call_command("found_local_jane", *args)
    assert rows() == before


def test_a_second_run_changes_nothing(plan):
    found(plan)
    before = rows()

    again = found(plan)

    assert rows() == before
    assert (again.made, again.kept) == ([], [])
    assert Invitation.objects.count() == 1


def test_a_dry_run_says_everything_and_makes_nothing(plan):
    before = rows()
    would = found(plan, dry_run=True)

    assert rows() == before
    assert would.made == found(plan).made


def test_what_is_missing_is_made_again(plan):
    page = found(plan).page
    CalendarPage.objects.get().delete()
    RoleGroup.objects.get(local_jane=page.translation_key, role=Role.EDITOR).group.delete()
    Page.objects.get(pk=page.get_translations().get().pk).delete()
    Site.objects.get(hostname=HOST).delete()

    again = found(plan)

    assert CalendarPage.objects.get().get_parent().pk == page.pk
    assert roles.groups_of(page).editors.page_permissions.exists()
    assert page.get_translations().count() == 1
    assert Site.objects.get(hostname=HOST).root_page_id == page.pk
    assert len(again.made) == 6


def test_what_people_have_changed_is_told_and_stays(plan):
    page = found(plan).page
    page.title, page.accent = "Kiteen seudun JANE", "birch"
    page.save_revision().publish()
    own = StandardPage.objects.get(slug="tule-mukaan")
    own.title, own.slug = "Lähde mukaan", "lahde-mukaan"
    own.save_revision().publish()
    Site.objects.filter(hostname=HOST).update(hostname="oma.example.org")
    roles.set_up_local_groups(page)
    before = rows()

    again = found(plan)

    assert rows() == before
    assert again.made == []
    assert len(again.kept) == 4


def test_a_list_of_news_that_people_have_made_themselves_counts(plan):
    page = found(Plan(plan.municipality, plan.name)).page
    factories.NewsIndexPageFactory(parent=page, title="Ajankohtaista", slug="ajankohtaista")

    found(plan)

    assert NewsIndexPage.objects.child_of(page).count() == 1


def test_a_publisher_who_is_there_already_is_not_invited(plan):
    page = found(Plan(plan.municipality, plan.name)).page
    User.objects.create_user(EMAIL, None).groups.add(roles.groups_of(page).publishers)

    found(plan)

    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"accent": "vaaleanpunainen"}, "accent"),
        ({"languages": ("en",)}, "languages"),
        ({"host": "https://x.example.org/"}, "host"),
        ({"publisher_email": "ei osoite"}, "publisher_email"),
        ({"starting_pages": ("blogi",)}, "starting_pages"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(plan, change, field):
    before = rows()
    with pytest.raises(ValidationError) as refused:
        found(Plan(**{**vars(plan), **change}))

    assert list(refused.value.message_dict) == [field]
    assert rows() == before


def test_a_name_and_an_address_that_are_taken_are_refused(plan):
    factories.OrganisationFactory(name=plan.name)
    with pytest.raises(ValidationError) as refused:
        found(plan)
    assert list(refused.value.message_dict) == ["name"]

    factories.LocalJanePageFactory(slug="kitee", municipality__name_fi="Muu")
    with pytest.raises(ValidationError) as refused:
        found(plan)
    assert list(refused.value.message_dict) == ["municipality"]


def test_none_is_founded_for_a_municipality_that_has_ended(plan):
    plan.municipality.successor = factories.MunicipalityFactory(name_fi="Joensuu")
    plan.municipality.save()
    with pytest.raises(ValidationError) as refused:
        found(plan)
    assert list(refused.value.message_dict) == ["municipality"]


def test_it_takes_no_more_queries_where_there_are_many_local_janes(plan):
    # Collections stand in alphabetical order, and Wagtail moves those after a new one one by one.
    last = Plan(**{**vars(plan), "name": "Ölläjän JANE"})

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            found(last, dry_run=True)
        return len(captured)

    roles.set_up_local_groups(factories.LocalJanePageFactory())
    queries()
    few = queries()
    for _number in range(5):
        roles.set_up_local_groups(factories.LocalJanePageFactory())
    assert queries() <= few


# --- The command ---


def run(capsys, *args) -> list[str]:
    call_command("found_local_jane", *args)
    return capsys.readouterr().out.splitlines()


def test_the_command_founds_and_then_finds_nothing_missing(capsys, plan):
    args = ["260", "--name", "Kiteen JANE", "--language", "sv", "--publisher", EMAIL]
    would = run(capsys, *args, "--dry-run")
    assert not LocalJanePage.objects.exists()
    assert all(line.startswith("Would make: ") for line in would)

    done = run(capsys, *args)
    assert [line.partition(": ")[2] for line in done] == [line.partition(": ")[2] for line in would]
    assert run(capsys, "kitee") == ["Kiteen JANE: nothing is missing."]


def test_the_command_prints_what_differs(capsys, plan):
    found(plan)
    [line, _nothing] = run(capsys, "Kitee", "--name", "Uusi nimi")
    assert line.startswith("Differs: ")
    assert "Kiteen JANE" in line
    assert "Uusi nimi" in line


@pytest.mark.parametrize(
    "args",
    [
        ["Atlantis", "--name", "Atlantiksen JANE"],
        ["260"],
        ["260", "--name", "Kiteen JANE", "--language", "en"],
    ],
)
def test_the_command_says_why_it_makes_nothing(plan, args):
    before = rows()
    with pytest.raises(CommandError):
        call_command("found_local_jane", *args)
    assert rows() == before
