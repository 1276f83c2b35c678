"""Nobody but a superuser reaches what is not named in localjane/reach/allowed.py."""

import datetime as dt
import json

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from localjane import roles
from localjane.models import AccessRefusal, LocalJaneSpace, RoleGroup
from localjane.reach import refusals, switches
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


@pytest.fixture
def groups(local_jane, other_local_jane):
    """The groups of `local_jane`; those of `other_local_jane` and of staff exist too."""
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


@pytest.fixture
def staff_group(groups):
    return RoleGroup.objects.get(role="staff").group


@pytest.fixture
def theirs(groups, other_local_jane):
    """A draft of the other local JANE."""
    return factories.StandardPageFactory(parent=other_local_jane, title="Salaisuus", live=False)


@pytest.fixture
def ours(groups, local_jane):
    return factories.StandardPageFactory(parent=local_jane, title="Oma sivu")


def login(client, *groups, **fields):
    user = factories.UserFactory(**fields)
    user.groups.add(*groups)
    client.force_login(user)
    return user


def refusal():
    return AccessRefusal.objects.get()


# --- Views ---


CLOSED_TO_LOCAL = [
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_api:images:listing",
    "wagtailadmin_api:documents:listing",
    "wagtail_localize:translations_report",
    "wagtailusers_users:index",
    "staff_inbox",
    "found_local_jane",
]


@pytest.mark.parametrize("name", CLOSED_TO_LOCAL)
@pytest.mark.parametrize("role", ["editors", "publishers"])
def test_local_people_are_refused_what_is_staffs_or_the_superusers(client, groups, role, name):
    user = login(client, getattr(groups, role))

    response = client.get(reverse(name))

    assert response.status_code == 403
    assert reverse("wagtailadmin_home") in response.content.decode()
    line = refusal()
    assert (line.user, line.view_name, line.reason) == (user, name, AccessRefusal.Reason.VIEW)


def test_the_superuser_is_refused_nothing(client, groups):
    login(client, is_superuser=True)

    assert client.get(reverse("wagtailusers_users:index")).status_code == 200
    assert client.get(reverse("wagtailadmin_reports:page_types_usage")).status_code == 200
    assert not AccessRefusal.objects.exists()


def test_staff_reach_every_content_but_not_users(client, staff_group, theirs):
    login(client, staff_group)

    assert client.get(reverse("wagtailadmin_pages:edit", args=[theirs.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_reports:page_types_usage")).status_code == 200
    assert client.get(reverse("wagtailusers_users:index")).status_code == 403


def test_who_may_not_enter_is_sent_away_by_the_login_as_before(client, groups):
    assert client.get(reverse("wagtailadmin_home")).status_code == 302
    login(client)
    assert client.get(reverse("wagtailadmin_home")).status_code == 302
    assert not AccessRefusal.objects.exists()


# --- Ids in the address, after the question mark and in what is sent ---


def test_an_id_of_another_site_in_the_address_is_refused(client, groups, theirs, other_local_jane):
    login(client, groups.publishers)
    revision = theirs.latest_revision
    addresses = [
        reverse("wagtailadmin_pages:edit", args=[theirs.pk]),
        reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[theirs.pk]),
        reverse("wagtailadmin_pages:move_confirm", args=[theirs.pk, other_local_jane.pk]),
        reverse("wagtailadmin_pages:revisions_view", args=[theirs.pk, revision.pk]),
        reverse("wagtailadmin_choose_page_child", args=[theirs.pk]),
        reverse("wagtailadmin_api:pages:detail", args=[theirs.pk]),
        reverse("offer", args=[theirs.pk]),
    ]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 403, address
        assert "Salaisuus" not in response.content.decode()
    assert set(AccessRefusal.objects.values_list("reason", flat=True)) == {"id"}


def test_a_foreign_destination_is_refused_too(client, groups, ours, theirs):
    login(client, groups.publishers)

    address = reverse("wagtailadmin_pages:move_confirm", args=[ours.pk, theirs.pk])
    assert client.get(address).status_code == 403
    assert refusal().parameter == "destination_id"


def test_older_versions_named_without_names_are_checked(client, groups, ours, theirs):
    login(client, groups.editors)
    newest = theirs.latest_revision_id

    own = reverse("wagtailadmin_pages:revisions_compare", args=[ours.pk, "earliest", "live"])
    foreign = reverse("wagtailadmin_pages:revisions_compare", args=[ours.pk, "live", newest])

    assert client.get(own).status_code == 200
    assert client.get(foreign).status_code == 403


def test_an_id_of_another_site_in_the_query_is_refused(client, groups, ours, theirs):
    login(client, groups.publishers)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    assert client.get(bulk, {"id": [ours.pk]}).status_code == 200
    response = client.get(bulk, {"id": [ours.pk, theirs.pk]})

    assert response.status_code == 403
    assert "Salaisuus" not in response.content.decode()
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple")
    assert client.get(chosen, {"id": [theirs.pk]}).status_code == 403
    listing = reverse("wagtailadmin_api:pages:listing")
    assert client.get(listing, {"child_of": theirs.pk}).status_code == 403
    assert client.get(listing, {"child_of": "root", "for_explorer": 1}).status_code == 200


def test_all_pages_at_once_are_those_below_a_page_of_hers(client, groups, local_jane, ours):
    login(client, groups.publishers)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    assert client.get(bulk, {"id": "all"}).status_code == 403
    assert client.get(bulk, {"id": "all", "childOf": local_jane.pk}).status_code == 200


def test_an_id_of_another_site_in_a_form_is_refused(client, groups, ours, theirs):
    login(client, groups.publishers)

    response = client.post(
        reverse("wagtailadmin_pages:copy", args=[ours.pk]),
        {"new_title": "Kopio", "new_slug": "kopio", "new_parent_page": theirs.pk},
    )

    assert response.status_code == 403
    assert not theirs.get_children().exists()


def test_an_id_in_json_is_looked_at_too(client, groups, theirs):
    login(client, groups.publishers)
    address = reverse("wagtailadmin_pages:add_subpage", args=[theirs.get_parent().pk])

    response = client.post(
        reverse("wagtailadmin_editing_sessions:release", args=[1]),
        json.dumps({"deep": [{"page_id": theirs.pk}]}),
        content_type="application/json",
    )

    assert response.status_code == 403
    assert refusal().parameter == "page_id"
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("value", ["7", " 7 ", "0b5b6a5e-5d0f-4a60-8c3f-3b8e4c5d6f70"])
def test_an_unknown_parameter_that_carries_an_id_is_refused(client, groups, ours, value):
    login(client, groups.editors)
    address = reverse("wagtailadmin_pages:edit", args=[ours.pk])

    assert client.get(address, {"fresh": value}).status_code == 403
    assert client.get(address, {"fresh": "yes"}).status_code == 200
    assert refusal().reason == AccessRefusal.Reason.UNKNOWN


@pytest.mark.parametrize("value", ["x", "-1", "9" * 30, "1,2", "²"])
def test_what_is_no_id_where_one_belongs_is_refused(client, groups, value):
    login(client, groups.editors)
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple")

    assert client.get(chosen, {"id": value}).status_code == 403
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert client.get(bulk, {"id": value}).status_code == 403


@pytest.mark.parametrize("model", [("accounts", "user"), ("contacts", "person"), ("x", "y")])
def test_rows_of_other_models_are_refused_in_bulk(client, groups, model):
    login(client, groups.publishers)
    bulk = reverse("wagtail_bulk_action", args=[*model, "delete"])

    for number in ("1", "all"):
        assert client.get(bulk, {"id": number}).status_code == 403


def test_files_of_another_site_are_refused(client, groups, other_local_jane):
    login(client, groups.publishers)
    space = LocalJaneSpace.objects.get(local_jane=other_local_jane.translation_key)
    image = factories.ImageFactory(collection=space.collection)
    document = factories.DocumentFactory(collection=space.private_collection)

    for address in (
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages_chooser:chosen", args=[image.pk]),
        reverse("wagtailimages_chooser:select_format", args=[image.pk]),
        reverse("wagtailadmin_api:images:detail", args=[image.pk]),
        reverse("wagtaildocs_chooser:chosen", args=[document.pk]),
        reverse("wagtailadmin_api:documents:detail", args=[document.pk]),
        reverse("wagtailimages:index") + f"?collection_id={space.collection.pk}",
    ):
        assert client.get(address).status_code == 403, address


# --- The line in the log ---


def test_the_line_outlives_a_refusal_and_holds_nothing_that_was_sent(client, groups, theirs):
    user = login(client, groups.publishers)

    client.post(reverse("wagtailadmin_pages:edit", args=[theirs.pk]), {"title": "Kaapattu sivu"})

    line = refusal()
    assert (line.user, line.view_name) == (user, "wagtailadmin_pages:edit")
    assert (line.reason, line.parameter) == (AccessRefusal.Reason.ID, "page_id")
    assert "Kaapattu" not in str(AccessRefusal.objects.values())


def test_lines_are_forgotten_after_a_year(client, groups):
    login(client, groups.editors)
    client.get(reverse("wagtailusers_users:index"))
    client.get(reverse("wagtailsites:index"))
    oldest = AccessRefusal.objects.order_by("pk").first()
    oldest.happened_at = timezone.now() - dt.timedelta(days=366)
    oldest.save()

    assert refusals.forget_old(timezone.now()) == 1
    assert refusal().view_name == "wagtailsites:index"


def test_the_superuser_finds_the_lines_in_a_report(client, groups, staff_group):
    user = login(client, staff_group)
    report = reverse("access_refusals")
    assert client.get(report).status_code == 403

    login(client, is_superuser=True)
    html = client.get(report).content.decode()

    assert str(user) in html
    assert "access_refusals" in html
    assert report in client.get(reverse("wagtailadmin_home")).content.decode()


def test_nobody_fills_the_log(client, groups, monkeypatch):
    monkeypatch.setattr(refusals, "MOST_A_DAY", 2)
    login(client, groups.editors)

    for _time in range(4):
        assert client.get(reverse("wagtailsites:index")).status_code == 403
    assert AccessRefusal.objects.count() == 2


def test_a_script_gets_json(client, groups):
    login(client, groups.editors)

    response = client.get(
        reverse("wagtailsites:index"), headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert response.status_code == 403
    assert response.json()["error"]


# --- A guard can fail ---


def test_without_its_guard_a_foreign_id_comes_through(client, groups, ours, theirs, monkeypatch):
    login(client, groups.publishers)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    monkeypatch.setattr(switches, "OFF", {"query_is_within_reach"})

    assert "Salaisuus" in client.get(bulk, {"id": [ours.pk, theirs.pk]}).content.decode()


# --- What Wagtail has no hook for ---


def test_a_title_that_is_not_published_yet_is_for_its_own_people(
    client, groups, local_jane, other_local_jane, staff_group
):
    for parent in (local_jane, other_local_jane):
        page = factories.StandardPageFactory(parent=parent, title="Julkaistu nimi")
        page.title = "Luonnoksen nimi"
        page.save_revision()
    login(client, groups.editors)
    own = client.get(reverse("wagtailadmin_choose_page_child", args=[local_jane.pk]))
    public = client.get(reverse("wagtailadmin_choose_page_child", args=[other_local_jane.pk]))
    assert "Luonnoksen nimi" in own.json()["html"]
    assert "Julkaistu nimi" in public.json()["html"]
    assert "Luonnoksen nimi" not in public.json()["html"]

    login(client, staff_group)
    staffs = client.get(reverse("wagtailadmin_choose_page_child", args=[other_local_jane.pk]))
    assert "Luonnoksen nimi" in staffs.json()["html"]


def test_tags_are_those_of_her_own_files(client, groups, local_jane, other_local_jane, staff_group):
    for page, tag in ((local_jane, "oma-asia"), (other_local_jane, "omituinen")):
        space = LocalJaneSpace.objects.get(local_jane=page.translation_key)
        image = factories.ImageFactory(collection=space.collection)
        image.tags.add(tag)
        image.save()
    addresses = [
        reverse("wagtailadmin_tag_autocomplete") + "?term=om",
        reverse("wagtailimages:index"),
        reverse("wagtailimages_chooser:choose"),
    ]
    login(client, groups.editors)
    for address in addresses:
        html = client.get(address).content.decode()
        assert "oma-asia" in html
        assert "omituinen" not in html

    login(client, staff_group)
    for address in addresses:
        assert "omituinen" in client.get(address).content.decode()


def test_the_filters_of_her_pages_name_only_who_works_on_them(
    client, groups, site, local_jane, other_local_jane, staff_group
):
    for page, name in ((local_jane, "Omaiina"), (other_local_jane, "Vieraiina")):
        writer = factories.UserFactory(first_name=name, email=f"{name.lower()}@example.org")
        child = factories.StandardPageFactory(parent=page, owner=writer)
        child.save_revision(user=writer, log_action=True)
    factories.SiteFactory(site_name="Naapurin osoite", root_page=other_local_jane)
    listing = reverse("wagtailadmin_explore", args=[local_jane.pk])

    login(client, groups.editors)
    html = client.get(listing).content.decode()
    assert "Omaiina" in html
    assert "Vieraiina" not in html
    assert "Naapurin osoite" not in html

    login(client, staff_group)
    assert "Vieraiina" in client.get(listing).content.decode()


def test_a_pasted_address_tells_nothing_of_a_draft(client, site, groups, other_local_jane):
    # A host that a form takes for one.
    site.hostname = "localhost"
    site.save()
    page = factories.StandardPageFactory(parent=other_local_jane, title="Julkaistu nimi")
    page.title = "Luonnoksen nimi"
    page.save_revision()
    login(client, groups.editors)

    response = client.post(
        reverse("wagtailadmin_choose_page_external_link"),
        {
            "external-link-chooser-url": page.get_full_url(),
            "external-link-chooser-link_text": "Täällä",
        },
    )

    assert response.json()["step"] == "external_link_chosen"
    assert "Luonnoksen nimi" not in response.content.decode()


def test_who_may_read_a_page_is_staffs_to_decide(client, groups, ours, staff_group):
    privacy = reverse("wagtailadmin_pages:set_privacy", args=[ours.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[ours.pk])
    login(client, groups.publishers)
    assert client.get(privacy).status_code == 403
    assert 'data-a11y-dialog-show="set-privacy"' not in client.get(edit).content.decode()

    login(client, staff_group)
    assert client.get(privacy).status_code == 200
    assert 'data-a11y-dialog-show="set-privacy"' in client.get(edit).content.decode()


@pytest.mark.parametrize("content_type", ["multipart", "form", "text"])
def test_what_is_put_is_looked_at_like_what_is_posted(client, groups, theirs, content_type):
    login(client, groups.publishers)
    address = reverse("wagtailadmin_editing_sessions:release", args=[1])
    body, kind = {
        "multipart": (encode_multipart(BOUNDARY, {"page_id": theirs.pk}), MULTIPART_CONTENT),
        "form": (f"page_id={theirs.pk}", "application/x-www-form-urlencoded"),
        "text": (json.dumps({"page_id": theirs.pk}), "text/plain"),
    }[content_type]

    response = client.put(address, body, content_type=kind)

    assert response.status_code == 403
    assert refusal().parameter == "page_id"


def test_a_file_is_uploaded_to_her_own_collection(client, groups, local_jane, other_local_jane):
    login(client, groups.editors)
    spaces = [
        LocalJaneSpace.objects.get(local_jane=page.translation_key)
        for page in (local_jane, other_local_jane)
    ]
    url = reverse("wagtaildocs:add_multiple")

    def upload(space):
        file = SimpleUploadedFile("muistio.txt", b"Muistio", content_type="text/plain")
        data = {"files[]": file, "title": "Muistio 2026", "collection": space.collection.pk}
        return client.post(url, data, headers={"X-Requested-With": "XMLHttpRequest"})

    assert upload(spaces[0]).json()["success"]
    assert upload(spaces[1]).status_code == 403


def test_the_guard_adds_few_queries_however_many_pages_there_are(client, groups, local_jane):
    login(client, groups.publishers)
    address = reverse("wagtailadmin_explore", args=[local_jane.pk])

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    count()
    guarded = count()
    with override_settings(
        MIDDLEWARE=[name for name in settings.MIDDLEWARE if "reach" not in name]
    ):
        unguarded = count()
    assert guarded - unguarded <= 3
