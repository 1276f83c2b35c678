"""The mail that tells the owner of an account that somebody changed how it is logged in to."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cms import outbox
from cms.devices import device_of

# By allauth's name of its own mail.
CHANGES = {
    "account/email/password_changed": _("The password was changed."),
    "account/email/password_reset": _("The password was changed by a link from an e-mail."),
    "account/email/password_set": _("A password was chosen."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made. The old ones are void."),
    "mfa/email/totp_activated": _("A code app was added."),
    "mfa/email/totp_deactivated": _("The code app was removed."),
    "mfa/email/webauthn_added": _("A passkey was added."),
    "mfa/email/webauthn_removed": _("A passkey was removed."),
}


def tell(template_prefix: str, user: User, request: HttpRequest) -> None:
    """Post the mail about a change that has a sentence in CHANGES; of others say nothing."""
    if (change := CHANGES.get(template_prefix)) is None:
        return
    context = {
        "change": change,
        "when": timezone.now(),
        "device": device_of(get_adapter().get_http_user_agent(request)),
        "security_url": settings.SITE_URL + reverse("mfa_index"),
        "reset_url": settings.SITE_URL + reverse("account_reset_password"),
    }
    outbox.post(outbox.ACCOUNT, user.email, "account_changed", context)
