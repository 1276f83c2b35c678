"""The components that the style page shows, each in its states, by the part of the site they serve.

A component is a template and its context. A test draws the page and sees that no component and no
block is missing, so a new one gets its place here on the day it is made.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from home.style.specimens import forms, frame, lists, notices, people, programme, words
from home.style.specimens.base import Group, Specimen, State

__all__ = ["Group", "Specimen", "State", "groups"]


def groups(request) -> Iterator[Group]:
    """All components; made anew for each request, for their dates count from today."""
    yield Group("sanat", _("Words and blocks"), tuple(words.specimens(request)))
    yield Group("luettelot", _("Lists"), tuple(lists.specimens(request)))
    yield Group("ihmiset", _("People"), tuple(people.specimens(request)))
    yield Group("ohjelma", _("The programme"), tuple(programme.specimens(request)))
    yield Group("ilmoitukset", _("Notices"), tuple(notices.specimens(request)))
    yield Group("lomakkeet", _("Forms"), tuple(forms.specimens(request)))
    yield Group("kehys", _("Around a page"), tuple(frame.specimens(request)))
