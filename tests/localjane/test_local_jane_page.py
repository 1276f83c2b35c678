"""A local JANE's front page: never empty, its own looks, by path and by host; the tree's rules."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.test.utils import WagtailPageTestCase

from cms.models import DocumentsPage, PageDocument, StandardPage
from contacts.models import ContactKind
from council.models import BodyPage
from events.models import CalendarPage, EventPage
from home.models import HomePage
from localjane.models import LocalJaneIndexPage, LocalJanePage
from news.models import NewsIndexPage, NewsPage
from programme.models import ProgrammeIndexPage, ProgrammePage, ProgrammeState, ProgrammeStatus
from tests import factories

ADDRESS = "/paikallis-janet/joensuu/"


def test_a_subsite_without_content_shows_roles_vacancies_and_its_part_of_the_programme(
    client, local_jane
):
    factories.AppointmentFactory(
        contact__municipality=local_jane.municipality,
        person=factories.PersonFactory(first_name="Aino", last_name="Esimerkki"),
    )
    factories.ContactFactory(
        kind=ContactKind.WELLBEING_COORDINATOR, municipality=local_jane.municipality
    )
    action = factories.ActionPageFactory(title="Yhdistysilta joka syksy")
    action.municipalities.add(local_jane.municipality)
    action.save_revision().publish()
    ProgrammeState.objects.update_or_create(
        programme_key=ProgrammePage.objects.get().translation_key,
        defaults={"status": ProgrammeStatus.FOLLOW_UP},
    )
    html = client.get(ADDRESS).content.decode()
    assert "Aino Esimerkki" in html
    assert html.count("<h3") >= 2
    assert action.title in html


def test_its_own_content_comes_on_top(client, local_jane):
    news = factories.NewsPageFactory(
        parent=factories.NewsIndexPageFactory(parent=local_jane), title="Oma uutinen"
    )
    calendar = factories.CalendarPageFactory(parent=local_jane)
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(days=3)
    event = factories.EventPageFactory(parent=calendar, title="Oma tapahtuma", starts_at=soon)
    documents = factories.DocumentsPageFactory(parent=local_jane)
    PageDocument.objects.create(
        page=documents, document=factories.DocumentFactory(title="Oma asiakirja")
    )
    html = client.get(ADDRESS).content.decode()
    for title in (news.title, event.title, "Oma asiakirja"):
        assert title in html


def test_its_looks_are_its_own(client, local_jane):
    local_jane.accent = "lingonberry"
    local_jane.social_links.create(name="Facebook", url="https://example.org/joensuu")
    local_jane.save_revision().publish()
    html = client.get(ADDRESS).content.decode()
    assert '<body data-accent="lingonberry">' in html
    assert 'href="https://example.org/joensuu"' in html
    assert 'class="back-to-province"' in html


def test_a_translation_keeps_the_looks_of_the_finnish_page(client, local_jane):
    factories.translate(local_jane, "sv", title="Lokala JANE i Joensuu")
    local_jane.accent = "lake"
    local_jane.save_revision().publish()
    html = client.get(f"/sv{ADDRESS}").content.decode()
    assert '<body data-accent="lake">' in html
    assert '<html lang="sv">' in html


def test_at_its_own_host_it_is_the_front_page(client, local_jane, settings):
    factories.SiteFactory(hostname="joensuu.example.org", root_page=local_jane)
    response = client.get("/", headers={"host": "joensuu.example.org"})
    assert response.status_code == 200
    html = response.content.decode()
    assert '<link rel="canonical" href="http://joensuu.example.org/">' in html
    # The way back to the province leads to the main host.
    assert f'href="{settings.SITE_URL}/"' in html


def test_a_municipality_has_one_local_jane_in_a_language(local_jane):
    with pytest.raises(ValidationError) as refused:
        factories.LocalJanePageFactory(
            municipality=local_jane.municipality, organisation=None, slug="toinen"
        )
    assert "municipality" in refused.value.message_dict


def test_queries_do_not_grow_with_content(client, local_jane):
    news_list = factories.NewsIndexPageFactory(parent=local_jane)
    calendar = factories.CalendarPageFactory(parent=local_jane)

    def add_content(number: int) -> None:
        soon = dt.datetime.now(dt.UTC) + dt.timedelta(days=number + 1)
        for _ in range(number):
            factories.NewsPageFactory(parent=news_list, image=factories.ImageFactory())
            factories.EventPageFactory(
                parent=calendar, starts_at=soon, image=factories.ImageFactory()
            )
            factories.AppointmentFactory(contact__municipality=local_jane.municipality)

    def count() -> int:
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as queries:
            # Past the page cache: a query that it does not keep.
            client.get(ADDRESS, headers={"cookie": "sessionid=none"})
        return len(queries)

    add_content(1)
    few = count()
    add_content(3)
    assert count() <= few


class TreeTests(WagtailPageTestCase):
    """The tree's rules, from both ends."""

    def test_a_local_jane_stands_below_the_list_of_local_janes_only(self):
        self.assertCanCreateAt(LocalJaneIndexPage, LocalJanePage)
        self.assertCanNotCreateAt(HomePage, LocalJanePage)
        self.assertCanNotCreateAt(StandardPage, LocalJanePage)
        self.assertAllowedParentPageTypes(LocalJanePage, {LocalJaneIndexPage})

    def test_below_a_local_jane_stand_its_sections_only(self):
        self.assertAllowedSubpageTypes(
            LocalJanePage, {NewsIndexPage, CalendarPage, BodyPage, DocumentsPage, StandardPage}
        )
        self.assertCanNotCreateAt(LocalJanePage, ProgrammeIndexPage)
        self.assertCanNotCreateAt(LocalJanePage, NewsPage)
        self.assertCanNotCreateAt(LocalJanePage, EventPage)

    def test_the_list_of_local_janes_stands_below_the_front_page(self):
        self.assertAllowedParentPageTypes(LocalJaneIndexPage, {HomePage})
        self.assertAllowedSubpageTypes(LocalJaneIndexPage, {LocalJanePage})
