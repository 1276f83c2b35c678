"""A contact's card, wherever it stands: the present holder, nothing hidden, few queries."""

import datetime as dt

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from contacts.models import Contact, ContactKind
from contacts.templatetags.contacts_tags import email_breaks
from tests.factories import (
    AppointmentFactory,
    ContactFactory,
    EventPageFactory,
    ImageFactory,
    OrganisationFactory,
    PersonFactory,
    StandardPageFactory,
    UserFactory,
    default_site,
)

pytestmark = pytest.mark.django_db


def card(contact, heading_level=3):
    with translation.override("en"):
        return render_to_string(
            "components/contact_card.html", {"contact": contact, "heading_level": heading_level}
        )


def held_contact(**fields):
    person = PersonFactory(picture=ImageFactory(file__width=8, file__height=8))
    term = AppointmentFactory(
        contact=ContactFactory(organisation=OrganisationFactory(), **fields), person=person
    )
    return Contact.objects.get(pk=term.contact_id)


# --- What a card says ---


def test_a_card_names_the_role_the_holder_and_ways_to_reach_them():
    contact = ContactFactory(
        title="Järjestökehittäjä", organisation=OrganisationFactory(name="JANE")
    )
    AppointmentFactory(
        contact=contact,
        person=PersonFactory(first_name="Aino", email="aino@example.org", phone="013 000 0000"),
    )
    html = card(contact, heading_level=2)
    assert '<h2 class="contact-title">Järjestökehittäjä</h2>' in html
    for words in ("JANE", "Aino Esimerkki", "AE"):
        assert words in html
    assert 'href="mailto:aino@example.org"' in html
    assert 'href="tel:+358130000000"' in html


def test_a_card_shows_a_picture_instead_of_initials():
    html = card(held_contact())
    assert "<img" in html
    assert "initials" not in html


def test_nothing_that_a_person_hides_is_in_the_page():
    contact = ContactFactory()
    AppointmentFactory(
        contact=contact,
        person=PersonFactory(
            email="salainen@example.org", phone="013 987 6543", hide_email=True, hide_phone=True
        ),
    )
    html = card(contact)
    for secret in ("salainen", "987", "6543", "mailto", "tel:"):
        assert secret not in html


def test_the_persons_own_ways_give_way_to_the_roles_one_by_one():
    contact = ContactFactory(email="rooli@example.org")
    AppointmentFactory(
        contact=contact, person=PersonFactory(email="oma@example.org", phone="013 000 0000")
    )
    html = card(contact)
    assert "rooli@example.org" in html
    assert "oma@example.org" not in html
    assert "013 000 0000" in html


def test_a_shared_roles_card_names_everybody_and_its_own_address_once():
    contact = ContactFactory(kind=ContactKind.ASSOCIATION_AGENT, email="agentit@example.org")
    terms = [AppointmentFactory(contact=contact) for _ in range(2)]
    html = card(Contact.objects.get())
    assert all(str(term.person) in html for term in terms)
    assert html.count("mailto:") == 1


def test_a_vacancy_is_told_with_its_days_and_without_names():
    contact = ContactFactory(email="rooli@example.org")
    past = AppointmentFactory(
        contact=contact, person=PersonFactory(first_name="Entinen"), ends_on=dt.date(2021, 7, 31)
    )
    coming = AppointmentFactory(
        contact=contact, person=PersonFactory(first_name="Tuleva"), starts_on=dt.date(2999, 1, 1)
    )
    html = card(contact)
    assert "vacant since 1.8.2021" in html
    assert "filled from 1.1.2999" in html
    assert "rooli@example.org" in html
    for person in (past.person, coming.person):
        assert person.first_name not in html
        assert person.email not in html


def test_a_role_that_nobody_ever_held_is_vacant():
    assert "This role is vacant." in card(ContactFactory())


def test_without_a_contact_there_is_no_card():
    assert not card(None).strip()


def test_what_people_write_cannot_break_the_page():
    contact = ContactFactory(title="<script>alert(1)</script>", email='a"b@example.org')
    html = card(contact)
    assert "<script>" not in html
    assert 'href="mailto:a%22b@example.org"' in html


# --- Everywhere at once ---


def page_with_cards(contacts):
    return StandardPageFactory(body=[("contact", {"contact": contact}) for contact in contacts])


def test_a_new_holder_stands_on_every_page_at_once(client, local_jane):
    contact = ContactFactory(kind=ContactKind.CHAIR, municipality=local_jane.municipality)
    old = contact.appoint(PersonFactory(first_name="Entinen"), dt.date(2024, 1, 1))
    local_jane.people.create(contact=contact)
    local_jane.save_revision().publish()
    pages = [page_with_cards([contact]), EventPageFactory(contact=contact), local_jane]
    for page in pages:
        assert str(old.person) in client.get(page.url).content.decode()
    client.force_login(UserFactory(is_superuser=True))
    successor = PersonFactory(first_name="Uusi")
    response = client.post(
        reverse("wagtailsnippets_contacts_contact:edit", args=[contact.pk]),
        {
            "kind": "chair",
            "municipality": local_jane.municipality.pk,
            "appointments-TOTAL_FORMS": "2",
            "appointments-INITIAL_FORMS": "1",
            "appointments-MIN_NUM_FORMS": "0",
            "appointments-MAX_NUM_FORMS": "1000",
            "appointments-0-id": old.pk,
            "appointments-0-person": old.person.pk,
            "appointments-0-starts_on": "2024-01-01",
            "appointments-0-ends_on": "2024-12-31",
            "appointments-1-id": "",
            "appointments-1-person": successor.pk,
            "appointments-1-starts_on": "2025-01-01",
            "appointments-1-ends_on": "",
        },
    )
    assert response.status_code == 302
    client.logout()
    for page in pages:
        content = client.get(page.url).content.decode()
        assert str(successor) in content, page
        assert str(old.person) not in content, page


def test_a_page_changes_at_midnight_in_helsinki(client):
    default_site()
    contact = ContactFactory(kind=ContactKind.CHAIR)
    leaving = contact.appoint(
        PersonFactory(first_name="Lähtevä"), dt.date(2026, 1, 1), dt.date(2026, 11, 22)
    )
    coming = contact.appoint(PersonFactory(first_name="Tuleva"), dt.date(2026, 11, 23))
    page = page_with_cards([contact])
    for moment, shown, hidden in (
        (dt.datetime(2026, 11, 22, 21, 59, tzinfo=dt.UTC), leaving, coming),
        (dt.datetime(2026, 11, 22, 22, 1, tzinfo=dt.UTC), coming, leaving),
    ):
        with time_machine.travel(moment, tick=False):
            content = client.get(page.url).content.decode()
        assert str(shown.person) in content
        assert str(hidden.person) not in content


def test_the_card_of_a_deleted_contact_leaves_no_hole(client):
    contact = held_contact()
    page = page_with_cards([contact])
    contact.delete()
    response = client.get(page.url)
    assert response.status_code == 200
    assert 'class="contact"' not in response.content.decode()


# --- Queries ---


def queries_of(draw):
    # The first time makes the pictures' sizes.
    draw()
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        draw()
    return len(queries)


def test_twenty_cards_in_a_page_take_no_more_queries_than_two(client):
    page = page_with_cards([held_contact() for _ in range(2)])
    few = queries_of(lambda: client.get(page.url))
    page = page_with_cards([held_contact() for _ in range(20)])
    assert client.get(page.url).content.decode().count('class="contact"') == 20
    assert queries_of(lambda: client.get(page.url)) == few


def test_twenty_foreign_keys_take_no_more_queries_than_two():
    for _ in range(20):
        EventPageFactory(contact=held_contact())

    def draw(count):
        from events.models import EventPage

        for event in EventPage.objects.prefetch_related("contact")[:count]:
            assert str(event.contact.present_holders[0]) in card(event.contact)

    assert queries_of(lambda: draw(2)) == queries_of(lambda: draw(20))


def test_twenty_inline_children_take_no_more_queries_than_two(local_jane):
    def draw():
        page = type(local_jane).objects.get()
        for row in page.people.prefetch_related("contact"):
            assert str(row.contact.present_holders[0]) in card(row.contact)

    for _ in range(2):
        local_jane.people.create(contact=held_contact())
    local_jane.save()
    few = queries_of(draw)
    for _ in range(18):
        local_jane.people.create(contact=held_contact())
    local_jane.save()
    assert queries_of(draw) == few


def test_the_index_of_search_can_be_rebuilt_over_roles():
    contact = held_contact(title="Löytyvä")
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    from wagtail.search.backends import get_search_backend

    assert list(get_search_backend().search("Löytyvä", Contact)) == [contact]


# --- How it is read ---


def test_the_title_comes_first_then_the_person():
    contact = ContactFactory(title="Sihteeri")
    AppointmentFactory(contact=contact, person=PersonFactory(first_name="Aino"))
    html = card(contact)
    assert html.index("Sihteeri") < html.index("Aino Esimerkki")


def test_ways_to_reach_have_a_drawing_and_words_for_those_who_hear():
    contact = ContactFactory(email="rooli@example.org", phone="013 000 0000")
    html = BeautifulSoup(card(contact), "html.parser")
    links = html.select(".contact-reach a")
    assert [link.text.strip() for link in links] == [
        "E-mail: rooli@example.org",
        "Phone: 013 000 0000",
    ]
    assert all(link.select("svg[aria-hidden]") for link in links)


def test_a_face_says_nothing_that_the_name_does_not():
    html = BeautifulSoup(card(held_contact()), "html.parser")
    assert html.select_one(".contact-face img")["alt"] == ""
    initials = card(AppointmentFactory().contact)
    assert BeautifulSoup(initials, "html.parser").select_one(".initials")["aria-hidden"] == "true"


def test_the_picture_of_a_face_whose_file_is_missing_gives_way_to_initials():
    contact = held_contact()
    picture = contact.present_holders[0].picture
    picture.file.storage.delete(picture.file.name)
    assert "initials" in card(contact)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("aino.esimerkki@example.org", "aino<wbr>.esimerkki<wbr>@example.org"),
        ("a@posti.kunta.example.org", "a<wbr>@posti<wbr>.kunta<wbr>.example.org"),
        ('a<b>"@example.org', "a&lt;b&gt;&quot;<wbr>@example.org"),
        ("", ""),
    ],
)
def test_an_address_breaks_at_its_joints(address, shown):
    assert email_breaks(address) == shown


def test_a_vacancy_says_where_to_turn_meanwhile_if_that_is_known():
    words = "Meanwhile"
    assert words not in card(ContactFactory())
    assert words not in card(ContactFactory(organisation=OrganisationFactory()))
    html = card(ContactFactory(phone="013 000 0000"))
    assert html.index(words) < html.index("tel:")
    organisation = OrganisationFactory(name="Kunta", website="https://example.org/kunta")
    assert 'href="https://example.org/kunta"' in card(ContactFactory(organisation=organisation))
    held = AppointmentFactory(contact__organisation=organisation).contact
    assert words not in card(held)
    assert "https://example.org/kunta" not in card(held)


def test_a_vacancys_own_ways_stand_once():
    assert card(ContactFactory(email="rooli@example.org")).count("mailto:") == 1
