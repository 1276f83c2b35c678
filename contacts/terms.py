"""When two terms of one role are in each other's way, and what to say then."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.dates import format_date


@dataclass(frozen=True)
class Conflict:
    """Why a term cannot stand beside another: its field to mend, and what to say there."""

    field: str
    message: str


def overlap(term, other) -> bool:
    """Whether two terms share a day. Their last days belong to them; None: until further notice."""
    return (term.ends_on is None or other.starts_on <= term.ends_on) and (
        other.ends_on is None or term.starts_on <= other.ends_on
    )


def conflict(term, other, *, shared: bool) -> Conflict | None:
    """What keeps `term` from standing beside `other` in one role; None if nothing does.

    Several people may hold a `shared` role at once, but nobody twice.
    """
    same_person = term.person_id == other.person_id
    if not overlap(term, other) or (shared and not same_person):
        return None
    field = "starts_on" if other.starts_on <= term.starts_on else "ends_on"
    facts = {
        "person": other.person,
        "start": format_date(other.starts_on),
        "end": format_date(other.ends_on),
    }
    if same_person:
        message = _("%(person)s already has a term in this role from %(start)s.")
    elif field == "ends_on":
        message = _(
            "%(person)s takes up this role on %(start)s. "
            "Two people cannot hold it at once: end this term before that."
        )
    elif other.ends_on:
        message = _(
            "%(person)s holds this role from %(start)s to %(end)s. "
            "Two people cannot hold it at once: start this term later, or end that one earlier."
        )
    else:
        message = _(
            "%(person)s holds this role from %(start)s until further notice. "
            "Two people cannot hold it at once: give that term its last day first."
        )
    return Conflict(field, message % facts)
