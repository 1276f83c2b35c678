"""A role is held for a term; between terms it is vacant, and everybody can see that."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from contacts.models import SHARED_KINDS, Contact, ContactKind
from tests.factories import AppointmentFactory, ContactFactory, PersonFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
YESTERDAY = TODAY - dt.timedelta(days=1)
TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def on_that_day():
    with time_machine.travel(dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC), tick=False):
        yield


def term(contact, starts_on, ends_on=None, **fields):
    return AppointmentFactory(contact=contact, starts_on=starts_on, ends_on=ends_on, **fields)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "holds"),
    [
        (YESTERDAY, YESTERDAY, False),
        (YESTERDAY, TODAY, True),
        (TODAY, TODAY, True),
        (TODAY, None, True),
        (TOMORROW, None, False),
        (YESTERDAY, None, True),
    ],
)
def test_both_days_belong_to_the_term(starts_on, ends_on, holds):
    held = term(ContactFactory(), starts_on, ends_on)
    contact = Contact.objects.get()
    assert contact.present_holders == ([held.person] if holds else [])
    assert contact.is_vacant is not holds
    assert Contact.objects.held(TODAY).exists() is holds
    assert Contact.objects.vacant(TODAY).exists() is not holds


def test_a_vacancy_says_since_when_and_until_when():
    contact = ContactFactory()
    term(contact, dt.date(2020, 1, 1), dt.date(2022, 12, 31))
    term(contact, dt.date(2023, 1, 1), dt.date(2026, 8, 31))
    term(contact, dt.date(2027, 1, 1))
    contact = Contact.objects.get()
    assert contact.vacant_since == dt.date(2026, 9, 1)
    assert contact.filled_from == dt.date(2027, 1, 1)


def test_a_role_that_nobody_ever_held_is_vacant_since_nobody_knows_when():
    contact = ContactFactory()
    assert contact.is_vacant
    assert contact.vacant_since is None
    assert contact.filled_from is None


def test_a_held_role_is_not_vacant_since_any_day():
    contact = ContactFactory()
    term(contact, dt.date(2020, 1, 1), dt.date(2022, 12, 31))
    term(contact, dt.date(2024, 1, 1))
    assert Contact.objects.get().vacant_since is None


def test_the_holder_can_be_asked_as_on_another_day():
    contact = ContactFactory()
    old = term(contact, dt.date(2020, 1, 1), dt.date(2022, 12, 31))
    new = term(contact, dt.date(2023, 1, 1))
    assert Contact.objects.with_holders(dt.date(2022, 6, 1)).get().present_holders == [old.person]
    assert Contact.objects.with_holders(TODAY).get().present_holders == [new.person]


def test_several_holders_stand_in_the_order_of_their_names():
    contact = ContactFactory(kind=ContactKind.ASSOCIATION_AGENT)
    for last_name in ("Öljymäki", "Zetterman", "Aho"):
        term(contact, TODAY, person=PersonFactory(last_name=last_name))
    holders = Contact.objects.get().present_holders
    assert [person.last_name for person in holders] == ["Aho", "Zetterman", "Öljymäki"]


# --- Appointing ---


def test_a_new_holder_ends_the_term_of_the_one_before():
    contact = ContactFactory()
    old = contact.appoint(PersonFactory(), dt.date(2024, 1, 1))
    new = contact.appoint(PersonFactory(), TODAY)
    old.refresh_from_db()
    assert old.ends_on == YESTERDAY
    assert contact.present_holders == [new.person]


def test_appointing_starts_today_unless_told_otherwise():
    assert ContactFactory().appoint(PersonFactory()).starts_on == TODAY


@pytest.mark.parametrize("kind", sorted(SHARED_KINDS))
def test_a_shared_role_keeps_its_other_holders(kind):
    contact = ContactFactory(kind=kind)
    contact.appoint(PersonFactory(), dt.date(2024, 1, 1))
    contact.appoint(PersonFactory(), TODAY)
    assert len(contact.present_holders) == 2


def test_a_term_that_somebody_else_has_been_promised_is_not_taken():
    contact = ContactFactory()
    contact.appoint(PersonFactory(first_name="Outi"), dt.date(2027, 1, 1))
    with pytest.raises(ValidationError) as refused:
        contact.appoint(PersonFactory(), TODAY)
    assert "Outi" in refused.value.message_dict["ends_on"][0]
    assert contact.appoint(PersonFactory(), TODAY, dt.date(2026, 12, 31)).pk


def test_a_refused_appointment_leaves_the_term_before_as_it_was():
    contact = ContactFactory()
    old = contact.appoint(PersonFactory(), dt.date(2024, 1, 1))
    with pytest.raises(ValidationError):
        contact.appoint(PersonFactory(), TODAY, YESTERDAY)
    old.refresh_from_db()
    assert old.ends_on is None


def test_an_appointment_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValidationError) as refused:
        term(ContactFactory(), TODAY).__class__(
            contact=ContactFactory(), person=PersonFactory(), starts_on=TODAY, ends_on=YESTERDAY
        ).full_clean()
    assert list(refused.value.message_dict) == ["ends_on"]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "field"),
    [
        (dt.date(2025, 6, 1), None, "starts_on"),
        (dt.date(2025, 6, 1), dt.date(2025, 7, 1), "starts_on"),
        (dt.date(2025, 12, 31), None, "starts_on"),
        (dt.date(2024, 1, 1), dt.date(2025, 1, 1), "ends_on"),
        (dt.date(2024, 1, 1), None, "ends_on"),
        (dt.date(2026, 1, 1), None, ""),
        (dt.date(2024, 1, 1), dt.date(2024, 12, 31), ""),
    ],
)
def test_no_two_hold_a_role_at_once(starts_on, ends_on, field):
    contact = ContactFactory()
    held = term(contact, dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    other = type(held)(
        contact=contact, person=PersonFactory(), starts_on=starts_on, ends_on=ends_on
    )
    if not field:
        other.full_clean()
        return
    with pytest.raises(ValidationError) as refused:
        other.full_clean()
    assert list(refused.value.message_dict) == [field]


def test_nobody_holds_even_a_shared_role_twice_at_once():
    contact = ContactFactory(kind=ContactKind.ASSOCIATION_AGENT)
    held = term(contact, TODAY)
    with pytest.raises(ValidationError):
        type(held)(contact=contact, person=held.person, starts_on=TOMORROW).full_clean()


def test_a_term_does_not_stand_in_its_own_way():
    held = term(ContactFactory(), YESTERDAY)
    held.ends_on = TOMORROW
    held.full_clean()


# --- Midnight ---


def test_no_queryset_keeps_the_day_on_which_it_was_made():
    contact = ContactFactory()
    leaving = term(contact, YESTERDAY, TODAY).person
    coming = term(contact, TOMORROW).person
    made_before = Contact.objects.all()
    loaded_before = Contact.objects.get()
    assert loaded_before.present_holders == [leaving]
    # In Helsinki the next day begins at 22.00 UTC in winter.
    with time_machine.travel(dt.datetime(2026, 11, 22, 22, 1, tzinfo=dt.UTC), tick=False):
        assert made_before.get().present_holders == [coming]
        assert loaded_before.present_holders == [coming]


def test_the_clock_knows_when_a_term_next_starts_or_ends():
    from contacts.schedule import next_start_or_end_of_a_term

    now = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
    assert next_start_or_end_of_a_term(now) is None
    contact = ContactFactory()
    term(contact, dt.date(2020, 1, 1), dt.date(2027, 1, 31))
    assert next_start_or_end_of_a_term(now).isoformat() == "2027-02-01T00:00:00+02:00"
    term(contact, dt.date(2027, 7, 1))
    assert next_start_or_end_of_a_term(now).isoformat() == "2027-02-01T00:00:00+02:00"
    term(ContactFactory(), TOMORROW)
    assert next_start_or_end_of_a_term(now).isoformat() == "2026-11-23T00:00:00+02:00"
    # A term that ends today is over at midnight.
    term(ContactFactory(), dt.date(2020, 1, 1), TODAY)
    assert next_start_or_end_of_a_term(now).isoformat() == "2026-11-23T00:00:00+02:00"


def test_the_clock_counts_summer_time():
    from contacts.schedule import next_start_or_end_of_a_term

    term(ContactFactory(), dt.date(2027, 7, 1))
    now = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
    assert next_start_or_end_of_a_term(now).isoformat() == "2027-07-01T00:00:00+03:00"
