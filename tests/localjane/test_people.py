"""The screen of a local JANE's people: who may use it, and what it changes."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from localjane import roles
from localjane.models import Invitation
from tests import factories

pytestmark = pytest.mark.django_db
INVITE = {"action": "invite", "email": "aino@example.org", "role": "editor"}


@pytest.fixture
def groups(local_jane, other_local_jane):
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


@pytest.fixture
def url(local_jane):
    return reverse("local_jane_people", args=[local_jane.pk])


def login(client, *groups):
    user = factories.UserFactory()
    user.groups.add(*groups)
    client.force_login(user)
    return user


def test_a_publisher_and_staff_invite(client, groups, url):
    for group in (groups.publishers, roles.set_up_staff_group()):
        login(client, group)
        assert client.get(url).status_code == 200
        assert client.post(url, INVITE).status_code == 302
    assert Invitation.objects.count() == 1


def test_others_change_nothing(client, groups, url, other_local_jane):
    member = factories.UserFactory()
    member.groups.add(groups.editors)
    for role in (groups.editors, roles.groups_of(other_local_jane).publishers, None):
        client.logout()
        if role:
            login(client, role)
        assert client.get(url).status_code in (302, 404)
        client.post(url, INVITE)
        client.post(url, {"action": "remove", "number": member.pk})
    assert not Invitation.objects.exists()
    assert list(member.groups.all()) == [groups.editors]


def test_removing_leaves_the_person_elsewhere(client, groups, url, other_local_jane):
    elsewhere = roles.groups_of(other_local_jane).editors
    member = factories.UserFactory()
    member.groups.add(groups.editors, elsewhere)
    login(client, groups.publishers)
    client.post(url, {"action": "remove", "number": member.pk})
    assert list(member.groups.all()) == [elsewhere]


def test_nobody_removes_herself_by_accident(client, groups, url):
    user = login(client, groups.publishers)
    client.post(url, {"action": "remove", "number": user.pk})
    assert user.groups.exists()
    client.post(url, {"action": "remove", "number": user.pk, "confirm": "on"})
    assert not user.groups.exists()
