"""The screen of a local JANE's people: who may use it, and what it changes."""

import datetime as dt

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.editor_tasks import inbox_of
from cms.models import OutgoingMail
from localjane import roles
from localjane.models import Invitation, Role, RoleGroup
from localjane.people import invitations
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


def login(client, *groups, **fields):
    user = factories.UserFactory(**fields)
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
        assert client.get(url).status_code in (302, 403)
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


def test_staff_hear_when_the_last_publisher_has_gone(client, groups, url):
    staff = login(client, roles.set_up_staff_group())
    first, last = factories.UserFactory(), factories.UserFactory()
    for each in (first, last):
        each.groups.add(groups.publishers)
    client.post(url, {"action": "remove", "number": first.pk})
    assert not OutgoingMail.objects.exists()
    client.post(url, {"action": "editor", "number": last.pk})
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.to) == ("last-publisher", staff.email)
    assert "Joensuun JANE" in mail.text


def test_what_is_wrong_with_people_waits_in_the_staffs_inbox(client, groups, local_jane, url):
    staff = login(client, roles.set_up_staff_group())
    client.post(url, INVITE)
    waiting = {t.text for _heading, tasks in inbox_of(staff) for t in tasks}
    assert waiting == {"Joensuun JANE", "Lieksan JANE"}
    Invitation.objects.update(expires=timezone.now() - dt.timedelta(days=1))
    factories.UserFactory().groups.add(groups.publishers)
    waiting = {t.text for _heading, tasks in inbox_of(staff) for t in tasks}
    assert waiting == {"aino@example.org", "Lieksan JANE"}


def test_numbers_of_another_janes_people_and_invitations_do_nothing(
    client, groups, url, other_local_jane
):
    theirs = roles.groups_of(other_local_jane)
    member = factories.UserFactory()
    member.groups.add(theirs.editors)
    invitation = invitations.invite(other_local_jane, "onni@example.org", [Role.EDITOR], None)
    login(client, groups.publishers)
    for action in ("remove", "editor", "publisher"):
        assert client.post(url, {"action": action, "number": member.pk}).status_code == 403
    for action in ("resend", "withdraw"):
        assert client.post(url, {"action": action, "number": invitation.pk}).status_code == 403
    invitation.refresh_from_db()
    assert (invitation.withdrawn_at, invitation.link_number) == (None, 1)
    assert list(member.groups.all()) == [theirs.editors]


def test_a_local_jane_without_groups_is_explained(client, groups, url):
    login(client, is_superuser=True)
    RoleGroup.objects.all().delete()
    assert client.get(url).status_code == 302


def test_the_address_of_a_closed_account_is_not_asked_to_log_in(client, groups, local_jane):
    factories.UserFactory(email="aino@example.org", is_active=False)
    invitation = invitations.invite(local_jane, "aino@example.org", [Role.EDITOR], None)
    page = client.get(invitations.link_of(invitation).removeprefix(settings.SITE_URL))
    assert "suljettu" in page.content.decode()
    assert "/tili/kirjaudu/?next" not in page.content.decode()


def test_the_link_of_a_site_that_is_gone_says_so(client, groups, local_jane):
    invitation = invitations.invite(local_jane, "aino@example.org", [Role.EDITOR], None)
    link = invitations.link_of(invitation).removeprefix(settings.SITE_URL)
    local_jane.delete()
    assert client.get(link).status_code == 410


def test_a_closed_account_is_shown_as_such(client, groups, url):
    login(client, groups.publishers)
    factories.UserFactory(is_active=False).groups.add(groups.editors)
    assert client.get(url).content.decode().count("Tili on suljettu") == 1
