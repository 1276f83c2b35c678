"""The first publisher's invitation is a part of founding."""

import pytest

from cms.models import OutgoingMail
from localjane.founding.founding import Plan, found
from localjane.models import LocalJanePage, Role
from localjane.people import invitations
from tests import factories

pytestmark = pytest.mark.django_db

EMAIL = "ensimmainen@example.org"


@pytest.fixture
def plan(site):
    factories.LocalJaneIndexPageFactory()
    municipality = factories.MunicipalityFactory(code="260", name_fi="Kitee")
    return Plan(municipality, "Kiteen JANE", publisher_email=EMAIL)


def test_the_first_publisher_is_mailed_an_invitation_once(plan):
    found(plan)
    found(plan)

    invitation = invitations.Invitation.objects.get()
    assert invitation.email == EMAIL
    [group] = invitation.roles.all()
    assert group.role_group.role == Role.PUBLISHER
    assert [mail.to for mail in OutgoingMail.objects.all()] == [EMAIL]


def test_a_dry_run_mails_nothing(plan):
    founding = found(plan, dry_run=True)

    assert len(founding.made) > 1
    assert not OutgoingMail.objects.exists()
    assert not invitations.Invitation.objects.exists()


def test_a_withdrawn_invitation_is_not_sent_again(plan):
    found(plan)
    invitations.withdraw(invitations.Invitation.objects.get())

    found(plan)

    assert OutgoingMail.objects.count() == 1


def test_mail_that_cannot_be_posted_leaves_no_site(plan, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("No mail today.")

    monkeypatch.setattr(invitations.outbox, "post", fail)
    with pytest.raises(RuntimeError):
        found(plan)
    assert not LocalJanePage.objects.exists()
    assert not invitations.Invitation.objects.exists()
