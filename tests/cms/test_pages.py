"""The ground of every page: its address, its surroundings, its facts, its head."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import LocalePrefixPattern, get_resolver
from wagtail.models import PageViewRestriction
from wagtail.test.utils import WagtailPageTestCase

from cms import generations
from cms.models import DocumentsPage, StandardPage
from cms.models.pages import RESERVED_SLUGS
from cms.navigation import Surroundings
from council.models import BodyPage
from events.models import EventPage
from home.models import HomePage
from localjane.models import LocalJanePage
from news.models import NewsPage
from programme.models import GoalPage
from projects.models import ProjectPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["sv-tapahtumat", "en-route", "sv", "fi-simple", "haku", "admin"])
def test_a_slug_that_would_be_read_as_something_else_is_refused(site, slug):
    with pytest.raises(ValidationError) as refused:
        factories.StandardPageFactory(title="Sivu", slug=slug)
    assert "slug" in refused.value.message_dict


@pytest.mark.parametrize("slug", ["svalbard", "enontekio", "sivu-en", "tapahtumat"])
def test_an_ordinary_slug_is_accepted(site, slug):
    assert factories.StandardPageFactory(title="Sivu", slug=slug).slug == slug


def test_every_address_of_the_site_itself_is_reserved():
    patterns = [
        p for p in get_resolver().url_patterns if not isinstance(p.pattern, LocalePrefixPattern)
    ]
    patterns += [
        p
        for group in get_resolver().url_patterns
        if isinstance(group.pattern, LocalePrefixPattern)
        for p in group.url_patterns
    ]
    first_parts = {re.split(r"[/.]", str(p.pattern).lstrip("^"))[0] for p in patterns}
    words = {part for part in first_parts if re.fullmatch(r"[a-z-]+", part)}
    assert "haku" in words
    assert words <= RESERVED_SLUGS | {"favicon", "robots", "sitemap"}


def test_facts_come_from_the_finnish_page(local_jane):
    swedish = factories.translate(local_jane, "sv", title="Lokala JANE i Joensuu")
    local_jane.accent = "lake"
    local_jane.save_revision().publish()
    assert type(swedish).objects.get(pk=swedish.pk).facts.accent == "lake"


def test_facts_of_a_list_take_one_further_query(local_jane, other_local_jane):
    model = type(local_jane)
    for page in (local_jane, other_local_jane):
        factories.translate(page, "sv", title=f"{page.title} sv")

    def count(pages):
        # As in a request, which reads the generations once.
        with generations.one_snapshot(), CaptureQueriesContext(connection) as queries:
            for page in pages.with_facts():
                assert page.facts.language == "fi"
        return len(queries)

    swedish = model.objects.filter(locale__language_code="sv")
    count(swedish.all())
    assert count(swedish.filter(title__startswith="Joensuun")) == count(swedish.all())


def surroundings(page, path="/"):
    return Surroundings(RequestFactory().get(path, SERVER_NAME="testserver"), page)


def test_a_subsites_menu_holds_its_own_children_only(local_jane, home):
    own = factories.StandardPageFactory(parent=local_jane, title="Meistä", show_in_menus=True)
    factories.StandardPageFactory(title="Maakunnan sivu", show_in_menus=True)
    assert [link.text for link in surroundings(own).menu] == ["Meistä"]


def test_the_menu_shows_no_draft_and_no_private_page(home):
    factories.StandardPageFactory(title="Luonnos", show_in_menus=True, live=False)
    private = factories.StandardPageFactory(title="Yksityinen", show_in_menus=True)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert surroundings(home).menu == []


def test_languages_name_themselves(home):
    for code in ("sv", "fi-simple"):
        factories.translate(home, code, title=f"Etusivu {code}")
    names = {link.code: link.name for link in surroundings(home).languages}
    assert names == {
        "fi": "suomi",
        "sv": "svenska",
        "en": "English",
        "fi-simple": "selkosuomi",
    }


def test_a_site_in_one_language_has_no_language_links(home):
    assert surroundings(home).languages == []


def test_search_engines_get_absolute_alternates_without_plain_finnish(home, settings):
    for code in ("sv", "fi-simple"):
        factories.translate(home, code, title=f"Etusivu {code}")
    links = {link.code: link.href for link in surroundings(home).alternates}
    assert links == {
        "fi": f"{settings.SITE_URL}/",
        "sv": f"{settings.SITE_URL}/sv/",
        "x-default": f"{settings.SITE_URL}/",
    }


def test_a_page_says_its_language_address_and_summary(client, home, settings):
    page = factories.StandardPageFactory(
        title="Mikä JANE on",
        slug="mika-jane-on",
        introduction="Neuvottelukunta kokoaa yhdistykset.",
    )
    html = client.get("/mika-jane-on/").content.decode()
    assert '<html lang="fi">' in html
    assert f'<link rel="canonical" href="{settings.SITE_URL}/mika-jane-on/">' in html
    assert '<meta name="description" content="Neuvottelukunta kokoaa yhdistykset.">' in html
    assert '<meta property="og:title" content="Mikä JANE on">' in html
    assert page.title in html


def test_a_page_in_plain_finnish_says_so(client, home):
    factories.translate(home, "fi-simple", title="Selkoetusivu")
    assert b'<html lang="fi-simple">' in client.get("/fi-simple/").content


def test_a_missing_picture_file_leaves_the_page_readable(client, local_jane):
    image = factories.ImageFactory()
    image.file.storage.delete(image.file.name)
    local_jane.image = image
    local_jane.save_revision().publish()
    response = client.get("/paikallis-janet/joensuu/")
    assert response.status_code == 200
    assert b"<picture>" not in response.content


def test_a_picture_needs_a_text_alternative_or_is_decoration(db):
    image = factories.ImageFactory.build(description="", is_decorative=False, collection=None)
    with pytest.raises(ValidationError) as refused:
        image.clean()
    assert "description" in refused.value.message_dict
    image.is_decorative = True
    image.clean()
    assert image.default_alt_text == ""


class TreeTests(WagtailPageTestCase):
    """The tree's rules of the two plain pages, from both ends."""

    def test_a_list_of_documents_stands_in_any_part_and_holds_no_pages(self):
        for parent in (HomePage, LocalJanePage, StandardPage, BodyPage, ProjectPage):
            self.assertCanCreateAt(parent, DocumentsPage)
        self.assertCanNotCreateAt(NewsPage, DocumentsPage)
        self.assertAllowedSubpageTypes(DocumentsPage, {})

    def test_a_plain_page_stands_in_any_part_but_below_no_news_or_event(self):
        for parent in (HomePage, LocalJanePage, StandardPage, ProjectPage):
            self.assertCanCreateAt(parent, StandardPage)
        for parent in (NewsPage, EventPage, DocumentsPage, GoalPage):
            self.assertCanNotCreateAt(parent, StandardPage)
