"""The directory: who is who by municipality and by role."""

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.test.utils import WagtailPageTestCase

from contacts.models import ContactDirectoryPage, ContactKind
from home.models import HomePage
from tests.factories import (
    AppointmentFactory,
    ContactDirectoryPageFactory,
    ContactFactory,
    ImageFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory(site):
    return ContactDirectoryPageFactory()


@pytest.fixture
def kitee():
    return MunicipalityFactory(code="260", name_fi="Kitee", name_sv="Kides", slug="kitee")


def headings(response):
    """The directory's second-level headings: the municipalities."""
    sections = re.findall(r'<h2 id="([\w-]+)-heading">([^<]+)</h2>', response.content.decode())
    return [(anchor, heading) for anchor, heading in sections]


def titles(response):
    return re.findall(r'<h3 class="contact-title">([^<]+)</h3>', response.content.decode())


def test_the_tree_takes_one_directory_below_the_front_page(home):
    check = WagtailPageTestCase()
    check.assertCanCreateAt(HomePage, ContactDirectoryPage)
    check.assertAllowedParentPageTypes(ContactDirectoryPage, {HomePage})
    check.assertAllowedSubpageTypes(ContactDirectoryPage, set())
    assert ContactDirectoryPage.can_create_at(home)
    ContactDirectoryPageFactory(parent=home)
    assert not ContactDirectoryPage.can_create_at(home)
    assert not ContactDirectoryPage.can_create_at(StandardPageFactory())


def test_it_lists_the_province_then_each_municipality_with_anchors(client, directory, kitee):
    ContactFactory(municipality=kitee, title="Kiteen yhteyshenkilö")
    ContactFactory(municipality=MunicipalityFactory(name_fi="Äänekoski"), title="Toinen")
    ContactFactory(title="Maakunnan yhteyshenkilö")
    response = client.get(directory.url)
    assert [anchor for anchor, _heading in headings(response)] == [
        "maakunta",
        "kitee",
        "aanekoski",
    ]
    assert 'id="kitee"' in response.content.decode()
    assert titles(response) == ["Maakunnan yhteyshenkilö", "Kiteen yhteyshenkilö", "Toinen"]


def test_it_filters_by_municipality_and_by_kind(client, directory, kitee):
    ContactFactory(municipality=kitee, title="Kiteen agentti", kind=ContactKind.ASSOCIATION_AGENT)
    ContactFactory(municipality=kitee, title="Kiteen puheenjohtaja", kind=ContactKind.CHAIR)
    ContactFactory(title="Maakunnan puheenjohtaja", kind=ContactKind.CHAIR)
    for query, shown in (
        ({"kunta": "kitee"}, ["Kiteen agentti", "Kiteen puheenjohtaja"]),
        ({"laji": "chair"}, ["Maakunnan puheenjohtaja", "Kiteen puheenjohtaja"]),
        ({"kunta": "maakunta"}, ["Maakunnan puheenjohtaja"]),
        ({"kunta": "kitee", "laji": "chair"}, ["Kiteen puheenjohtaja"]),
    ):
        assert titles(client.get(directory.url, query)) == shown, query


def test_a_filter_keeps_the_other(client, directory, kitee):
    ContactFactory(municipality=kitee, kind=ContactKind.CHAIR)
    content = client.get(directory.url, {"laji": "chair"}).content.decode()
    assert "?laji=chair&amp;kunta=kitee" in content


def test_only_kinds_that_there_are_can_be_chosen(client, directory, kitee):
    ContactFactory(municipality=kitee, kind=ContactKind.CHAIR)
    content = client.get(directory.url).content.decode()
    assert "laji=chair" in content
    assert "laji=secretary" not in content


@pytest.mark.parametrize("parameter", ["kunta", "laji"])
@pytest.mark.parametrize("value", ["atlantis", "-1", "<script>", "a" * 10_000, "\x00", "chair\x00"])
def test_a_choice_that_does_not_exist_is_told_and_all_is_shown(client, directory, parameter, value):
    ContactFactory(title="Yhteyshenkilö")
    response = client.get(directory.url, {parameter: value})
    assert response.status_code == 200
    assert titles(response) == ["Yhteyshenkilö"]
    assert "<script>" not in response.content.decode()


def test_a_municipality_without_contacts_says_so_and_leads_on(client, directory, kitee):
    ContactFactory(title="Maakunnan yhteyshenkilö")
    response = client.get(directory.url, {"kunta": "kitee"})
    assert titles(response) == []
    assert 'class="empty"' in response.content.decode()
    assert '<a href="?">' in response.content.decode()


def test_people_are_rows_of_a_list_under_their_municipality(client, directory, kitee):
    ContactFactory(municipality=kitee)
    html = BeautifulSoup(client.get(directory.url).content, "html.parser")
    assert html.select("section.part[aria-labelledby=kitee-heading] > ul.people > li > .contact")


def test_the_filters_fold_behind_the_present_choices(client, directory, kitee):
    ContactFactory(municipality=kitee, kind=ContactKind.CHAIR)

    def folded(**query):
        html = BeautifulSoup(client.get(directory.url, query).content, "html.parser")
        return html.select_one("details.directory-filter")

    chosen = folded(kunta="kitee")
    assert [words.text for words in chosen.summary.select("strong")] == ["Kitee", "Kaikki tehtävät"]
    assert len(chosen.select("nav")) == 2
    assert not chosen.has_attr("open")
    # What is said of a choice that there is not must be seen.
    assert folded(kunta="atlantis", laji="atlantis").has_attr("open")


def test_vacancies_are_listed_too(client, directory, kitee):
    AppointmentFactory(
        contact=ContactFactory(municipality=kitee, title="Avoin tehtävä"),
        ends_on=dt.date(2021, 12, 31),
    )
    response = client.get(directory.url)
    assert titles(response) == ["Avoin tehtävä"]
    assert 'class="contact-vacancy"' in response.content.decode()


def test_it_takes_no_more_queries_when_it_grows(client, directory):
    def grow():
        municipality = MunicipalityFactory()
        contact = ContactFactory(
            municipality=municipality, organisation=OrganisationFactory(municipality=municipality)
        )
        picture = ImageFactory(file__width=8, file__height=8)
        AppointmentFactory(contact=contact, person=PersonFactory(picture=picture))

    def count():
        # The first time makes the pictures' sizes.
        client.get(directory.url)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert "<img" in client.get(directory.url).content.decode()
        return len(queries)

    grow()
    grow()
    before = count()
    for _ in range(8):
        grow()
    assert count() == before
