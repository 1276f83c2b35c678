"""The groups of staff and of local JANEs: what each may do through the ordinary screens."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Collection, GroupPagePermission, Page, Workflow, WorkflowPage
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import StandardPage
from localjane import roles
from localjane.models import LocalJaneSpace, Role, RoleGroup
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups(local_jane, other_local_jane):
    """The groups of `local_jane`; those of `other_local_jane` and of staff exist too."""
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


def login(client, *groups, **fields):
    user = factories.UserFactory(**fields)
    user.groups.add(*groups)
    client.force_login(user)
    return user


def add_url(parent):
    return reverse("wagtailadmin_pages:add", args=["cms", "standardpage", parent.pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_data(**fields):
    data = {"introduction": "", "body": streamfield([]), "comments": {}, **fields}
    return {
        **nested_form_data(data),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }


@pytest.mark.parametrize("role", ["editors", "publishers"])
def test_local_people_add_pages_on_their_own_subsite(client, groups, local_jane, role):
    login(client, getattr(groups, role))

    assert client.get(add_url(local_jane)).status_code == 200
    client.post(add_url(local_jane), form_data(title="Kevättalkoot", slug="kevattalkoot"))

    page = StandardPage.objects.child_of(local_jane).get()
    assert (page.title, page.live) == ("Kevättalkoot", False)


def test_a_local_editor_edits_what_another_has_made_on_her_subsite(client, groups, local_jane):
    page = factories.StandardPageFactory(parent=local_jane, title="Tilat", slug="tilat")
    login(client, groups.editors)

    assert client.get(edit_url(page)).status_code == 200
    client.post(edit_url(page), form_data(title="Yhdistysten tilat", slug="tilat"))

    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Yhdistysten tilat"
    assert page.title == "Tilat"


def test_a_local_editor_cannot_publish(client, groups, local_jane):
    login(client, groups.editors)

    data = form_data(title="Talkoot", slug="talkoot", **{"action-publish": "1"})
    client.post(add_url(local_jane), data)

    assert not StandardPage.objects.child_of(local_jane).get().live


def test_a_local_publisher_publishes(client, groups, local_jane):
    login(client, groups.publishers)

    data = form_data(title="Talkoot", slug="talkoot", **{"action-publish": "1"})
    client.post(add_url(local_jane), data)

    assert StandardPage.objects.child_of(local_jane).get().live


def test_an_editor_submits_for_review_and_a_publisher_approves(client, groups, local_jane):
    login(client, groups.editors)
    data = form_data(title="Talkoot", slug="talkoot", **{"action-submit": "1"})
    client.post(add_url(local_jane), data)
    page = StandardPage.objects.child_of(local_jane).get()
    state = page.current_workflow_task_state
    assert state is not None

    login(client, groups.publishers)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    client.post(url)

    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize("role", ["editors", "publishers"])
def test_local_people_touch_nothing_outside_their_subsite(
    client, groups, home, local_jane, other_local_jane, role
):
    login(client, getattr(groups, role))
    theirs = factories.StandardPageFactory(parent=other_local_jane, title="Heidän sivunsa")

    refused = [
        add_url(other_local_jane),
        add_url(home),
        edit_url(theirs),
        edit_url(other_local_jane),
        edit_url(home),
        edit_url(local_jane.get_parent()),
        reverse("wagtailadmin_pages:delete", args=[theirs.pk]),
    ]
    for url in refused:
        assert client.get(url).status_code == 403, url
    client.post(edit_url(theirs), form_data(title="Kaapattu", slug=theirs.slug))
    assert theirs.get_latest_revision_as_object().title == "Heidän sivunsa"


def test_a_subsites_translation_belongs_to_its_people_too(client, groups, local_jane):
    swedish = factories.translate(local_jane, "sv", title="Joensuu")
    roles.set_up_local_groups(local_jane)
    login(client, groups.editors)

    assert client.get(edit_url(swedish)).status_code == 200
    assert WorkflowPage.objects.filter(page=swedish).exists()


def test_staff_edit_everything_on_every_site(client, groups, home, local_jane, other_local_jane):
    login(client, roles.set_up_staff_group())

    for page in (home, local_jane, other_local_jane, local_jane.get_parent()):
        assert client.get(edit_url(page)).status_code == 200
    assert client.get(reverse("wagtailimages:index")).status_code == 200
    assert client.get(reverse("wagtaildocs:index")).status_code == 200


ONLY_SUPERUSER = [
    "wagtailusers_users:index",
    "wagtailusers_users:add",
    "wagtailusers_groups:index",
    "wagtailsites:index",
    "wagtaillocales:index",
    "wagtailredirects:index",
    "wagtailadmin_workflows:index",
    "wagtailadmin_collections:index",
]


@pytest.mark.parametrize("name", ONLY_SUPERUSER)
def test_users_groups_and_sites_are_the_superusers(client, groups, name):
    for group in (groups.editors, groups.publishers, roles.set_up_staff_group()):
        login(client, group)
        assert client.get(reverse(name)).status_code == 403

    login(client, is_superuser=True)
    assert client.get(reverse(name)).status_code == 200


def test_no_role_may_add_users_and_no_local_one_may_translate_everywhere(groups):
    held = {
        role.role: set(role.group.permissions.values_list("codename", flat=True))
        for role in RoleGroup.objects.all()
    }

    assert set(held) == set(Role.values)
    for codenames in held.values():
        assert not {"add_user", "change_user", "add_group", "change_group"} & codenames
    assert held[Role.EDITOR] == held[Role.PUBLISHER] == {"access_admin"}
    assert "submit_translation" in held[Role.STAFF]


def test_local_files_go_to_their_own_collection(client, groups, local_jane, other_local_jane):
    login(client, groups.editors)
    space = LocalJaneSpace.objects.get(local_jane=local_jane.translation_key)
    ours = factories.ImageFactory(title="Meidän kuva", collection=space.collection)
    theirs = factories.ImageFactory(
        collection=LocalJaneSpace.objects.get(
            local_jane=other_local_jane.translation_key
        ).collection
    )

    shown = client.get(reverse("wagtailimages:add")).context["form"].fields["collection"].queryset
    assert set(shown) == {space.collection, space.private_collection}
    assert client.get(reverse("wagtailimages:edit", args=[ours.pk])).status_code == 200
    assert client.get(reverse("wagtailimages:edit", args=[theirs.pk])).status_code == 403


def test_private_documents_are_for_the_local_janes_own_people(client, groups, local_jane):
    space = LocalJaneSpace.objects.get(local_jane=local_jane.translation_key)
    document = factories.DocumentFactory(collection=space.private_collection)

    assert client.get(document.url).status_code != 200
    login(client, groups.editors)
    assert client.get(document.url).status_code == 200


def test_setting_up_twice_changes_nothing(groups, local_jane):
    def everything():
        return [
            list(model.objects.order_by("pk").values())
            for model in (
                Group,
                RoleGroup,
                LocalJaneSpace,
                GroupPagePermission,
                Collection,
                Workflow,
                WorkflowPage,
                Group.permissions.through,
            )
        ]

    before = everything()
    call_command("set_up_roles", verbosity=0)
    assert everything() == before


def test_a_renamed_local_jane_keeps_its_groups_and_people(client, groups, local_jane):
    user = login(client, groups.editors)
    local_jane.title = "Joensuun seudun JANE"
    local_jane.save_revision().publish()

    renamed = roles.set_up_local_groups(local_jane)

    assert renamed.editors.pk == groups.editors.pk
    assert renamed.editors.name.startswith("Joensuun seudun JANE")
    assert list(user.groups.all()) == [renamed.editors]


def test_two_local_janes_of_one_name_have_their_own_groups(groups, local_jane, other_local_jane):
    other_local_jane.title = local_jane.title
    other_local_jane.save_revision().publish()

    theirs = roles.set_up_local_groups(other_local_jane)

    assert theirs.editors.pk != groups.editors.pk
    assert theirs.editors.name != groups.editors.name


def test_a_permission_given_by_mistake_is_taken_back(groups, home, local_jane):
    add = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    GroupPagePermission.objects.create(group=groups.editors, page=home, permission=add)
    groups.editors.permissions.add(Permission.objects.get(codename="add_user"))

    roles.set_up_local_groups(local_jane)

    assert not groups.editors.page_permissions.filter(page=home).exists()
    assert groups.editors.permissions.count() == 1


def test_wagtails_groups_with_rights_on_the_root_are_gone_after_migrating():
    assert not Group.objects.filter(name__in=roles.WAGTAIL_GROUPS).exists()
    root = Page.get_first_root_node()
    assert not GroupPagePermission.objects.filter(page=root).exists()
    assert not WorkflowPage.objects.filter(page=root).exists()


def test_a_group_of_that_name_that_somebody_is_in_stays():
    group = Group.objects.create(name="Moderators")
    permission = Permission.objects.get(
        content_type__app_label="wagtailcore", codename="change_page"
    )
    GroupPagePermission.objects.create(
        group=group, page=Page.get_first_root_node(), permission=permission
    )
    factories.UserFactory().groups.add(group)

    roles.remove_wagtail_groups()

    assert Group.objects.filter(pk=group.pk).exists()


def test_local_people_choose_a_shared_contact_but_do_not_edit_it(client, groups):
    contact = factories.ContactFactory()
    login(client, groups.editors)

    choose = "wagtailsnippetchoosers_contacts_contact"
    response = client.get(reverse(f"{choose}:choose"))
    assert response.status_code == 200
    assert str(contact) in response.json()["html"]
    assert client.get(reverse(f"{choose}:chosen", args=[contact.pk])).status_code == 200

    edit = reverse("wagtailsnippets_contacts_contact:edit", args=[contact.pk])
    assert client.get(edit).status_code == 403
    assert client.post(edit, {}).status_code == 403


def test_staff_are_shown_what_failed_in_the_background(client, groups):
    staff = RoleGroup.objects.get(role=Role.STAFF).group
    login(client, staff)
    address = reverse("failed_tasks")
    assert client.get(address).status_code == 200
    client.force_login(factories.UserFactory())
    assert client.get(address).status_code == 302
