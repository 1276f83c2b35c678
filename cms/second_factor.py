"""The second factor of a login: who must have one, and how its secrets are kept (docs/login.md)."""

import base64
import logging
from collections.abc import Callable
from urllib.parse import urlsplit

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.html import format_html
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.models import User

logger = logging.getLogger(__name__)

# Recovery codes come with one of these and are none by themselves.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# How many units of the square's own grid stay white around it, as its standard asks (ISO 18004).
QUIET_ZONE = 4


def has_one(user: User) -> bool:
    """Whether somebody has a passkey or a code app."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def must_have_one(user: User) -> bool:
    """Whether this site asks a second factor of somebody.

    The setting SECOND_FACTOR_REQUIRED turns it on; SECOND_FACTOR_OF names the function that says of
    a user whether it asks her, since only the apps above know their roles.
    """
    if not settings.SECOND_FACTOR_REQUIRED or not user.is_authenticated:
        return False
    is_asked: Callable[[User], bool] = import_string(settings.SECOND_FACTOR_OF)
    return is_asked(user)


def is_missing(user: User) -> bool:
    """Whether somebody must have a second factor and has none."""
    return must_have_one(user) and not has_one(user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's second factors as they are here: encrypted, named, and bound to SITE_URL's host."""

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; raises ValidationError ("incorrect_code") when no key of ours made it.

        So after a changed SECRET_KEY no code is right, and no screen breaks.
        """
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("A second factor's secret cannot be read: was SECRET_KEY changed?")
            raise self.validation_error("incorrect_code") from None

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whose passkeys these are: SITE_URL's host, whatever host the request named."""
        return {"id": urlsplit(settings.SITE_URL).hostname, "name": settings.MFA_TOTP_ISSUER}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def build_totp_svg(self, url: str) -> str:
        """The square to photograph, for the page itself: the policy lets in no data: picture.

        Black on white whatever the page's colours: not all cameras read it otherwise.
        """
        code = qrcode.QRCode(border=QUIET_ZONE, error_correction=qrcode.ERROR_CORRECT_M)
        code.add_data(url)
        rows = code.get_matrix()
        path = "".join(
            f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
        )
        return format_html(
            '<svg viewBox="0 0 {size} {size}" width="240" height="240" role="img" '
            'aria-label="{label}" shape-rendering="crispEdges">'
            '<rect width="{size}" height="{size}" fill="#fff"/>'
            '<path d="{path}" fill="#000"/></svg>',
            size=len(rows),
            label=_("The QR code for the code app. The same secret stands below as text."),
            path=path,
        )


def _fernet() -> MultiFernet:
    """Encrypts with a key made from SECRET_KEY; reads what SECRET_KEY_FALLBACKS encrypted too."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_from(secret)) for secret in secrets])


def _key_from(secret: str) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"yhessa second factors")
    return base64.urlsafe_b64encode(key.derive(secret.encode()))
