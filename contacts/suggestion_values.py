"""The values of a role and of its holder that a volunteer may propose to change.

Everything here is as JSON keeps it: days as text, the title's words by language.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy

from cms.dates import format_date
from cms.languages import own_name
from contacts.models import Appointment, Contact, ContactSuggestion, Person

HOLDER_NAMES = ("holder_first_name", "holder_last_name")
PERSON_NAMES = (*HOLDER_NAMES, "holder_email", "holder_phone")
TERM_NAMES = ("starts_on", "ends_on")
ROLE_NAMES = ("title", "email", "phone")
NAMES = (*PERSON_NAMES, *TERM_NAMES, *ROLE_NAMES)

LABELS = {
    "holder_first_name": gettext_lazy("Holder’s first name"),
    "holder_last_name": gettext_lazy("Holder’s last name"),
    "holder_email": gettext_lazy("Holder’s e-mail"),
    "holder_phone": gettext_lazy("Holder’s phone"),
    "starts_on": gettext_lazy("First day in the role"),
    "ends_on": gettext_lazy("Last day in the role"),
    "title": gettext_lazy("Role’s title"),
    "email": gettext_lazy("Role’s own e-mail"),
    "phone": gettext_lazy("Role’s own phone"),
}


@dataclass(frozen=True)
class Row:
    """One value that is to change: as its writer saw it, as it stands now, as proposed.

    `has_moved`: the role has another holder now than the proposal speaks of. `is_hidden`: the
    person has an address or number that the site does not show, and "now" is "".
    """

    name: str
    was: object
    now: object
    proposed: object
    has_moved: bool = False
    is_hidden: bool = False

    @property
    def is_stale(self) -> bool:
        """Whether somebody has changed it since it was proposed."""
        return self.has_moved or self.was != self.now

    @property
    def label(self) -> str:
        """Its name on screens."""
        return str(LABELS[self.name])

    @property
    def was_text(self) -> str:
        """What its writer saw, for people to read."""
        return as_text(self.name, self.was)

    @property
    def now_text(self) -> str:
        """How it stands now, for people to read."""
        return as_text(self.name, self.now)

    @property
    def proposed_text(self) -> str:
        """What is proposed, for people to read."""
        return as_text(self.name, self.proposed)


def only_term(contact: Contact) -> Appointment | None:
    """The present term of a role that one person holds; None if it is vacant or shared."""
    present = contact.present_appointments
    return present[0] if present and not contact.is_shared else None


def term_of(suggestion: ContactSuggestion) -> Appointment | None:
    """The term that a proposal is about as things stand now: its own, else the present one."""
    contact = suggestion.contact
    for term in contact.present_appointments:
        if term.pk == suggestion.appointment_id:
            return term
    return only_term(contact)


def holder_pk_of(term: Appointment | None) -> int | None:
    """Who holds a term, as a number."""
    return term.person_id if term else None


def values_of(contact: Contact, term: Appointment | None) -> dict:
    """The values as everybody may read them: what a person hides is ""."""
    person = term.person if term else None
    return {
        "holder_first_name": person.first_name if person else "",
        "holder_last_name": person.last_name if person else "",
        "holder_email": person.shown_email if person else "",
        "holder_phone": person.shown_phone if person else "",
        "starts_on": day_text(term.starts_on if term else None),
        "ends_on": day_text(term.ends_on if term else None),
        "title": dict(contact.title),
        "email": contact.email,
        "phone": contact.phone,
    }


def rows_of(suggestion: ContactSuggestion) -> list[Row]:
    """What a proposal changes, beside the values as they stand now."""
    term = term_of(suggestion)
    now = values_of(suggestion.contact, term)
    has_moved = holder_pk_of(term) != suggestion.holder_pk
    person = term.person if term else None
    return [
        Row(
            name=name,
            was=suggestion.before.get(name),
            now=now[name],
            proposed=suggestion.proposed[name],
            has_moved=has_moved and name not in ROLE_NAMES,
            is_hidden=_is_hidden(person, name),
        )
        for name in NAMES
        if name in suggestion.proposed
    ]


def _is_hidden(person: Person | None, name: str) -> bool:
    if person is None:
        return False
    if name == "holder_email":
        return person.hide_email and bool(person.email)
    return name == "holder_phone" and person.hide_phone and bool(person.phone)


def as_text(name: str, value: object) -> str:
    """A value for people to read."""
    if name in TERM_NAMES and value:
        return format_date(dt.date.fromisoformat(value))
    if name == "title":
        words = value if isinstance(value, Mapping) else {}
        if set(words) == {settings.LANGUAGE_CODE}:
            return words[settings.LANGUAGE_CODE]
        return "; ".join(f"{own_name(code)}: {text}" for code, text in words.items())
    return str(value or "")


def day_text(day: dt.date | None) -> str:
    """A day as JSON keeps it; none is ""."""
    return day.isoformat() if day else ""


def day_of(text: str) -> dt.date | None:
    """A day that JSON has kept."""
    return dt.date.fromisoformat(text) if text else None
