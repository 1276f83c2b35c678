"""Wagtail's screens of users, groups, sites, workflows and redirects: for superusers alone."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupApprovalTask, Locale, Site, Workflow

from accounts.models import User
from localjane import roles
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups(local_jane, other_local_jane):
    call_command("set_up_roles", verbosity=0)
    return {
        "staff": roles.set_up_staff_group(),
        "publisher": roles.groups_of(local_jane).publishers,
        "editor": roles.groups_of(local_jane).editors,
    }


@pytest.fixture
def screens(groups, site) -> dict[str, str]:
    """Index, add, edit and delete screens by a name; each is there."""
    somebody = factories.UserFactory(email="joku@example.org")
    redirect = Redirect.objects.create(old_path="/vanha", redirect_link="/uusi", site=site)
    workflow, task = Workflow.objects.first(), GroupApprovalTask.objects.first()
    names = {
        "wagtailusers_users": somebody.pk,
        "wagtailusers_groups": groups["editor"].pk,
        "wagtailsites": site.pk,
        "wagtailredirects": redirect.pk,
        "wagtaillocales": Locale.objects.first().pk,
    }
    found = {}
    for name, number in names.items():
        found |= {
            f"{name}:index": reverse(f"{name}:index"),
            f"{name}:add": reverse(f"{name}:add"),
            f"{name}:edit": reverse(f"{name}:edit", args=[number]),
            f"{name}:delete": reverse(f"{name}:delete", args=[number]),
        }
    for name in ("index", "add", "task_index", "select_task_type"):
        found[name] = reverse(f"wagtailadmin_workflows:{name}")
    for name in ("edit", "disable"):
        found[name] = reverse(f"wagtailadmin_workflows:{name}", args=[workflow.pk])
    for name in ("edit_task", "disable_task"):
        found[name] = reverse(f"wagtailadmin_workflows:{name}", args=[task.pk])
    return found


@pytest.mark.parametrize("role", ["staff", "publisher", "editor"])
def test_nobody_with_a_role_opens_or_posts_any_of_them(client, groups, screens, role):
    user = factories.UserFactory()
    user.groups.add(groups[role])
    client.force_login(user)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    before = (User.objects.count(), Site.objects.count(), Redirect.objects.count())
    home = reverse("wagtailadmin_home")
    for name, address in screens.items():
        for response in (client.get(address), client.post(address, {})):
            refused = response.status_code in (403, 404)
            led_away = response.status_code == 302 and response.url == home
            assert refused or led_away, (name, response.status_code)
    assert (User.objects.count(), Site.objects.count(), Redirect.objects.count()) == before


@pytest.mark.parametrize("role", ["staff", "publisher", "editor"])
def test_nobody_with_a_role_is_led_to_any_of_them(client, groups, screens, local_jane, role):
    user = factories.UserFactory()
    user.groups.add(groups[role])
    client.force_login(user)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    html += client.get(reverse("wagtailadmin_explore", args=[local_jane.pk])).content.decode()
    for address in screens.values():
        assert f'"{address}"' not in html, address


def test_a_superuser_opens_them(client, groups, screens):
    client.force_login(factories.UserFactory(is_superuser=True))
    for name, address in screens.items():
        response = client.get(address)
        # There is one type of task, so choosing it leads straight to the form.
        assert response.status_code == 200 or "/workflows/tasks/" in response.url, name


def test_the_anonymous_are_sent_to_log_in(client, screens):
    for address in screens.values():
        response = client.get(address)
        assert response.status_code == 302
        assert f"?next={address}" in response.url
