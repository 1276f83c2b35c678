"""Phone numbers: as people write them, and as a phone dials them."""

import re

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

COUNTRY_CODE = "+358"

validate_phone = RegexValidator(
    r"^(?=(?:[^0-9]*[0-9]){3})\+?[0-9 ()./-]+\Z",
    _("Write the number with digits and spaces, such as 013 000 0000."),
)


def tel_link(phone: str) -> str:
    """The address that dials a number: "013 000 0000" gives "tel:+358130000000" (RFC 3966).

    A number that starts with 0 is Finnish; one with + or 00 names its country itself. A short
    number (116 117) has neither and is dialled as it is.
    """
    written = phone.strip().replace("(0)", "")
    digits = re.sub(r"\D", "", written)
    if written.startswith("+"):
        return f"tel:+{digits}"
    if digits.startswith("00"):
        return f"tel:+{digits[2:]}"
    if digits.startswith("0"):
        return f"tel:{COUNTRY_CODE}{digits[1:]}"
    return f"tel:{digits}"
