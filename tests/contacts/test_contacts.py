"""What a role is called, what of its holder is shown, how it is ordered and found."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import translation
from wagtail.search.backends import get_search_backend

from contacts.models import Contact, ContactKind, Person
from contacts.phones import tel_link, validate_phone
from tests.factories import (
    AppointmentFactory,
    ContactFactory,
    ImageFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_finnish():
    with translation.override("fi"):
        yield


def held_by(contact=None, **person):
    contact = contact or ContactFactory()
    AppointmentFactory(contact=contact, person=PersonFactory(**person))
    return Contact.objects.get(pk=contact.pk)


# --- Names ---


def test_the_title_stands_in_the_readers_language_else_in_finnish():
    contact = ContactFactory(title={"fi": "Järjestökehittäjä", "sv": "Föreningsutvecklare"})
    titles = {}
    for code in ("fi", "sv", "en", "fi-simple"):
        with translation.override(code):
            titles[code] = contact.shown_title
    assert titles == {
        "fi": "Järjestökehittäjä",
        "sv": "Föreningsutvecklare",
        "en": "Järjestökehittäjä",
        "fi-simple": "Järjestökehittäjä",
    }


def test_without_a_title_the_kind_names_the_role():
    contact = ContactFactory(kind=ContactKind.CHAIR)
    assert contact.shown_title == contact.get_kind_display()


def test_roles_of_one_title_can_be_told_apart():
    contact = ContactFactory(
        title="Yhdistysagentti", organisation=OrganisationFactory(name="Kiteen paikallis-JANE")
    )
    assert str(contact) == "Yhdistysagentti, Kiteen paikallis-JANE"
    place = ContactFactory(
        title="Yhdistysagentti", municipality=MunicipalityFactory(name_fi="Kitee")
    )
    assert str(place) == "Yhdistysagentti, Kitee"
    assert str(ContactFactory(title="Yhdistysagentti")) == "Yhdistysagentti"


def test_a_role_of_another_kind_needs_a_title():
    with pytest.raises(ValidationError) as refused:
        Contact(kind=ContactKind.OTHER).full_clean()
    assert list(refused.value.message_dict) == ["title"]
    Contact(kind=ContactKind.OTHER, title="Talkooemäntä").full_clean()


def test_the_organisations_municipality_is_the_roles_unless_it_has_its_own():
    joensuu, liperi = MunicipalityFactory(), MunicipalityFactory()
    organisation = OrganisationFactory(municipality=joensuu)
    contact = Contact(kind=ContactKind.CHAIR, organisation=organisation)
    contact.full_clean()
    assert contact.municipality == joensuu
    contact.municipality = liperi
    contact.full_clean()
    assert contact.municipality == liperi


# --- What is shown ---


def test_the_holders_own_e_mail_and_phone_are_shown():
    contact = held_by(email="aino@example.org", phone="013 000 0000")
    assert (contact.shown_email, contact.shown_phone) == ("aino@example.org", "013 000 0000")


def test_the_roles_e_mail_and_phone_win_over_the_persons():
    contact = held_by(ContactFactory(email="rooli@example.org", phone="013 111 1111"))
    assert (contact.shown_email, contact.shown_phone) == ("rooli@example.org", "013 111 1111")
    [term] = contact.present_appointments
    assert (term.shown_email, term.shown_phone) == ("", "")


def test_a_person_may_hide_phone_and_e_mail():
    contact = held_by(hide_email=True, hide_phone=True)
    assert (contact.shown_email, contact.shown_phone) == ("", "")
    assert contact.terms[0].person.email


def test_of_several_holders_the_first_who_shows_an_address_is_taken():
    contact = ContactFactory(kind=ContactKind.ASSOCIATION_AGENT)
    held_by(contact, last_name="Aho", hide_email=True)
    contact = held_by(contact, last_name="Berg", email="berg@example.org")
    assert contact.shown_email == "berg@example.org"


def test_a_vacant_role_shows_its_own_address_only():
    contact = ContactFactory(email="rooli@example.org")
    AppointmentFactory(contact=contact, ends_on="2021-01-01")
    contact = Contact.objects.get()
    assert (contact.shown_email, contact.shown_phone) == ("rooli@example.org", "")


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("013 000 0000", "tel:+358130000000"),
        ("050-000 0000", "tel:+358500000000"),
        ("+358 13 000 0000", "tel:+358130000000"),
        ("+358 (0)13 000 0000", "tel:+358130000000"),
        ("00358 13 000 0000", "tel:+358130000000"),
        (" +46 8 000 00", "tel:+46800000"),
        ("116 117", "tel:116117"),
    ],
)
def test_a_number_becomes_one_that_any_phone_dials(written, dialled):
    assert tel_link(written) == dialled


@pytest.mark.parametrize("number", ["013 000 0000", "+358 (0)13 000 0000", "112", "050-000 0000"])
def test_an_ordinary_number_is_accepted(number):
    validate_phone(number)


@pytest.mark.parametrize(
    "number", ["kysy vaihteesta", "12", "013 000 0000 (Aino)", "013\n000", "()" * 14, "+"]
)
def test_what_is_no_number_is_refused(number):
    with pytest.raises(ValidationError):
        validate_phone(number)


# --- Order ---


def test_the_province_comes_first_then_municipalities_then_kinds_then_titles():
    aanekoski = MunicipalityFactory(name_fi="Äänekoski")
    kitee = MunicipalityFactory(name_fi="Kitee")
    for municipality in (aanekoski, kitee, None):
        ContactFactory(municipality=municipality, kind=ContactKind.OTHER, title="Äiti")
        ContactFactory(municipality=municipality, kind=ContactKind.OTHER, title="Zorro")
        ContactFactory(municipality=municipality, kind=ContactKind.CHAIR)
        ContactFactory(municipality=municipality, kind=ContactKind.MUNICIPAL_CONTACT)
    found = [(c.municipality, c.kind, c.title.get("fi")) for c in Contact.objects.all()]
    assert found == [
        (municipality, *role)
        for municipality in (None, kitee, aanekoski)
        for role in (
            ("municipal_contact", None),
            ("chair", None),
            ("other", "Zorro"),
            ("other", "Äiti"),
        )
    ]


def test_roles_are_picked_by_place_and_kind():
    kitee = MunicipalityFactory()
    agent = ContactFactory(municipality=kitee, kind=ContactKind.ASSOCIATION_AGENT)
    chair = ContactFactory(municipality=kitee, kind=ContactKind.CHAIR)
    everywhere = ContactFactory(kind=ContactKind.CHAIR)
    assert list(Contact.objects.for_municipality(kitee)) == [agent, chair]
    assert list(Contact.objects.for_province()) == [everywhere]
    assert list(Contact.objects.for_municipality(kitee).of_kinds(ContactKind.CHAIR)) == [chair]


# --- The manager ---


def test_a_part_of_a_role_can_be_read_anew():
    contact = ContactFactory(organisation=OrganisationFactory())
    Contact.objects.filter(pk=contact.pk).update(email="uusi@example.org")
    contact.refresh_from_db(fields=["email"])
    assert contact.email == "uusi@example.org"


def test_reading_a_role_anew_brings_its_new_holder():
    contact = ContactFactory()
    assert contact.is_vacant
    AppointmentFactory(contact=contact)
    contact.refresh_from_db()
    assert not contact.is_vacant


@pytest.mark.parametrize("count", [2, 20])
def test_many_roles_take_no_more_queries_than_a_few(count, django_assert_num_queries):
    for _ in range(count):
        contact = ContactFactory(
            organisation=OrganisationFactory(), municipality=MunicipalityFactory()
        )
        held_by(contact, picture=ImageFactory())
    # Roles, terms with people, pictures, their sizes.
    with django_assert_num_queries(4):
        for contact in Contact.objects.all():
            assert str(contact)
            assert contact.municipality.name
            for person in contact.present_holders:
                assert person.picture.prefetched_renditions == []


# --- Search ---


def found(words):
    return set(get_search_backend().autocomplete(words, Contact.objects.all()))


def test_a_role_is_found_by_all_that_people_know_it_by():
    contact = ContactFactory(
        kind=ContactKind.ASSOCIATION_AGENT,
        title={"fi": "Kyläluotsi", "sv": "Bylots"},
        organisation=OrganisationFactory(name="Rantakylien neuvosto"),
        municipality=MunicipalityFactory(name_fi="Kitee", name_sv="Kides"),
    )
    ContactFactory(kind=ContactKind.CHAIR, title="Muu")
    held_by(contact, first_name="Kaisu", last_name="Esimerkki")
    with translation.override("fi"):
        kind = str(contact.get_kind_display())
    for words in ("Kyläluotsi", "kylälu", "Bylots", kind, "Rantakyl", "Kitee", "Kides", "Kaisu"):
        assert found(words) == {contact}, words


def test_search_follows_changes_of_names():
    contact = held_by(
        ContactFactory(
            organisation=OrganisationFactory(name="Vanha nimi"),
            municipality=MunicipalityFactory(name_fi="Pielisjärvi"),
        ),
        last_name="Entinen",
    )
    for row, field, old, new in (
        (contact.terms[0].person, "last_name", "Entinen", "Nykyinen"),
        (contact.organisation, "name", "Vanha", "Uudempi"),
        (contact.municipality, "name_fi", "Pielisjärvi", "Lieksa"),
    ):
        assert found(old) == {contact}
        setattr(row, field, new)
        row.save()
        assert found(old) == set()
        assert found(new) == {contact}


def test_search_forgets_a_term_that_is_taken_away():
    contact = held_by(first_name="Kaisu")
    contact.terms[0].delete()
    assert found("Kaisu") == set()


# --- Erasing a person ---


def test_a_person_is_kept_as_long_as_a_term_needs_the_name():
    contact = held_by()
    person = contact.present_holders[0]
    with pytest.raises(ProtectedError):
        person.delete()
    contact.terms[0].delete()
    person.delete()
    assert not Person.objects.exists()


def test_deleting_a_role_deletes_its_terms_and_spares_the_person():
    contact = held_by()
    contact.delete()
    assert Person.objects.count() == 1
