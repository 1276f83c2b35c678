"""What the pages of bodies tell, and where they may stand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.test.utils import WagtailPageTestCase

from cms.models import DocumentsPage
from council.models import BodyContact, BodyIndexPage, BodyPage
from events.models import EventPage
from home.models import HomePage
from localjane.models import LocalJaneIndexPage, LocalJanePage
from tests.factories import (
    AppointmentFactory,
    BodyIndexPageFactory,
    BodyPageFactory,
    ContactFactory,
    DocumentsPageFactory,
    OrganisationFactory,
    UserFactory,
    translate,
)


class TreeTests(WagtailPageTestCase):
    def test_the_page_of_bodies_stands_on_the_provinces_front_page_only(self):
        self.assertCanCreateAt(HomePage, BodyIndexPage)
        self.assertCanNotCreateAt(LocalJanePage, BodyIndexPage)
        self.assertAllowedParentPageTypes(BodyIndexPage, {HomePage})
        self.assertAllowedSubpageTypes(BodyIndexPage, {BodyPage})

    def test_bodies_stand_there_and_on_local_front_pages(self):
        self.assertCanCreateAt(BodyIndexPage, BodyPage)
        self.assertCanCreateAt(LocalJanePage, BodyPage)
        self.assertCanNotCreateAt(HomePage, BodyPage)
        self.assertCanNotCreateAt(LocalJaneIndexPage, BodyPage)
        self.assertAllowedParentPageTypes(BodyPage, {BodyIndexPage, LocalJanePage})

    def test_a_body_holds_documents_only(self):
        self.assertCanCreateAt(BodyPage, DocumentsPage)
        self.assertAllowedSubpageTypes(BodyPage, {DocumentsPage})
        self.assertCanNotCreateAt(BodyPage, EventPage)
        self.assertCanNotCreateAt(BodyPage, BodyPage)


def test_a_front_page_has_one_page_of_bodies(home):
    assert BodyIndexPage.can_create_at(home)
    BodyIndexPageFactory(parent=home)
    assert not BodyIndexPage.can_create_at(home)


def body_with(people: list, **fields) -> BodyPage:
    page = BodyPageFactory(live=False, **fields)
    page.people = [BodyContact(contact=c, sort_order=n) for n, c in enumerate(people)]
    page.save_revision().publish()
    return BodyPage.objects.get(pk=page.pk)


@pytest.fixture
def chair(db):
    contact = ContactFactory(title={"fi": "Ryhmän vetäjä", "sv": "Ledare"})
    AppointmentFactory(contact=contact, person__first_name="Aino", person__last_name="Esimerkki")
    return contact


@pytest.fixture
def vacancy(db):
    return ContactFactory(title={"fi": "Varajäsen"})


def test_the_page_tells_the_task_the_organisation_and_the_people_in_their_order(
    client, site, chair, vacancy
):
    page = body_with(
        [vacancy, chair],
        title="Digityöryhmä",
        introduction="Auttaa digiasioissa.",
        organisation=OrganisationFactory(name="Ryhmä ry", website="https://example.org/"),
    )
    text = client.get(page.url).content.decode()
    for words in ("Digityöryhmä", "Auttaa digiasioissa.", "Ryhmä ry", "Aino Esimerkki"):
        assert words in text
    assert text.index("Varajäsen") < text.index("Ryhmän vetäjä")
    assert text.count("<h1") == 1


def test_a_new_holder_is_on_the_page_at_once(client, site, vacancy):
    page = body_with([vacancy])
    assert "Uuno Esimerkki" not in client.get(page.url).content.decode()
    AppointmentFactory(contact=vacancy, person__first_name="Uuno", person__last_name="Esimerkki")
    assert "Uuno Esimerkki" in client.get(page.url).content.decode()


def test_a_translation_shows_the_people_of_the_finnish_page(client, site, chair, vacancy):
    page = body_with([vacancy], title="Ryhmä")
    swedish = translate(page, "sv", title="Grupp", slug="grupp")
    page.people = [BodyContact(contact=chair, sort_order=0)]
    page.save_revision().publish()
    text = client.get(swedish.url).content.decode()
    assert "Grupp" in text
    assert "Aino Esimerkki" in text
    assert "Varajäsen" not in text


def test_an_unsynchronised_translation_asks_for_words_only(client, site, chair):
    swedish = translate(body_with([chair]), "sv", title="Grupp", slug="grupp")
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("wagtailadmin_pages:edit", args=[swedish.pk])
    form = client.get(address).context["form"]
    assert "organisation" not in form.fields
    assert "people" not in form.formsets
    finnish = reverse("wagtailadmin_pages:edit", args=[swedish.facts.pk])
    assert "people" in client.get(finnish).context["form"].formsets


def test_the_list_shows_the_visible_bodies(client, site):
    BodyPageFactory(title="Työvaliokunta", introduction="Valmistelee kokoukset.")
    BodyPageFactory(title="Luonnosryhmä", live=False)
    private = BodyPageFactory(title="Yksityinen ryhmä")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    text = client.get("/toimielimet/").content.decode()
    assert "Työvaliokunta" in text
    assert "Valmistelee kokoukset." in text
    assert "Luonnosryhmä" not in text
    assert "Yksityinen ryhmä" not in text


def test_a_body_of_a_local_jane_stands_on_its_site(client, local_jane):
    page = BodyPageFactory(parent=local_jane, title="Hallinto")
    response = client.get(page.url)
    assert response.status_code == 200
    assert response.context["subsite"] == local_jane


def test_the_pages_below_a_body_are_linked(client, site):
    page = BodyPageFactory()
    DocumentsPageFactory(parent=page, title="Työjärjestys")
    DocumentsPageFactory(parent=page, title="Luonnos", live=False)
    text = client.get(page.url).content.decode()
    assert "Työjärjestys" in text
    assert "Luonnos" not in text


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_queries_of_a_body_do_not_grow_with_its_people(client, site):
    def people(count):
        return [AppointmentFactory().contact for _ in range(count)]

    few, many = body_with(people(2)), body_with(people(12))
    assert queries_of(client, many.url) == queries_of(client, few.url)


def test_the_queries_of_the_list_do_not_grow_with_its_bodies(client, site):
    def make(count):
        for _ in range(count):
            translate(BodyPageFactory(organisation=OrganisationFactory()), "sv")

    make(2)
    before = queries_of(client, "/toimielimet/"), queries_of(client, "/sv/toimielimet/")
    make(6)
    after = queries_of(client, "/toimielimet/"), queries_of(client, "/sv/toimielimet/")
    assert after == before
