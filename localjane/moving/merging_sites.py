"""What becomes of the local JANEs' sites when their municipalities merge.

One site goes on: that of the municipality that does, else that of the first that ends. The others
are archived and lead on to it. Nobody gets rights on it by that: staff invite those who carry on.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from contacts.models import Municipality
from localjane import roles
from localjane.models import LocalJanePage, LocalJaneState


@dataclass(frozen=True)
class Sites:
    """The Finnish front pages: the one that goes on (None if there is none), and the others.

    `is_moved`: the one that goes on was that of a municipality that ends.
    """

    kept: LocalJanePage | None = None
    archived: tuple[LocalJanePage, ...] = ()
    is_moved: bool = False

    def carry_out(self, day: dt.date, note: Mapping[str, str]) -> None:
        """Archive the others; one that was archived before keeps its day and its words."""
        for page in self.archived:
            state = LocalJaneState.objects.made_for(page)
            state.archived_on = min(filter(None, (state.archived_on, day)))
            state.note = state.note or dict(note)
            if not state.onward_page_id and not state.onward_url:
                state.onward_page = self.kept
            state.full_clean()
            state.save()
            roles.set_up_local_groups(page)


def choose(ending: Sequence[Municipality], into: Municipality) -> Sites:
    """Which site goes on. Raises ValidationError if it is an archived one that ought not to be."""
    finnish = LocalJanePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    by_municipality = {page.municipality_id: page for page in finnish}
    own = by_municipality.get(into.pk)
    others = [by_municipality[m.pk] for m in ending if m.pk in by_municipality]
    in_use = [page for page in others if page.archived is None]
    if own is None and not others:
        return Sites()
    if own is not None and own.archived is not None and in_use:
        text = _("%(site)s is archived. Take it into use first, so that others may lead to it.")
        raise ValidationError({"into": text % {"site": own.title}})
    kept = own or (in_use or others)[0]
    return Sites(
        kept=kept,
        archived=tuple(page for page in others if page.pk != kept.pk),
        is_moved=own is None,
    )
