"""The staff's inbox shows what waits, to staff alone."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from cms.models import OutgoingMail
from localjane import roles
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(site, client):
    user = UserFactory()
    user.groups.add(roles.set_up_staff_group())
    client.force_login(user)
    return user


def test_an_empty_inbox_says_so(client, staff):
    response = client.get(reverse("staff_inbox"))
    assert response.status_code == 200
    assert "Sinua ei odota mikään" in response.content.decode()


def test_mail_that_failed_waits_with_its_address(client, staff):
    OutgoingMail.objects.create(
        kind="invitation", to="aino@example.org", subject="Kutsu", state=OutgoingMail.State.FAILED
    )
    OutgoingMail.objects.create(kind="invitation", to="onni@example.org", subject="Kutsu")
    page = client.get(reverse("staff_inbox")).content.decode()
    assert "aino@example.org" in page
    assert "onni@example.org" not in page


def test_failed_mail_is_sent_again_when_staff_say_so(client, staff):
    mail = OutgoingMail.objects.create(
        kind="invitation", to="aino@example.org", subject="Kutsu", state="failed", attempts=6
    )
    address = reverse("send_mail_again", args=[mail.pk])
    assert address in client.get(reverse("staff_inbox")).content.decode()
    client.get(address)
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.FAILED
    client.post(address)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (OutgoingMail.State.WAITING, 0)


def test_the_menu_leads_there(client, staff):
    assert reverse("staff_inbox") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_local_people_are_refused(client, local_jane):
    call_command("set_up_roles", verbosity=0)
    user = UserFactory()
    user.groups.add(roles.groups_of(local_jane).publishers)
    client.force_login(user)
    response = client.get(reverse("staff_inbox"))
    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    mail = OutgoingMail.objects.create(kind="x", to="a@example.org", subject="x", state="failed")
    client.post(reverse("send_mail_again", args=[mail.pk]))
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.FAILED
    assert reverse("staff_inbox") not in client.get(reverse("wagtailadmin_home")).content.decode()
