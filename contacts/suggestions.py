"""Proposed changes of shared contacts: proposing, withdrawing, accepting, declining.

A proposal keeps what its writer saw. What has changed since is never overwritten by accepting,
unless whoever accepts says what stands there now. Nobody's rights are checked here: the screens do
that (localjane/sharing/suggesting.py, contacts/suggestion_views.py). Errors are SuggestionError,
with a message for people.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from cms import outbox
from cms.dates import helsinki_today
from contacts.models import Appointment, Contact, ContactSuggestion, Person
from contacts.suggestion_errors import (
    AlreadyDecidedError,
    AlreadyProposedError,
    ChangedMeanwhileError,
    NothingProposedError,
)
from contacts.suggestion_values import (
    HOLDER_NAMES,
    NAMES,
    PERSON_NAMES,
    ROLE_NAMES,
    TERM_NAMES,
    Row,
    day_of,
    holder_pk_of,
    rows_of,
    term_of,
)

State = ContactSuggestion.State

# Who the proposed holder is, beside the number of a person who is known already.
SAME, NEW = "same", "new"
KEPT = dt.timedelta(days=90)


@dataclass(frozen=True)
class Acceptance:
    """How a proposal is accepted.

    `names`: which values (None: all). `seen`: the values in their place as whoever accepts saw
    them, and `holder_pk`; without one, as the writer did. `holder`: SAME (the present holder's
    details are put right), NEW, or the number of a known person. `starts_on`: the first day of a
    new holder; else the proposed one, else today.
    """

    names: Iterable[str] | None = None
    seen: Mapping[str, object] = field(default_factory=dict)
    holder: str | int = SAME
    starts_on: dt.date | None = None


def propose(
    contact: Contact,
    writer,
    *,
    term: Appointment | None,
    seen: Mapping[str, object],
    wanted: Mapping[str, object],
    note: str = "",
) -> ContactSuggestion:
    """Keep a proposal for staff: those of the values `wanted` that differ from what was `seen`.

    `term` is the one that it is about; None for a vacant role, or one more holder. Raises
    NothingProposedError and AlreadyProposedError.
    """
    changed = {name for name in NAMES if name in wanted and wanted[name] != seen[name]}
    if changed & set(HOLDER_NAMES):
        # A name is whole or none.
        changed |= set(HOLDER_NAMES)
    if not changed and not note:
        raise NothingProposedError
    with transaction.atomic():
        # Two presses of one button are one proposal.
        Contact.objects.lock(contact.pk)
        known = ContactSuggestion.objects.waiting().filter(writer=writer, contact=contact)
        if known.filter(appointment=term).exists():
            raise AlreadyProposedError
        return ContactSuggestion.objects.create(
            contact=contact,
            appointment=term,
            holder_pk=holder_pk_of(term),
            before={name: seen[name] for name in changed},
            proposed={name: wanted[name] for name in changed},
            note=note,
            writer=writer,
        )


def withdraw(suggestion: ContactSuggestion) -> None:
    """Take an open proposal back. Raises AlreadyDecidedError."""
    with transaction.atomic():
        _settle(_locked(suggestion), State.WITHDRAWN)


def decline(suggestion: ContactSuggestion, by, word: str = "") -> None:
    """Leave the contact as it is, and tell the writer. Raises AlreadyDecidedError."""
    with transaction.atomic():
        declined = _locked(suggestion)
        _settle(declined, State.DECLINED, by, word)
        _tell(declined)


def accept(suggestion: ContactSuggestion, by, how: Acceptance, word: str = "") -> None:
    """Change the contact as proposed, all or nothing, and tell the writer.

    Raises AlreadyDecidedError, ChangedMeanwhileError, and ValidationError for what the staff's own
    forms would refuse too.
    """
    with transaction.atomic():
        accepted = _locked(suggestion)
        # From here on nobody else changes who holds the role, or their details.
        Contact.objects.lock(accepted.contact_id)
        holders = Person.objects.filter(appointments__contact=accepted.contact_id).order_by("pk")
        list(holders.select_for_update(of=("self",)).values_list("pk"))
        rows = rows_of(accepted)
        names = None if how.names is None else set(how.names)
        taken = {row.name: row for row in rows if names is None or row.name in names}
        _check_seen(accepted, taken, how.seen)
        _change_role(accepted.contact, taken, by)
        _change_holder(accepted, taken, how, by)
        _settle(accepted, State.ACCEPTED, by, word)
        _tell(accepted, is_partial=len(taken) < len(rows))


def forget_old(now: dt.datetime) -> int:
    """Clear the values and words of what was settled KEPT ago; gives how many."""
    return _clear(ContactSuggestion.objects.settled_before(now - KEPT), now)


def forget_person(person: Person) -> int:
    """Clear what settled proposals say of somebody of this name; gives how many."""
    found = ContactSuggestion.objects.exclude(state=State.OPEN)
    cleared = 0
    for side in ("before", "proposed"):
        name = {
            f"{side}__holder_first_name": person.first_name,
            f"{side}__holder_last_name": person.last_name,
        }
        cleared += _clear(found.filter(**name), timezone.now())
    return cleared


def same_name(suggestion: ContactSuggestion) -> list[Person]:
    """People who are known already and have the proposed holder's name."""
    first, last = (suggestion.proposed.get(name, "") for name in HOLDER_NAMES)
    if not (first and last):
        return []
    return list(Person.objects.filter(first_name__iexact=first, last_name__iexact=last))


# --- Accepting ------------------------------------------------------------------------------------


def _locked(suggestion: ContactSuggestion) -> ContactSuggestion:
    """The row as it stands now, which nobody else may settle before this transaction ends."""
    row = ContactSuggestion.objects.select_for_update().get(pk=suggestion.pk)
    if not row.is_open:
        raise AlreadyDecidedError
    return row


def _check_seen(
    suggestion: ContactSuggestion, taken: Mapping[str, Row], seen: Mapping[str, object]
) -> None:
    holder_pk = holder_pk_of(term_of(suggestion))
    is_about_holder = not set(taken) <= set(ROLE_NAMES)
    if is_about_holder and holder_pk != seen.get("holder_pk", suggestion.holder_pk):
        raise ChangedMeanwhileError
    if any(row.now != seen.get(name, row.was) for name, row in taken.items()):
        raise ChangedMeanwhileError


def _change_role(contact: Contact, taken: Mapping[str, Row], by) -> None:
    names = [name for name in ROLE_NAMES if name in taken]
    if names:
        for name in names:
            setattr(contact, name, taken[name].proposed)
        _save(contact, by)


def _change_holder(
    suggestion: ContactSuggestion, taken: Mapping[str, Row], how: Acceptance, by
) -> None:
    if set(taken) <= set(ROLE_NAMES):
        return
    term = term_of(suggestion)
    if how.holder == SAME:
        _put_right(term, taken, by)
        return
    contact = suggestion.contact
    starts_on = how.starts_on or _day(taken, "starts_on") or helsinki_today()
    if term is not None and contact.is_shared:
        # In such a role nobody's term ends by itself when another begins.
        term.ends_on = starts_on - dt.timedelta(days=1)
        term.full_clean()
        term.save()
    person = _new_or_known(suggestion, taken, how, by)
    contact.appoint(person, starts_on, _day(taken, "ends_on"))
    log(instance=contact, action="wagtail.edit", user=by)


def _put_right(term: Appointment | None, taken: Mapping[str, Row], by) -> None:
    """The present holder's own details and term."""
    if term is None:
        raise ValidationError(_("Nobody holds the role now: choose who the person is."))
    names = [name for name in PERSON_NAMES if name in taken]
    if names:
        for name in names:
            setattr(term.person, name.removeprefix("holder_"), taken[name].proposed)
        _save(term.person, by)
    days = [name for name in TERM_NAMES if name in taken]
    if days:
        for name in days:
            setattr(term, name, _day(taken, name))
        term.full_clean()
        term.save()
        log(instance=term.contact, action="wagtail.edit", user=by)


def _new_or_known(
    suggestion: ContactSuggestion, taken: Mapping[str, Row], how: Acceptance, by
) -> Person:
    """The next holder. Of somebody who is known already only what is missing is filled in."""
    if how.holder == NEW:
        first_name, last_name = (suggestion.proposed.get(name, "") for name in HOLDER_NAMES)
        person = Person(first_name=first_name, last_name=last_name)
    else:
        person = Person.objects.get(pk=how.holder)
    for name in ("email", "phone"):
        row = taken.get(f"holder_{name}")
        if row and not getattr(person, name):
            setattr(person, name, row.proposed)
    _save(person, by)
    return person


def _day(taken: Mapping[str, Row], name: str) -> dt.date | None:
    return day_of(taken[name].proposed) if name in taken else None


def _save(row: Contact | Person, by) -> None:
    is_new = row.pk is None
    row.full_clean()
    row.save()
    log(instance=row, action="wagtail.create" if is_new else "wagtail.edit", user=by)


# --- Settling -------------------------------------------------------------------------------------


def _settle(suggestion: ContactSuggestion, state: State, by=None, word: str = "") -> None:
    suggestion.state, suggestion.word = state, word
    suggestion.decided_by, suggestion.decided_at = by, timezone.now()
    suggestion.save(update_fields=["state", "word", "decided_by", "decided_at"])


def _tell(suggestion: ContactSuggestion, *, is_partial: bool = False) -> None:
    writer = suggestion.writer
    if writer is None or not writer.is_active or not writer.email:
        return
    url = settings.SITE_URL + reverse("contact_suggestion", args=[suggestion.pk])
    words = {
        "contact": suggestion.contact,
        "is_accepted": suggestion.state == State.ACCEPTED,
        "is_partial": is_partial,
        "word": suggestion.word,
        "url": url,
    }
    outbox.post("suggestion", writer.email, "contact_suggestion_decided", words)


def _clear(suggestions, now: dt.datetime) -> int:
    return suggestions.filter(cleared_at=None).update(
        before={}, proposed={}, note="", word="", cleared_at=now
    )
