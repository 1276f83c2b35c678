"""A subsite by path and by its own host; what belongs to it; its one address."""

import pytest
from django.conf import settings
from django.test import RequestFactory
from wagtail.models import Page

from cms.checks import check_subsite_model
from cms.subsites import (
    all_subsites,
    canonical_url,
    site_scope,
    subsite_for_municipality,
    subsite_of,
)
from tests import factories

HOST = "joensuunjane.example.org"


@pytest.fixture
def local_page(local_jane):
    return factories.StandardPageFactory(parent=local_jane, title="Meistä", slug="meista")


@pytest.fixture
def own_host(local_jane):
    return factories.SiteFactory(hostname=HOST, root_page=local_jane)


def get(path: str, host: str = "testserver"):
    return RequestFactory().get(path, SERVER_NAME=host)


def test_a_page_belongs_to_the_subsite_that_it_stands_in(local_jane, local_page, home):
    assert subsite_of(local_page) == local_jane
    assert subsite_of(local_jane) == local_jane
    assert subsite_of(home) is None


def test_a_subsite_whose_path_starts_with_anothers_name_is_not_mixed_up(local_jane):
    longer = factories.LocalJanePageFactory(
        title="Joensuun seutu",
        slug=f"{local_jane.slug}-seutu",
        municipality=factories.MunicipalityFactory(code="999"),
    )
    assert subsite_of(longer) == longer


def test_a_subsite_is_found_by_municipality_in_the_language_or_else_in_finnish(local_jane):
    swedish = factories.translate(local_jane, "sv", title="Lokala JANE i Joensuu")
    assert subsite_for_municipality("167", "sv") == swedish
    assert subsite_for_municipality("167", "en") == local_jane
    assert subsite_for_municipality("422", "fi") is None
    assert subsite_for_municipality("", "fi") is None


def test_by_path_the_address_is_a_path_of_the_main_host(local_page, local_jane):
    assert canonical_url(local_page, get("/")) == "/paikallis-janet/joensuu/meista/"
    assert canonical_url(local_page) == f"{settings.SITE_URL}/paikallis-janet/joensuu/meista/"


def test_with_a_host_of_its_own_that_host_is_the_address_everywhere(own_host, local_page, home):
    assert canonical_url(local_page, get("/")) == f"http://{HOST}/meista/"
    assert canonical_url(local_page, get("/", HOST)) == "/meista/"
    assert canonical_url(home, get("/", HOST)) == f"{settings.SITE_URL}/"


def test_a_translation_of_a_subsite_with_a_host_has_its_address_there(own_host, local_jane):
    swedish = factories.translate(local_jane, "sv", title="Lokala JANE i Joensuu")
    assert canonical_url(swedish, get("/")) == f"http://{HOST}/sv/"


def test_a_page_that_no_site_serves_has_no_address(site):
    lone = factories.HomePageFactory(title="Irrallinen", slug="irrallinen")
    assert canonical_url(lone, get("/")) == ""


def test_this_site_covers_all_languages_of_the_requests_site(own_host, local_page, home):
    swedish = factories.translate(local_page, "sv", title="Om oss")
    elsewhere = factories.StandardPageFactory(title="Muualla")
    on_own_host = set(site_scope(get("/", HOST)).filter(Page.objects.all()))
    assert {local_page.page_ptr, swedish.page_ptr} <= on_own_host
    assert elsewhere.page_ptr not in on_own_host
    everywhere = set(site_scope(get("/")).filter(Page.objects.all()))
    assert {local_page.page_ptr, swedish.page_ptr, elsewhere.page_ptr} <= everywhere


def test_looking_subsites_up_takes_no_query_a_row(local_page, django_assert_max_num_queries):
    pages = [factories.StandardPageFactory(parent=local_page.get_parent()) for _ in range(5)]
    all_subsites()
    request = get("/")
    canonical_url(local_page, request)
    # Outside a request each look-up may ask for the generations; never for the pages.
    with django_assert_max_num_queries(2 * len(pages)) as captured:
        for page in pages:
            subsite_of(page)
    assert not [q for q in captured.captured_queries if "localjane" in q["sql"]]


def test_the_check_names_what_a_subsites_model_lacks(settings):
    assert check_subsite_model(None) == []
    settings.SUBSITE_PAGE_MODEL = "cms.StandardPage"
    [error] = check_subsite_model(None)
    assert error.id == "cms.E001"
    assert "accent" in error.msg
