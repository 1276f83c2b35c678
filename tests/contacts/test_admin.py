"""The staff's screens: a role with its terms, who may do what, and where a role is used."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import translation
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from contacts.models import Appointment, Contact, ContactKind, Person
from tests.factories import (
    AppointmentFactory,
    ContactFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    StandardPageFactory,
    UserFactory,
    count_as_staff,
)

pytestmark = [pytest.mark.django_db, pytest.mark.indexes]

ADMIN = "wagtailsnippets_contacts_contact"


@pytest.fixture
def staff(client):
    """A client of somebody who may do all with contacts."""
    permissions = Permission.objects.filter(content_type__app_label="contacts")
    return log_in(client, *permissions)


def log_in(client, *permissions):
    group = Group.objects.create(name="Ryhmä")
    group.permissions.add(*permissions)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = UserFactory()
    user.groups.add(group)
    count_as_staff(user)
    client.force_login(user)
    return client


def row(term=None, **fields):
    """A term as the form sends it."""
    day = {"starts_on": "2024-01-01", "ends_on": ""}
    if term:
        day = {
            "id": term.pk,
            "person": term.person.pk,
            "starts_on": term.starts_on,
            "ends_on": term.ends_on or "",
        }
    return {"id": "", "DELETE": "", **day, **fields}


def form_of(*rows, initial=0, kind=ContactKind.CHAIR, **fields):
    title = {f"title_{code}": "" for code in ("fi", "sv", "en", "fi-simple")}
    return nested_form_data(
        {
            "kind": kind,
            **title,
            "organisation": "",
            "municipality": "",
            "email": "",
            "phone": "",
            "appointments": inline_formset(rows, initial=initial),
            **fields,
        }
    )


def add(client, *rows, **fields):
    return client.post(reverse(f"{ADMIN}:add"), form_of(*rows, **fields))


def edit(client, contact, *rows, **fields):
    url = reverse(f"{ADMIN}:edit", args=[contact.pk])
    return client.post(url, form_of(*rows, **fields))


def errors_of(response, number):
    """The errors beside the fields of one term."""
    formset = response.context["form"].formsets["appointments"]
    return dict(formset.forms[number].errors)


# --- The form ---


def test_a_role_is_made_with_its_holder_in_one_form(staff):
    person = PersonFactory()
    response = add(
        staff,
        row(person=person.pk),
        title_fi="Puheenjohtaja",
        title_sv="Ordförande",
        phone="013 000 0000",
    )
    assert response.status_code == 302
    contact = Contact.objects.get()
    assert contact.title == {"fi": "Puheenjohtaja", "sv": "Ordförande"}
    assert contact.present_holders == [person]


def test_a_title_needs_finnish_and_nothing_that_was_written_is_lost(staff):
    response = add(staff, title_sv="Ordförande", email="rooli@example.org")
    form = response.context["form"]
    assert response.status_code == 200
    assert list(form.errors) == ["title"]
    content = response.content.decode()
    assert 'value="Ordförande"' in content
    assert 'value="rooli@example.org"' in content


def test_a_term_that_ends_before_it_starts_says_so_at_its_last_day(staff):
    response = add(staff, row(person=PersonFactory().pk, ends_on="2023-12-31"))
    assert list(errors_of(response, 0)) == ["ends_on"]
    assert 'value="2023-12-31"' in response.content.decode()
    assert not Contact.objects.exists()


def test_two_holders_at_once_in_one_form_are_refused_at_the_later_one(staff):
    first, second = PersonFactory(), PersonFactory()
    response = add(
        staff,
        row(person=second.pk, starts_on="2025-06-01"),
        row(person=first.pk, starts_on="2024-01-01"),
    )
    assert response.status_code == 200
    assert list(errors_of(response, 0)) == ["starts_on"]
    assert str(first) in errors_of(response, 0)["starts_on"][0]
    assert errors_of(response, 1) == {}
    assert not Contact.objects.exists()
    content = response.content.decode()
    assert 'value="2025-06-01"' in content
    assert 'value="2024-01-01"' in content


def test_ending_one_term_and_adding_the_next_is_one_save(staff):
    old = AppointmentFactory(contact=ContactFactory(kind=ContactKind.CHAIR))
    successor = PersonFactory()
    response = edit(
        staff,
        old.contact,
        row(old, ends_on="2024-12-31"),
        row(person=successor.pk, starts_on="2025-01-01"),
        initial=1,
    )
    assert response.status_code == 302
    assert Contact.objects.get().present_holders == [successor]
    old.refresh_from_db()
    assert old.ends_on == dt.date(2024, 12, 31)


def test_replacing_a_term_by_another_is_one_save(staff):
    old = AppointmentFactory(contact=ContactFactory(kind=ContactKind.CHAIR))
    successor = PersonFactory()
    response = edit(staff, old.contact, row(old, DELETE="1"), row(person=successor.pk), initial=1)
    assert response.status_code == 302
    assert [term.person for term in Appointment.objects.all()] == [successor]


def test_a_term_that_somebody_else_added_meanwhile_counts(staff):
    contact = ContactFactory(kind=ContactKind.CHAIR)
    quicker = AppointmentFactory(contact=contact, starts_on=dt.date(2024, 6, 1))
    response = edit(staff, contact, row(person=PersonFactory().pk, starts_on="2024-07-01"))
    assert str(quicker.person) in errors_of(response, 0)["starts_on"][0]
    assert Appointment.objects.count() == 1


def test_a_kind_of_one_holder_is_not_given_to_a_role_of_two(staff):
    contact = ContactFactory(kind=ContactKind.ASSOCIATION_AGENT)
    terms = [AppointmentFactory(contact=contact) for _ in range(2)]
    rows = [row(term) for term in terms]
    refused = edit(staff, contact, *rows, initial=2, kind=ContactKind.CHAIR)
    assert list(errors_of(refused, 1)) == ["starts_on"]
    accepted = edit(staff, contact, *rows, initial=2, kind=ContactKind.ASSOCIATION_AGENT)
    assert accepted.status_code == 302


@pytest.mark.parametrize("field", ["person", "starts_on"])
def test_a_term_that_lacks_something_says_what(staff, field):
    response = add(staff, row(**{"person": PersonFactory().pk, field: ""}))
    assert list(errors_of(response, 0)) == [field]


def test_a_number_that_cannot_be_dialled_is_refused_at_its_field(staff):
    response = add(staff, phone="kysy vaihteesta")
    assert list(response.context["form"].errors) == ["phone"]


def test_the_titles_have_a_labelled_input_for_each_language(staff):
    content = staff.get(reverse(f"{ADMIN}:add")).content.decode()
    for number, code in enumerate(("fi", "sv", "en", "fi-simple")):
        assert f'<label for="id_title_{number}">' in content
        assert f'lang="{code}"' in content


# --- Lists and choosers ---


def test_the_list_tells_who_holds_each_role_and_filters(staff):
    kitee = MunicipalityFactory(name_fi="Kitee")
    held = AppointmentFactory(contact=ContactFactory(title="Pidetty", municipality=kitee))
    AppointmentFactory(
        contact=ContactFactory(title="Lepäävä", kind=ContactKind.CHAIR),
        ends_on=dt.date(2025, 12, 31),
    )
    url = reverse(f"{ADMIN}:list")
    content = staff.get(url).content.decode()
    assert str(held.person) in content
    assert "1.1.2026" in content
    for query, shown, hidden in (
        ({"held": "vacant"}, "Lepäävä", "Pidetty"),
        ({"held": "held"}, "Pidetty", "Lepäävä"),
        ({"municipality": kitee.pk}, "Pidetty", "Lepäävä"),
        ({"kind": "chair"}, "Lepäävä", "Pidetty"),
        ({"q": str(held.person)}, "Pidetty", "Lepäävä"),
        ({"q": str(held.person), "held": "held"}, "Pidetty", "Lepäävä"),
    ):
        content = staff.get(url, query).content.decode()
        assert shown in content, query
        assert hidden not in content, query


@pytest.mark.parametrize("model", ["contact", "person", "organisation", "municipality", "region"])
def test_each_list_takes_no_more_queries_when_it_grows(staff, model):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def grow():
        municipality = MunicipalityFactory()
        contact = ContactFactory(
            municipality=municipality,
            organisation=OrganisationFactory(municipality=municipality),
        )
        AppointmentFactory(contact=contact)

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(url).status_code == 200
        return len(queries)

    url = reverse(f"wagtailsnippets_contacts_{model}:list")
    grow()
    count()
    before = count()
    for _ in range(5):
        grow()
    assert count() == before


def test_the_list_to_choose_from_tells_who_holds_each_role(staff):
    term = AppointmentFactory(contact=ContactFactory(title="Yhteyshenkilö"))
    content = staff.get(reverse("wagtailsnippetchoosers_contacts_contact:choose")).content
    assert str(term.person) in content.decode()
    results = reverse("wagtailsnippetchoosers_contacts_contact:choose_results")
    assert str(term.person) in staff.get(results, {"q": "yhteys"}).content.decode()


def test_a_person_can_be_made_while_choosing_one(staff):
    url = reverse("wagtailsnippetchoosers_contacts_person:create")
    response = staff.post(
        url,
        {
            "new-person-first_name": "Aino",
            "new-person-last_name": "Esimerkki",
        },
    )
    assert response.json()["step"] == "chosen"
    assert Person.objects.get().last_name == "Esimerkki"


# --- Who may do what ---


def test_who_may_only_view_can_choose_and_cannot_change(client):
    term = AppointmentFactory()
    view = Permission.objects.filter(
        content_type__app_label="contacts", codename__startswith="view_"
    )
    log_in(client, *view)
    chooser = client.get(reverse("wagtailsnippetchoosers_contacts_contact:choose"))
    html = chooser.json()["html"]
    assert str(term.contact) in html
    assert reverse("wagtailsnippets_contacts_contact:add") not in html
    for url in (
        reverse(f"{ADMIN}:edit", args=[term.contact_id]),
        reverse(f"{ADMIN}:delete", args=[term.contact_id]),
        reverse(f"{ADMIN}:add"),
    ):
        assert client.get(url).status_code == 302
        assert client.post(url, form_of()).status_code == 302
    assert Contact.objects.count() == 1


# --- Usage and deleting ---


def test_the_screen_of_a_role_tells_where_it_is_used(staff, local_jane):
    contact = ContactFactory()
    page = StandardPageFactory(title="Keneltä kysyä", body=[("contact", {"contact": contact})])
    local_jane.people.create(contact=contact)
    local_jane.save_revision().publish()
    sources = {str(r.object_id) for r in ReferenceIndex.get_references_to(contact)}
    assert sources == {str(page.pk), str(local_jane.pk)}
    usage = reverse(f"{ADMIN}:usage", args=[contact.pk])
    assert usage in staff.get(reverse(f"{ADMIN}:edit", args=[contact.pk])).content.decode()
    assert "Keneltä kysyä" in log_in_as_superuser(staff).get(usage).content.decode()


def log_in_as_superuser(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_a_person_with_a_term_is_not_deleted_and_the_screen_says_why(staff):
    term = AppointmentFactory()
    url = reverse("wagtailsnippets_contacts_person:delete", args=[term.person_id])
    response = staff.get(url)
    assert response.context["is_protected"]
    staff.post(url)
    assert Person.objects.exists()
    edit(staff, term.contact, row(term, DELETE="1"), initial=1)
    assert not staff.get(url).context["is_protected"]
    staff.post(url)
    assert not Person.objects.exists()


def test_the_persons_screen_leads_to_the_roles_that_need_the_name(staff):
    with translation.override("fi"):
        term = AppointmentFactory(contact=ContactFactory(title="Yhdistysagentti"))
        usage = staff.get(reverse("wagtailsnippets_contacts_person:usage", args=[term.person_id]))
    assert "Yhdistysagentti" in usage.content.decode()
