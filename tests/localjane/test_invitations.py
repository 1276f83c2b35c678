"""Invitations to a local JANE: who gets which groups, and which links work."""

import datetime as dt

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from cms import signed_links
from cms.models import OutgoingMail
from localjane import roles
from localjane.models import Invitation, Role
from localjane.people import invitations
from tests import factories

pytestmark = pytest.mark.django_db
NEW = {"first_name": "Aino", "last_name": "Aalto", "password": "kuusi-vihreaa-saarta"}


@pytest.fixture
def jane(local_jane, other_local_jane):
    call_command("set_up_roles", verbosity=0)
    return local_jane


def path_of(invitation):
    return "/tili/kutsu/" + invitations.link_of(invitation).split("/tili/kutsu/")[1]


def token_of(invitation):
    return invitations.link_of(invitation).rstrip("/").rpartition("/")[2]


def test_a_new_person_gets_exactly_the_groups_and_is_logged_in(client, jane):
    path = path_of(invitations.invite(jane, "Aino@Example.org", [Role.EDITOR], None))
    assert client.get(path).status_code == 200
    assert not User.objects.exists()

    assert client.post(path, NEW).status_code == 302

    user = User.objects.get()
    assert user.email == "aino@example.org"
    assert list(user.groups.all()) == [roles.groups_of(jane).editors]
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert UserSession.objects.get().user == user
    assert client.get(path).status_code == 410


def test_a_weak_password_is_refused(client, jane):
    path = path_of(invitations.invite(jane, "aino@example.org", [Role.EDITOR], None))
    assert client.post(path, {**NEW, "password": "salasana"}).status_code == 200
    assert not User.objects.exists()


def test_an_existing_account_logs_in_first_and_keeps_its_groups(client, jane, other_local_jane):
    user = factories.UserFactory(email="aino@example.org")
    elsewhere = roles.groups_of(other_local_jane).publishers
    user.groups.add(elsewhere)
    path = path_of(invitations.invite(jane, user.email, [Role.PUBLISHER], None))

    client.post(path, NEW)
    assert list(user.groups.all()) == [elsewhere]

    client.force_login(user)
    client.post(path)
    assert set(user.groups.all()) == {elsewhere, roles.groups_of(jane).publishers}


def test_another_account_cannot_accept(client, jane):
    user = factories.UserFactory()
    client.force_login(user)
    path = path_of(invitations.invite(jane, "aino@example.org", [Role.EDITOR], None))
    assert client.post(path).status_code == 403
    assert not user.groups.exists()


def test_an_open_invitation_is_renewed_and_its_old_link_dies(client, jane):
    first = path_of(invitations.invite(jane, "aino@example.org", [Role.EDITOR], None))
    again = invitations.invite(jane, "AINO@example.org", [Role.PUBLISHER], None)
    assert Invitation.objects.count() == 1
    assert OutgoingMail.objects.filter(kind="invitation").count() == 2
    assert client.get(first).status_code == 410
    assert client.get(path_of(again)).status_code == 200


def test_a_withdrawn_or_old_link_is_worth_nothing(client, jane):
    invitation = invitations.invite(jane, "aino@example.org", [Role.EDITOR], None)
    path = path_of(invitation)
    with time_machine.travel(timezone.now() + dt.timedelta(days=15)):
        assert client.post(path, NEW).status_code == 410
    invitations.withdraw(invitation)
    assert client.post(path, NEW).status_code == 410
    assert not User.objects.exists()


def test_the_second_of_two_who_accept_is_refused(jane):
    user = factories.UserFactory(email="aino@example.org")
    token = token_of(invitations.invite(jane, user.email, [Role.EDITOR], None))
    invitations.accept(token, user)
    with pytest.raises(signed_links.LinkUsedError):
        invitations.accept(token, user)


@pytest.mark.parametrize("wanted", [[], [Role.STAFF], [Role.EDITOR, Role.STAFF]])
def test_only_local_roles_can_be_given(jane, wanted):
    with pytest.raises(ValueError, match="Only local roles"):
        invitations.invite(jane, "aino@example.org", wanted, None)
    assert not Invitation.objects.exists()
