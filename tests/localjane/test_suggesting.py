"""Ehdota muutosta: who may propose and decide, and what the screens show."""

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.demo.registry import Demo
from cms.editor_tasks import tasks_of
from cms.models import OutgoingMail
from contacts.models import Contact, ContactKind, ContactSuggestion, Person
from localjane import roles
from localjane.demo.suggestions import WRITER, load_suggestion
from localjane.models import LocalJaneState
from tests import factories

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home")
NEW_HOLDER = {"holder_first_name": "Onni", "holder_last_name": "Uusi"}


@pytest.fixture
def groups(local_jane, other_local_jane):
    """The groups of `local_jane`; those of `other_local_jane` and of staff exist too."""
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


@pytest.fixture
def vacant(local_jane):
    return factories.ContactFactory(municipality=local_jane.municipality)


@pytest.fixture
def held(local_jane):
    contact = factories.ContactFactory(
        municipality=local_jane.municipality, kind=ContactKind.WELLBEING_COORDINATOR
    )
    person = factories.PersonFactory(first_name="Aino")
    factories.AppointmentFactory(contact=contact, person=person)
    return contact


def login(client, *groups, **fields):
    user = factories.UserFactory(**fields)
    user.groups.add(*groups)
    client.force_login(user)
    return user


def suggest_url(contact, term=None):
    url = reverse("suggest_contact", args=[contact.pk])
    return f"{url}?kausi={term.pk}" if term else url


def decision_url(suggestion):
    return reverse("contact_suggestion_decision", args=[suggestion.pk])


def own_url(suggestion):
    return reverse("contact_suggestion", args=[suggestion.pk])


def filled(client, url, **changes) -> dict:
    """The form's data as a browser would send it back, with changes."""
    form = BeautifulSoup(client.get(url).content, "html.parser").find(
        lambda tag: tag.name == "form" and tag.get("method", "").lower() == "post"
    )
    data = {}
    for each in form.select("input[name], textarea[name]"):
        if each.get("type") in ("checkbox", "radio"):
            if each.has_attr("checked"):
                data.setdefault(each["name"], []).append(each["value"])
        else:
            data[each["name"]] = each.get("value") or each.text.strip("\n")
    return {**data, **changes}


def propose(client, contact, **changes):
    url = suggest_url(contact)
    return client.post(url, filled(client, url, **changes))


@pytest.fixture
def proposal(client, groups, held):
    """A proposed phone, written by an editor whose client is logged in."""
    login(client, groups.editors, email="kirjoittaja@example.org")
    propose(client, held, phone="013 000 1111", note="Soitin sinne")
    return ContactSuggestion.objects.get()


def as_staff(client):
    return login(client, roles.set_up_staff_group())


# --- Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["editors", "publishers"])
def test_local_people_propose_for_their_municipality(client, groups, local_jane, vacant, role):
    user = login(client, getattr(groups, role))

    response = propose(client, vacant, **NEW_HOLDER)

    assert response.url == reverse("local_jane_contacts", args=[local_jane.pk])
    made = ContactSuggestion.objects.get()
    assert (made.writer, made.contact, made.proposed) == (user, vacant, NEW_HOLDER)
    assert not Person.objects.exists()


@pytest.mark.parametrize("who", ["neighbour", "staff", "superuser", "nobody's", "anonymous"])
def test_nobody_else_proposes(client, groups, vacant, other_local_jane, who):
    if who == "neighbour":
        login(client, roles.groups_of(other_local_jane).publishers)
    elif who == "staff":
        as_staff(client)
    elif who == "superuser":
        login(client, is_superuser=True)
    elif who == "nobody's":
        login(client)

    for response in (
        client.get(suggest_url(vacant)),
        client.post(suggest_url(vacant), {**NEW_HOLDER, "seen_values": "x"}),
    ):
        assert response.status_code == 302
    assert not ContactSuggestion.objects.exists()


def test_the_provinces_own_contacts_are_nobodys_to_propose(client, groups):
    contact = factories.ContactFactory(municipality=None)
    login(client, groups.publishers)

    assert client.get(suggest_url(contact)).url == HOME


def test_the_right_ends_when_the_site_is_archived(client, groups, local_jane, vacant, today):
    LocalJaneState.objects.create(local_jane_key=local_jane.translation_key, archived_on=today)
    roles.set_up_local_groups(local_jane)
    login(client, groups.editors)

    assert client.get(suggest_url(vacant)).url == HOME
    screen = reverse("local_jane_contacts", args=[local_jane.pk])
    assert client.get(screen).status_code == 403


@pytest.mark.parametrize("who", ["writer", "publisher", "neighbour", "anonymous"])
def test_only_staff_decide(client, groups, proposal, other_local_jane, who):
    if who == "publisher":
        login(client, groups.publishers)
    elif who == "neighbour":
        login(client, roles.groups_of(other_local_jane).publishers)
    elif who == "anonymous":
        client.logout()

    for response in (
        client.get(decision_url(proposal)),
        client.post(decision_url(proposal), {"accept": "1", "take": ["phone"]}),
    ):
        assert response.status_code == (302 if who == "anonymous" else 403)
        assert "013 000 1111" not in response.content.decode()
    proposal.refresh_from_db()
    assert proposal.is_open


@pytest.mark.parametrize("who", ["colleague", "neighbour", "staff", "anonymous"])
def test_only_the_writer_withdraws(client, groups, proposal, other_local_jane, who):
    if who == "colleague":
        login(client, groups.editors)
    elif who == "neighbour":
        login(client, roles.groups_of(other_local_jane).editors)
    elif who == "staff":
        as_staff(client)
    else:
        client.logout()

    refused = 302 if who == "anonymous" else 403
    assert client.get(own_url(proposal)).status_code == refused
    assert client.post(own_url(proposal)).status_code == refused
    proposal.refresh_from_db()
    assert proposal.is_open


# --- The form -------------------------------------------------------------------------------------


def test_todays_values_stand_in_the_form(client, groups, held):
    login(client, groups.editors)

    data = filled(client, suggest_url(held))

    assert data["holder_first_name"] == "Aino"
    assert data["starts_on"] == "01.01.2020"
    assert data["ends_on"] == ""


def test_a_hidden_address_is_not_in_the_form(client, groups, held):
    Person.objects.update(hide_email=True, email="salainen@example.org")
    login(client, groups.editors)

    assert "salainen@example.org" not in client.get(suggest_url(held)).content.decode()


BAD_INPUT = [
    ({"holder_first_name": ""}, "holder_first_name"),
    ({"holder_first_name": "", "holder_last_name": ""}, "holder_first_name"),
    ({"holder_email": "ei osoite"}, "holder_email"),
    ({"phone": "soita"}, "phone"),
    ({"starts_on": "eilen"}, "starts_on"),
    ({"starts_on": ""}, "starts_on"),
    ({"ends_on": "2019-01-01"}, "ends_on"),
    ({"title_sv": "Bara svenska"}, "title"),
]


@pytest.mark.parametrize(("changes", "field"), BAD_INPUT)
def test_bad_input_is_told_at_its_field_and_what_was_typed_stays(
    client, groups, held, changes, field
):
    login(client, groups.editors)

    response = propose(client, held, note="Kirjoitin tämän", **changes)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    html = response.content.decode()
    assert "Kirjoitin tämän" in html
    for typed in changes.values():
        assert typed in html
    assert not ContactSuggestion.objects.exists()


def test_a_vacant_roles_holder_needs_a_name(client, groups, vacant):
    login(client, groups.editors)

    response = propose(client, vacant, holder_phone="013 000 1111")

    assert list(response.context["form"].errors) == ["holder_first_name"]


def test_nothing_changed_is_said_and_a_second_one_is_refused(client, groups, held, proposal):
    ContactSuggestion.objects.all().delete()
    assert propose(client, held).status_code == 200
    assert not ContactSuggestion.objects.exists()

    propose(client, held, phone="013 000 1111")
    response = propose(client, held, phone="013 000 2222")

    assert response.status_code == 200
    made = ContactSuggestion.objects.get()
    assert own_url(made) in response.content.decode()


def test_a_value_that_staff_change_while_she_writes_is_not_proposed_back(client, groups, held):
    login(client, groups.editors)
    data = filled(client, suggest_url(held), phone="013 000 1111")
    Contact.objects.filter(pk=held.pk).update(email="uusi@example.org")

    client.post(suggest_url(held), data)

    assert ContactSuggestion.objects.get().proposed == {"phone": "013 000 1111"}


def test_a_holder_who_changes_while_she_writes_is_shown_first(client, groups, held, today):
    login(client, groups.editors)
    data = filled(client, suggest_url(held), holder_phone="013 000 1111")
    Contact.objects.get(pk=held.pk).appoint(factories.PersonFactory(first_name="Veikko"), today)

    refused = client.post(suggest_url(held), data)

    assert refused.status_code == 200
    assert not ContactSuggestion.objects.exists()
    assert "013 000 1111" in refused.content.decode()


def test_one_of_several_holders_is_named_by_the_address(client, groups, local_jane):
    contact = factories.ContactFactory(
        municipality=local_jane.municipality, kind=ContactKind.ASSOCIATION_AGENT
    )
    terms = [factories.AppointmentFactory(contact=contact) for _number in range(2)]
    stranger = factories.AppointmentFactory()
    login(client, groups.editors)

    url = suggest_url(contact, terms[1])
    client.post(url, filled(client, url, holder_phone="013 000 1111"))

    assert ContactSuggestion.objects.get().appointment == terms[1]
    assert filled(client, suggest_url(contact))["holder_first_name"] == ""
    assert client.get(suggest_url(contact, stranger)).status_code == 404
    listed = client.get(reverse("local_jane_contacts", args=[local_jane.pk])).content.decode()
    for term in terms:
        assert suggest_url(contact, term) in listed


# --- Where it is found ----------------------------------------------------------------------------


def test_a_vacant_role_leads_to_the_very_field_until_somebody_has_proposed(
    client, groups, local_jane, vacant
):
    user = login(client, groups.editors)

    [task] = tasks_of(user, [local_jane])
    address, _hash, field = task.url.partition("#")
    assert address == suggest_url(vacant)
    assert f'id="{field}"' in client.get(address).content.decode()

    propose(client, vacant, **NEW_HOLDER)
    assert tasks_of(user, [local_jane]) == []


def test_who_is_who_lists_the_contacts_and_her_open_proposals(
    client, groups, local_jane, other_local_jane, held, proposal
):
    theirs = factories.ContactFactory(municipality=other_local_jane.municipality)
    url = reverse("local_jane_contacts", args=[local_jane.pk])

    html = client.get(url).content.decode()
    assert suggest_url(held) in html
    assert own_url(proposal) in html
    assert suggest_url(theirs) not in html

    client.post(own_url(proposal))
    proposal.refresh_from_db()
    assert proposal.state == ContactSuggestion.State.WITHDRAWN
    assert own_url(proposal) not in client.get(url).content.decode()


def test_staff_are_led_to_their_own_form(client, groups, local_jane, held):
    as_staff(client)

    html = client.get(reverse("local_jane_contacts", args=[local_jane.pk])).content.decode()

    assert reverse("wagtailsnippets_contacts_contact:edit", args=[held.pk]) in html
    assert suggest_url(held) not in html


def test_the_list_takes_as_many_queries_for_many_as_for_few(client, groups, local_jane):
    login(client, groups.editors)
    url = reverse("local_jane_contacts", args=[local_jane.pk])

    def queries(count):
        for _number in range(count):
            contact = factories.ContactFactory(municipality=local_jane.municipality)
            factories.AppointmentFactory(contact=contact)
            propose(client, contact, phone="013 000 1111")
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    assert queries(1) == queries(5)


# --- Deciding -------------------------------------------------------------------------------------


def cells(client, url) -> list[list[str]]:
    table = BeautifulSoup(client.get(url).content, "html.parser").select_one(".differences table")
    return [[cell.get_text(" ", strip=True) for cell in row("td")] for row in table("tr")[1:]]


def test_staff_see_now_and_proposed_and_accept(client, groups, held, proposal):
    as_staff(client)
    url = decision_url(proposal)

    assert [row[:2] for row in cells(client, url)] == [["–", "013 000 1111"]]
    html = client.get(url).content.decode()
    assert "Soitin sinne" in html
    client.post(url, filled(client, url, accept="1", word="Kiitos, korjattu!"))

    held.refresh_from_db()
    assert held.phone == "013 000 1111"
    mail = OutgoingMail.objects.get()
    assert mail.to == "kirjoittaja@example.org"
    assert "Kiitos, korjattu!" in mail.text
    assert url not in client.get(reverse("staff_inbox")).content.decode()


def test_the_inbox_leads_to_the_decision(client, groups, proposal):
    as_staff(client)

    assert decision_url(proposal) in client.get(reverse("staff_inbox")).content.decode()


def test_declining_leaves_the_contact_and_tells_the_writer(client, groups, held, proposal):
    as_staff(client)
    url = decision_url(proposal)

    client.post(url, filled(client, url, decline="1", word="Vanha numero on yhä käytössä."))

    held.refresh_from_db()
    assert held.phone == ""
    assert "Vanha numero" in OutgoingMail.objects.get().text
    # A second press says so and changes nothing.
    assert client.post(url, {"accept": "1", "take": ["phone"]}).status_code == 302
    held.refresh_from_db()
    assert held.phone == ""


def test_what_has_changed_since_is_shown_thrice_and_left_unless_chosen(
    client, groups, held, proposal
):
    Contact.objects.filter(pk=held.pk).update(phone="013 000 9999")
    as_staff(client)
    url = decision_url(proposal)

    assert [row[:3] for row in cells(client, url)] == [["–", "013 000 9999", "013 000 1111"]]
    data = filled(client, url, accept="1")
    assert "take" not in data
    # Accepting nothing is no acceptance.
    assert list(client.post(url, data).context["form"].errors) == ["take"]

    # Meanwhile somebody changes it once more: she is shown that first.
    Contact.objects.filter(pk=held.pk).update(phone="013 000 7777")
    response = client.post(url, {**data, "take": ["phone"]})
    assert response.status_code == 200
    assert "013 000 7777" in response.content.decode()
    held.refresh_from_db()
    assert held.phone == "013 000 7777"

    client.post(url, {**data, "take": ["phone"], "seen_values": _seen(response)})
    held.refresh_from_db()
    assert held.phone == "013 000 1111"


def _seen(response) -> str:
    return re.search(r'name="seen_values" value="([^"]+)"', response.content.decode())[1]


def test_a_new_holder_is_a_known_person_or_a_new_one_as_staff_choose(client, groups, vacant):
    known = factories.PersonFactory(first_name="Onni", last_name="Uusi")
    login(client, groups.editors)
    propose(client, vacant, **NEW_HOLDER)
    as_staff(client)
    url = decision_url(ContactSuggestion.objects.get())
    data = filled(client, url, accept="1")

    undecided = client.post(url, data)
    assert list(undecided.context["form"].errors) == ["holder"]
    assert f'value="{known.pk}"' in undecided.content.decode()
    unknown = client.post(url, {**data, "holder": "999999"})
    assert list(unknown.context["form"].errors) == ["holder"]
    client.post(url, {**data, "holder": str(known.pk), "starts_on": "2026-01-15"})

    [term] = Contact.objects.get(pk=vacant.pk).stored_terms
    assert (term.person, term.starts_on) == (known, dt.date(2026, 1, 15))
    assert Person.objects.count() == 1


def test_what_cannot_be_is_told_and_nothing_changes(client, groups, held):
    login(client, groups.editors)
    propose(client, held, **NEW_HOLDER)
    as_staff(client)
    url = decision_url(ContactSuggestion.objects.get())

    data = filled(client, url, accept="1", holder="new", starts_on="2019-01-01", word="Tervetuloa")
    response = client.post(url, data)

    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert "Tervetuloa" in response.content.decode()
    assert Person.objects.count() == 1
    assert ContactSuggestion.objects.get().is_open


# --- The demonstration ----------------------------------------------------------------------------


def test_one_proposal_waits_in_the_demonstration_however_often_it_is_loaded(groups, local_jane):
    demo = Demo()
    role = factories.ContactFactory(
        municipality=local_jane.municipality, kind=ContactKind.WELLBEING_COORDINATOR
    )
    factories.AppointmentFactory(contact=role)
    factories.UserFactory(email=WRITER)

    load_suggestion(demo)
    before = list(ContactSuggestion.objects.values())
    load_suggestion(demo)

    assert list(ContactSuggestion.objects.values()) == before
    assert [each["state"] for each in before] == ["open"]
