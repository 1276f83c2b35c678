"""What a local JANE's people leave behind beside pages: proposals, addresses, logins, redirects."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from wagtail.contrib.redirects.models import Redirect

from contacts.models import ContactSuggestion
from localjane.models import AccountNotice
from tests import factories
from tests.apart.contents import Hidden, Side


def leave_traces(side: Side, hidden: Hidden) -> None:
    """All of these."""
    proposal(side, hidden)
    logins(side, hidden)
    Redirect.objects.create(
        old_path=f"/{hidden('redirect')}", redirect_page=side.home, site=factories.default_site()
    )


def proposal(side: Side, hidden: Hidden) -> None:
    """A change of a shared contact that waits for staff, with a word to them."""
    contact = factories.ContactFactory(municipality=side.home.municipality)
    term = factories.AppointmentFactory(contact=contact, person=factories.PersonFactory())
    ContactSuggestion.objects.create(
        contact=contact,
        appointment=term,
        holder_pk=term.pk,
        before={"holder_first_name": term.person.first_name},
        proposed={"holder_first_name": hidden("proposedname")},
        note=hidden("proposalnote"),
        writer=side.editor,
    )


def logins(side: Side, hidden: Hidden) -> None:
    """An address, a passkey, the devices where somebody is logged in, and a warning sent."""
    EmailAddress.objects.create(user=side.editor, email=side.editor.email, verified=True)
    Authenticator.objects.create(
        user=side.editor, type=Authenticator.Type.WEBAUTHN, data={"name": hidden("passkey")}
    )
    UserSession.objects.create(
        user=side.editor, ip="192.0.2.1", session_key=hidden("session"), user_agent=hidden("device")
    )
    AccountNotice.objects.create(user=side.publisher)
