"""Renaming a local JANE: old addresses lead on, what bears its name follows, drafts stay drafts."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Site

from contacts.models import OrganisationKind
from localjane import roles
from localjane.models import LocalJanePage, LocalJaneSpace
from localjane.moving import renaming
from localjane.moving.renaming import Naming, rename
from tests import factories

pytestmark = pytest.mark.django_db

NEW = {"fi": Naming("Joensuun seudun JANE", "joensuun-seutu")}


@pytest.fixture
def groups(local_jane, other_local_jane):
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


@pytest.fixture
def staff(client, groups):
    user = factories.UserFactory()
    user.groups.add(roles.set_up_staff_group())
    client.force_login(user)
    return user


def now(page) -> LocalJanePage:
    return LocalJanePage.objects.get(pk=page.pk)


def test_the_old_addresses_of_the_page_and_of_all_below_lead_on(
    client, local_jane, django_capture_on_commit_callbacks
):
    child = factories.StandardPageFactory(parent=local_jane, slug="tietoa")
    grandchild = factories.StandardPageFactory(parent=child, slug="lisaa")
    swedish = factories.translate(local_jane, "sv", slug="joensuu")
    old = [page.url for page in (local_jane, child, grandchild, swedish)]
    with django_capture_on_commit_callbacks(execute=True):
        rename(local_jane, {**NEW, "sv": Naming("Lokala JANE i nejden", "nejden")})

    for page, address in zip((local_jane, child, grandchild, swedish), old, strict=True):
        new = type(page).objects.get(pk=page.pk).url
        assert new != address
        response = client.get(address)
        assert (response.status_code, response.url.removeprefix("http://testserver")) == (301, new)
        assert client.get(new).status_code == 200
    assert now(local_jane).title == "Joensuun seudun JANE"
    assert now(swedish).title == "Lokala JANE i nejden"


def test_a_site_with_its_own_host_is_found_at_its_old_path_too(
    client, settings, local_jane, django_capture_on_commit_callbacks
):
    factories.SiteFactory(hostname="oma.example.org", root_page=local_jane)
    path = f"/{local_jane.get_parent().slug}/{local_jane.slug}/"
    with django_capture_on_commit_callbacks(execute=True):
        rename(local_jane, NEW)
    response = client.get(path, follow=True)
    assert response.redirect_chain[-1][0].startswith("http://oma.example.org")


def test_groups_collections_review_organisation_and_host_follow(groups, local_jane):
    organisation = factories.OrganisationFactory(
        name=local_jane.title, kind=OrganisationKind.LOCAL_JANE
    )
    local_jane.organisation = organisation
    local_jane.save_revision().publish()
    Site.objects.create(root_page=local_jane, hostname="oma.example.org", site_name="Joensuun JANE")
    rename(local_jane, NEW)

    groups = roles.groups_of(local_jane)
    space = LocalJaneSpace.objects.get(local_jane=local_jane.translation_key)
    organisation.refresh_from_db()
    for named in (groups.editors, groups.publishers, space.collection, space.workflow):
        assert named.name.startswith("Joensuun seudun JANE")
    assert space.private_collection.name.startswith("Joensuun seudun JANE")
    assert organisation.name == "Joensuun seudun JANE"
    assert Site.objects.get(hostname="oma.example.org").site_name == "Joensuun seudun JANE"


def test_they_follow_a_name_that_the_people_have_published_themselves_too(groups, local_jane):
    page = now(local_jane)
    page.title = "Meidän JANE"
    page.save_revision().publish()
    assert roles.groups_of(local_jane).editors.name.startswith("Meidän JANE")
    space = LocalJaneSpace.objects.get(local_jane=local_jane.translation_key)
    assert space.collection.name == "Meidän JANE"


def test_an_organisation_of_another_name_keeps_it(local_jane):
    organisation = factories.OrganisationFactory(name="Joensuun yhdistykset")
    LocalJanePage.objects.filter(pk=local_jane.pk).update(organisation=organisation)
    rename(local_jane, NEW)
    organisation.refresh_from_db()
    assert organisation.name == "Joensuun yhdistykset"


def test_a_draft_stays_a_draft_and_publishing_it_later_keeps_the_new_name(local_jane):
    draft = now(local_jane)
    draft.introduction = "Luonnos"
    revision = draft.save_revision()
    rename(local_jane, NEW)

    page = now(local_jane)
    assert (page.title, page.introduction) == ("Joensuun seudun JANE", local_jane.introduction)
    assert (page.has_unpublished_changes, page.latest_revision_id) == (True, revision.pk)
    page.get_latest_revision().publish()
    page = now(local_jane)
    assert (page.title, page.slug, page.introduction) == (
        "Joensuun seudun JANE",
        "joensuun-seutu",
        "Luonnos",
    )


def test_so_does_a_version_that_waits_for_its_hour(local_jane):
    draft = now(local_jane)
    draft.introduction = "Myöhemmin"
    later = draft.save_revision(approved_go_live_at=timezone.now() + dt.timedelta(days=1))
    now(local_jane).save_revision()
    rename(local_jane, NEW)
    later.refresh_from_db()
    later.publish()
    assert now(local_jane).slug == "joensuun-seutu"
    assert now(local_jane).introduction == "Myöhemmin"


def test_a_name_that_somebody_has_drafted_is_left_and_told(local_jane):
    draft = now(local_jane)
    draft.title = "Oma luonnosnimi"
    draft.save_revision()
    changes = rename(local_jane, NEW)
    page = now(local_jane)
    assert page.get_latest_revision_as_object().title == "Oma luonnosnimi"
    assert (page.draft_title, page.slug) == ("Oma luonnosnimi", "joensuun-seutu")
    assert any("Oma luonnosnimi" in change for change in changes)


def test_an_unpublished_site_is_renamed_and_stays_unpublished(local_jane):
    local_jane.unpublish()
    rename(local_jane, NEW)
    page = now(local_jane)
    assert (page.live, page.title) == (False, "Joensuun seudun JANE")
    assert page.get_latest_revision_as_object().slug == "joensuun-seutu"


def test_a_taken_address_or_name_is_refused_and_nothing_changes(local_jane, other_local_jane):
    with pytest.raises(ValidationError) as refused:
        rename(local_jane, {"fi": Naming("Uusi", other_local_jane.slug)})
    assert list(refused.value.message_dict) == ["slug_fi"]

    LocalJanePage.objects.filter(pk=local_jane.pk).update(
        organisation=factories.OrganisationFactory(name=local_jane.title)
    )
    factories.OrganisationFactory(name="Uusi")
    with pytest.raises(ValidationError) as refused:
        rename(local_jane, {"fi": Naming("Uusi", "uusi")})
    assert list(refused.value.message_dict) == ["title_fi"]
    assert now(local_jane).title == "Joensuun JANE"


@pytest.mark.parametrize("step", ["_rename_pages", "_rename_what_belongs_to_it"])
def test_a_failure_in_the_middle_leaves_all_as_it_was(local_jane, groups, monkeypatch, step):
    real = getattr(renaming, step)

    def fail(*given):
        real(*given)
        raise RuntimeError("The lights went out.")

    monkeypatch.setattr(renaming, step, fail)
    with pytest.raises(RuntimeError):
        rename(local_jane, NEW)
    assert (now(local_jane).title, now(local_jane).slug) == (local_jane.title, local_jane.slug)
    assert roles.groups_of(local_jane).editors.name.startswith("Joensuun JANE")


# --- The screen ---


def screen(page) -> str:
    return reverse("local_jane_name", args=[page.pk])


def said(**fields) -> dict:
    return {"title_fi": "Joensuun seudun JANE", "slug_fi": "joensuun-seutu", **fields}


def test_staff_see_first_what_will_change_and_then_confirm(client, staff, local_jane):
    explore = client.get(reverse("wagtailadmin_explore", args=[local_jane.pk]))
    assert screen(local_jane) in explore.content.decode()
    assert client.get(screen(local_jane)).status_code == 200

    preview = client.post(screen(local_jane), said())
    assert "Joensuun JANE → Joensuun seudun JANE" in preview.content.decode()
    assert now(local_jane).title == "Joensuun JANE"
    assert not PageLogEntry.objects.filter(action="wagtail.rename").exists()
    back = client.post(screen(local_jane), said(change="1"))
    assert back.context["form"]["title_fi"].value() == "Joensuun seudun JANE"
    assert "changes" not in back.context

    response = client.post(screen(local_jane), said(confirm="1"))
    assert response.url == reverse("wagtailadmin_explore", args=[local_jane.pk])
    assert now(local_jane).title == "Joensuun seudun JANE"
    entry = PageLogEntry.objects.get(action="wagtail.rename")
    assert entry.user == staff


def test_what_is_in_the_way_is_said_at_its_field_and_what_was_typed_stays(
    client, staff, local_jane, other_local_jane
):
    response = client.post(screen(local_jane), said(slug_fi=other_local_jane.slug))
    assert list(response.context["form"].errors) == ["slug_fi"]
    assert "Joensuun seudun JANE" in response.content.decode()
    assert now(local_jane).slug == local_jane.slug


@pytest.mark.parametrize("role", ["editors", "publishers", "nobody"])
def test_nobody_else_renames(client, groups, local_jane, role):
    if role != "nobody":
        user = factories.UserFactory()
        user.groups.add(getattr(groups, role))
        client.force_login(user)
    refused = 302 if role == "nobody" else 403
    assert client.get(screen(local_jane)).status_code == refused
    client.post(screen(local_jane), said(confirm="1"))
    assert now(local_jane).title == "Joensuun JANE"
