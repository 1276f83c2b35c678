"""Proposed changes of contacts: what accepting does, and what it never overwrites."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.editor_tasks import inbox_of
from cms.models import OutgoingMail
from contacts import suggestions
from contacts.models import Contact, ContactKind, ContactSuggestion, Person
from contacts.suggestion_values import only_term, rows_of, values_of
from contacts.suggestions import NEW, SAME, Acceptance
from tests.factories import (
    AppointmentFactory,
    ContactFactory,
    MunicipalityFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

State = ContactSuggestion.State
NOBODY = {"holder_first_name": "Onni", "holder_last_name": "Uusi"}


@pytest.fixture
def writer():
    return UserFactory(email="kirjoittaja@example.org")


@pytest.fixture
def staff():
    return UserFactory(email="henkilosto@example.org")


@pytest.fixture
def vacant():
    return ContactFactory(municipality=MunicipalityFactory())


@pytest.fixture
def held():
    """A role that Aino holds, with her own address."""
    contact = ContactFactory(municipality=MunicipalityFactory())
    AppointmentFactory(contact=contact, person=PersonFactory(first_name="Aino"))
    return fresh(contact)


def fresh(contact):
    return Contact.objects.get(pk=contact.pk)


def proposal(contact, writer, note="", term=None, **wanted):
    contact = fresh(contact)
    term = term or only_term(contact)
    seen = values_of(contact, term)
    return suggestions.propose(
        contact, writer, term=term, seen=seen, wanted={**seen, **wanted}, note=note
    )


def state_of(suggestion):
    return ContactSuggestion.objects.get(pk=suggestion.pk).state


# --- Proposing ------------------------------------------------------------------------------------


def test_only_what_differs_is_kept_with_what_stood_there(held, writer):
    made = proposal(held, writer, email="rooli@example.org")

    assert (made.before, made.proposed) == ({"email": ""}, {"email": "rooli@example.org"})
    assert made.state == State.OPEN
    assert fresh(held).email == ""


def test_nothing_that_differs_is_no_proposal_but_a_word_is(held, writer):
    with pytest.raises(suggestions.NothingProposedError):
        proposal(held, writer)

    assert proposal(held, writer, note="Tehtävä on lakkautettu.").proposed == {}


def test_a_second_open_proposal_of_the_same_holder_is_refused(held, writer):
    first = proposal(held, writer, phone="013 000 1111")
    with pytest.raises(suggestions.AlreadyProposedError):
        proposal(held, writer, phone="013 000 2222")

    proposal(held, UserFactory(), phone="013 000 2222")
    suggestions.withdraw(first)
    proposal(held, writer, phone="013 000 2222")


def test_what_a_person_hides_is_not_told(writer, vacant):
    AppointmentFactory(contact=vacant, person=PersonFactory(hide_email=True))
    contact = fresh(vacant)

    assert values_of(contact, only_term(contact))["holder_email"] == ""


# --- Accepting ------------------------------------------------------------------------------------


def test_a_vacant_role_gets_a_new_person(vacant, writer, staff, today):
    made = proposal(vacant, writer, **NOBODY, holder_email="onni@example.org")

    suggestions.accept(made, staff, Acceptance(holder=NEW), "Kiitos!")

    contact = fresh(vacant)
    [term] = contact.present_appointments
    assert (str(term.person), term.person.email) == ("Onni Uusi", "onni@example.org")
    assert term.starts_on == today
    made.refresh_from_db()
    assert (made.state, made.decided_by, made.word) == (State.ACCEPTED, staff, "Kiitos!")


def test_somebody_known_takes_the_role_and_keeps_what_she_has(vacant, writer, staff):
    known = PersonFactory(first_name="Onni", last_name="Uusi", email="oma@example.org", phone="")
    made = proposal(
        vacant, writer, **NOBODY, holder_email="muu@example.org", holder_phone="013 000 1111"
    )

    assert suggestions.same_name(made) == [known]
    suggestions.accept(made, staff, Acceptance(holder=known.pk))

    known.refresh_from_db()
    assert fresh(vacant).present_holders == [known]
    assert (known.email, known.phone) == ("oma@example.org", "013 000 1111")
    assert Person.objects.count() == 1


def test_a_new_holder_ends_the_former_ones_term(held, writer, staff, today):
    former = held.present_appointments[0]
    made = proposal(held, writer, **NOBODY)
    day = today - dt.timedelta(days=3)

    suggestions.accept(made, staff, Acceptance(holder=NEW, starts_on=day))

    former.refresh_from_db()
    assert former.ends_on == day - dt.timedelta(days=1)
    assert [str(person) for person in fresh(held).present_holders] == ["Onni Uusi"]


def test_the_present_holders_details_are_put_right(held, writer, staff):
    person = held.present_holders[0]
    made = proposal(
        held,
        writer,
        holder_last_name="Esimerkki-Uusi",
        holder_phone="013 000 1111",
        ends_on="2030-12-31",
        title={"fi": "Kunnan yhteyshenkilö"},
    )

    suggestions.accept(made, staff, Acceptance(holder=SAME))

    person.refresh_from_db()
    assert (str(person), person.phone) == ("Aino Esimerkki-Uusi", "013 000 1111")
    contact = fresh(held)
    assert contact.title == {"fi": "Kunnan yhteyshenkilö"}
    assert contact.present_appointments[0].ends_on == dt.date(2030, 12, 31)


def test_one_of_several_holders_is_followed_by_another(writer, staff, today):
    contact = ContactFactory(kind=ContactKind.ASSOCIATION_AGENT, municipality=MunicipalityFactory())
    leaving, staying = (AppointmentFactory(contact=contact) for _number in range(2))
    made = proposal(contact, writer, term=leaving, **NOBODY)

    suggestions.accept(made, staff, Acceptance(holder=NEW))

    names = {str(person) for person in fresh(contact).present_holders}
    assert names == {"Onni Uusi", str(staying.person)}


def test_one_more_holder_stands_beside_the_others(writer, staff):
    contact = ContactFactory(kind=ContactKind.ASSOCIATION_AGENT, municipality=MunicipalityFactory())
    AppointmentFactory(contact=contact)
    made = proposal(contact, writer, **NOBODY)

    suggestions.accept(made, staff, Acceptance(holder=NEW))

    assert len(fresh(contact).present_holders) == 2


def test_only_the_chosen_values_are_taken_and_the_writer_is_told_so(held, writer, staff):
    made = proposal(held, writer, email="rooli@example.org", phone="013 000 1111")

    suggestions.accept(made, staff, Acceptance(names=["phone"]))

    contact = fresh(held)
    assert (contact.email, contact.phone) == ("", "013 000 1111")
    assert OutgoingMail.objects.get().to == writer.email


def test_what_the_staffs_form_would_refuse_changes_nothing(held, writer, staff):
    made = proposal(held, writer, phone="013 000 1111", email="ei osoite")

    with pytest.raises(ValidationError):
        suggestions.accept(made, staff, Acceptance())

    assert fresh(held).phone == ""
    assert state_of(made) == State.OPEN
    assert not OutgoingMail.objects.exists()


def test_a_refused_term_leaves_no_new_person_behind(held, writer, staff):
    made = proposal(held, writer, **NOBODY)

    with pytest.raises(ValidationError):
        suggestions.accept(made, staff, Acceptance(holder=NEW, starts_on=dt.date(2019, 1, 1)))

    assert Person.objects.count() == 1
    assert state_of(made) == State.OPEN


# --- What has changed since -----------------------------------------------------------------------


def test_an_old_proposal_does_not_overwrite_what_was_changed_since(held, writer, staff):
    made = proposal(held, writer, phone="013 000 1111")
    Contact.objects.filter(pk=held.pk).update(phone="013 000 9999")
    made = ContactSuggestion.objects.get(pk=made.pk)

    [row] = rows_of(made)
    assert (row.was, row.now, row.proposed) == ("", "013 000 9999", "013 000 1111")
    assert row.is_stale
    with pytest.raises(suggestions.ChangedMeanwhileError):
        suggestions.accept(made, staff, Acceptance())
    assert fresh(held).phone == "013 000 9999"
    assert state_of(made) == State.OPEN


def test_staff_who_have_seen_the_present_value_may_still_take_the_proposed_one(held, writer, staff):
    made = proposal(held, writer, phone="013 000 1111")
    Contact.objects.filter(pk=held.pk).update(phone="013 000 9999")

    with pytest.raises(suggestions.ChangedMeanwhileError):
        suggestions.accept(made, staff, Acceptance(seen={"phone": "013 000 8888"}))
    suggestions.accept(made, staff, Acceptance(seen={"phone": "013 000 9999"}))

    assert fresh(held).phone == "013 000 1111"


def test_a_proposal_about_who_has_left_does_not_touch_who_came(held, writer, staff, today):
    Person.objects.update(email="", phone="")
    made = proposal(held, writer, holder_email="lahtenyt@example.org")
    fresh(held).appoint(PersonFactory(first_name="Veikko", email="", phone=""), today)

    [row] = rows_of(ContactSuggestion.objects.get(pk=made.pk))
    assert row.was == row.now == ""
    assert row.is_stale
    with pytest.raises(suggestions.ChangedMeanwhileError):
        suggestions.accept(made, staff, Acceptance())
    assert set(Person.objects.values_list("email", flat=True)) == {""}


def test_a_role_that_has_been_filled_since_is_not_filled_again(vacant, writer, staff, today):
    made = proposal(vacant, writer, **NOBODY)
    AppointmentFactory(contact=vacant, person=PersonFactory(first_name="Veikko"))

    with pytest.raises(suggestions.ChangedMeanwhileError):
        suggestions.accept(made, staff, Acceptance(holder=NEW))

    assert [person.first_name for person in fresh(vacant).present_holders] == ["Veikko"]


# --- Deciding once, telling, forgetting -----------------------------------------------------------


def test_what_is_decided_is_not_decided_again(held, writer, staff):
    made = proposal(held, writer, phone="013 000 1111")
    suggestions.decline(made, staff, "Numero ei vastaa.")

    for again in (
        lambda: suggestions.accept(made, staff, Acceptance()),
        lambda: suggestions.decline(made, staff),
        lambda: suggestions.withdraw(made),
    ):
        with pytest.raises(suggestions.AlreadyDecidedError):
            again()
    assert fresh(held).phone == ""
    assert state_of(made) == State.DECLINED


def test_the_writer_is_told_with_the_staffs_word_and_nobody_elses_details(held, writer, staff):
    made = proposal(held, writer, holder_phone="013 000 1111")
    suggestions.decline(made, staff, "Numero ei vastaa.")

    mail = OutgoingMail.objects.get()
    assert mail.to == writer.email
    assert "Numero ei vastaa." in mail.text
    assert "Numero ei vastaa." in mail.html
    assert "013 000 1111" not in mail.text + mail.html
    assert f"/yhteystieto-ehdotus/{made.pk}/" in mail.text


def test_whoever_has_left_is_not_written_to(held, writer, staff):
    made = proposal(held, writer, phone="013 000 1111")
    writer.delete()

    suggestions.accept(ContactSuggestion.objects.get(pk=made.pk), staff, Acceptance())

    assert not OutgoingMail.objects.exists()
    assert fresh(held).phone == "013 000 1111"


def test_settled_proposals_are_cleared_after_three_months(held, writer, staff, today):
    settled = proposal(held, writer, note="Puhelimessa kuultu", phone="013 000 1111")
    suggestions.decline(settled, staff, "Ei")
    waiting = proposal(held, writer, phone="013 000 1111")
    settled.refresh_from_db()

    assert suggestions.forget_old(settled.decided_at + dt.timedelta(days=89)) == 0
    assert suggestions.forget_old(settled.decided_at + dt.timedelta(days=91)) == 1
    assert suggestions.forget_old(settled.decided_at + dt.timedelta(days=91)) == 0

    settled.refresh_from_db()
    waiting.refresh_from_db()
    assert (settled.before, settled.proposed, settled.note, settled.word) == ({}, {}, "", "")
    assert (settled.state, settled.decided_by) == (State.DECLINED, staff)
    assert waiting.proposed == {"phone": "013 000 1111"}


def test_a_deleted_persons_name_goes_from_settled_proposals(vacant, writer, staff):
    made = proposal(vacant, writer, **NOBODY)
    suggestions.accept(made, staff, Acceptance(holder=NEW))
    contact = fresh(vacant)
    person = contact.present_holders[0]
    contact.stored_terms.get().delete()

    person.delete()

    made.refresh_from_db()
    assert made.proposed == {}


def test_the_inbox_takes_one_query_however_many_wait(staff, writer, monkeypatch):
    def queries(count):
        while ContactSuggestion.objects.count() < count:
            proposal(ContactFactory(municipality=MunicipalityFactory()), writer, phone="013 000 1")
        with CaptureQueriesContext(connection) as captured:
            inbox_of(staff)
        return len(captured)

    queries(1)
    assert queries(2) == queries(9)
    tasks = dict(inbox_of(staff))
    [found] = [each for each in tasks.values() if "yhteystieto-ehdotus" in each[0].url]
    assert len(found) == 9
    assert found[0].since
