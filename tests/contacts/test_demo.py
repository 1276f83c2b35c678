"""The demonstration's contacts: every municipality, some roles vacant, some just changed."""

import datetime as dt
import re
from random import Random

import pytest

from cms.demo.registry import Demo
from contacts import demo as parts
from contacts.models import (
    Appointment,
    Contact,
    ContactDirectoryPage,
    ContactKind,
    Municipality,
    Organisation,
    OrganisationKind,
    Person,
)

pytestmark = pytest.mark.django_db


def load():
    given = Demo(random=Random("contacts"))
    parts.load_municipalities(given)
    parts.load_organisations(given)
    parts.load_contacts(given)
    parts.load_directory(given)
    return given


@pytest.fixture
def loaded(site):
    return load()


def test_every_municipality_has_its_contacts_and_its_organisation(loaded):
    for municipality in Municipality.objects.all():
        kinds = set(Contact.objects.for_municipality(municipality).values_list("kind", flat=True))
        assert kinds >= {"municipal_contact", "wellbeing_coordinator"}, municipality
        assert Organisation.objects.filter(
            municipality=municipality, kind=OrganisationKind.MUNICIPALITY
        ).exists()


def test_where_there_is_a_local_jane_there_is_an_association_agents_role(loaded):
    local = Organisation.objects.filter(kind=OrganisationKind.LOCAL_JANE)
    assert {o.municipality.code for o in local} == {"167", "260", "422", "541", "146"}
    for organisation in local:
        agents = Contact.objects.for_municipality(organisation.municipality)
        assert agents.of_kinds(ContactKind.ASSOCIATION_AGENT).exists()


def test_some_roles_are_vacant_some_just_changed_some_about_to_change(loaded):
    today = loaded.today
    assert Contact.objects.vacant(today).count() >= 4
    month = dt.timedelta(31)
    assert Appointment.objects.filter(ends_on__range=(today - month, today)).exists()
    assert Appointment.objects.filter(starts_on__gt=today).exists()
    vacant = [c for c in Contact.objects.all() if c.is_vacant]
    assert any(c.vacant_since for c in vacant)
    assert any(c.filled_from for c in vacant)


def test_the_council_has_its_officers_named_in_four_languages(loaded):
    council = Organisation.objects.get(kind=OrganisationKind.COUNCIL)
    officers = Contact.objects.for_organisation(council)
    kinds = {c.kind for c in officers}
    assert kinds >= {"development_officer", "chair", "vice_chair", "secretary"}
    assert all(len(c.title) == 4 for c in officers)


def test_nobody_in_it_is_real(loaded):
    for person in Person.objects.all():
        assert person.last_name == "Esimerkki"
        assert person.email.endswith("@example.org")
        assert re.fullmatch(r"013 000 \d{4}", person.phone)
    assert not [c for c in Contact.objects.exclude(email="") if "@example.org" not in c.email]


def test_no_two_terms_of_a_role_are_in_each_others_way(loaded):
    for term in Appointment.objects.all():
        term.full_clean()


def test_loading_twice_adds_nothing_and_changes_nothing(loaded):
    def counts():
        models = (Contact, Appointment, Person, Organisation, Municipality, ContactDirectoryPage)
        return [model.objects.count() for model in models]

    before = counts()
    role = Contact.objects.first()
    role.phone = "013 111 1111"
    role.save()
    load()
    assert counts() == before
    role.refresh_from_db()
    assert role.phone == "013 111 1111"
