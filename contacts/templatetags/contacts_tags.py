"""Filters of the contacts' templates."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from contacts import phones

register = template.Library()

register.filter("tel_link", phones.tel_link)


@register.filter
def email_breaks(email: str) -> SafeString:
    """An address that may break before its "@" and its dots, so that no hyphen is put into it.

    Not before the last dot: ".fi" alone on a line is read as the end of something else.
    """
    parts = (conditional_escape(part) for part in re.split(r"(?=@|\.(?=.*[@.]))", email) if part)
    return mark_safe("<wbr>".join(parts))  # noqa: S308 (each part is escaped)
