"""A rule for passwords: none with a word that whoever knows this site tries first."""

import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def plain(text: str) -> str:
    """The text in small letters without dots and accents, as people often write passwords."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


class SiteWordsValidator:
    """Refuses a password that holds one of the setting SITE_PASSWORD_WORDS, however written."""

    def validate(self, password: str, user=None) -> None:
        """Raises ValidationError when the password holds such a word."""
        written = plain(password)
        if any(plain(word) in written for word in settings.SITE_PASSWORD_WORDS):
            raise ValidationError(self.get_help_text(), code="password_site_word")

    def get_help_text(self) -> str:
        """The rule in a sentence for people."""
        return _(
            "The password must not hold the name of this site, of a municipality or another word "
            "that belongs to the site."
        )
