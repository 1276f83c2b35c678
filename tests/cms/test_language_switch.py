"""The language switch: the same page in the language, or a polite word that there is none."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.navigation import Surroundings
from tests import factories

pytestmark = pytest.mark.django_db

NAMES = {"fi": "suomi", "sv": "svenska", "en": "English", "fi-simple": "selkosuomi"}


@pytest.fixture
def swedish_home(home):
    return factories.translate(home, "sv", title="Norra Karelens JANE")


@pytest.fixture
def about(home):
    return factories.StandardPageFactory(title="Meistä", slug="meista")


def soup(client, address: str, **headers):
    response = client.get(address, **headers)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def switch(client, address: str, **headers) -> dict[str, str]:
    """Where the switch leads from an address, by language."""
    links = soup(client, address, **headers).select("nav.languages a")
    return {link["hreflang"]: link["href"] for link in links}


# --- What the switch lists ---


def test_it_always_lists_all_languages_by_their_own_names(client, swedish_home, about):
    links = soup(client, about.url).select("nav.languages a")
    assert {link["lang"]: link.text for link in links} == NAMES
    assert [link["hreflang"] for link in links] == list(NAMES)


def test_it_leads_to_the_same_page_where_there_is_one(client, swedish_home, about):
    swedish = factories.translate(about, "sv", title="Om oss", slug="om-oss")
    assert switch(client, about.url)["sv"] == "/sv/om-oss/"
    assert switch(client, swedish.url)["fi"] == "/meista/"


def test_it_leads_to_a_word_about_it_where_there_is_none(client, swedish_home, about):
    links = switch(client, about.url)
    assert links["sv"] == f"/sv/puuttuu/{about.pk}/"
    assert links["fi-simple"] == f"/fi-simple/puuttuu/{about.pk}/"
    missing = soup(client, about.url).select('nav.languages a[rel="nofollow"]')
    assert [link["hreflang"] for link in missing] == ["sv", "en", "fi-simple"]


def test_it_marks_the_language_of_the_page(client, swedish_home, about):
    for address, language in (
        (about.url, "fi"),
        ("/sv/", "sv"),
        (f"/sv/puuttuu/{about.pk}/", "sv"),
    ):
        [marked] = soup(client, address).select("nav.languages [aria-current]")
        assert marked["lang"] == language


def test_an_installation_with_one_language_draws_no_switch(client, about):
    for address in (about.url, "/", "/haku/"):
        assert "languages" not in client.get(address).content.decode()


def test_a_draft_in_another_language_makes_no_switch(client, home, about):
    factories.translate(home, "sv", title="Utkast", live=False)
    assert switch(client, about.url) == {}


def test_a_draft_or_private_translation_is_none(client, swedish_home, about):
    swedish = factories.translate(about, "sv", title="Om oss", slug="om-oss")
    factories.translate(about, "en", title="About us", live=False)
    PageViewRestriction.objects.create(page=swedish, restriction_type="login")
    links = switch(client, about.url)
    for language in ("sv", "en"):
        assert links[language] == f"/{language}/puuttuu/{about.pk}/"
        html = client.get(links[language]).content.decode()
        for hidden in ("Om oss", "om-oss", "About us"):
            assert hidden not in html


def test_the_preview_of_a_draft_leads_to_nothing_that_cannot_be_read(swedish_home, home):
    draft = factories.StandardPageFactory(title="Luonnos", live=False)
    request = RequestFactory().get(draft.url_path, SERVER_NAME="testserver")
    links = {link.code: link.href for link in Surroundings(request, draft).languages}
    assert links["sv"] == f"/sv/puuttuu/{home.pk}/"
    unsaved = type(draft)(title="Uusi", locale=home.locale)
    assert len(Surroundings(request, unsaved).languages) == len(NAMES)


# --- Addresses below a page, parameters, and what is no page ---


def test_it_stays_at_an_address_below_a_page(client, swedish_home):
    programme = factories.ProgrammePageFactory(slug="ohjelma")
    below = f"{programme.url}kokonaan/"
    assert switch(client, below)["sv"] == f"/sv/puuttuu/{programme.pk}/kokonaan/"
    back = soup(client, f"/sv/puuttuu/{programme.pk}/kokonaan/")
    assert back.select_one(f'main a[href="{below}"]')
    swedish = factories.translate(programme, "sv", title="Program", slug="program")
    assert switch(client, below)["sv"] == f"{swedish.url}kokonaan/"
    assert switch(client, f"{swedish.url}kokonaan/")["fi"] == below


def test_an_address_that_the_page_does_not_have_is_none_in_any_language(
    client, about, swedish_home
):
    programme = factories.ProgrammePageFactory(slug="ohjelma")
    for address in (f"{programme.pk}/muuta/", f"{about.pk}/kokonaan/", f"{programme.pk}/kokonaan"):
        assert client.get(f"/sv/puuttuu/{address}").status_code == 404, address


def test_it_keeps_a_filter_and_leaves_the_number_of_a_page_and_what_is_unknown(
    client, swedish_home
):
    directory = factories.ContactDirectoryPageFactory()
    swedish = factories.translate(directory, "sv", title="Kontakter", slug="kontakter")
    asked = f"{directory.url}?sivu=2&utm=x&laji=chair&kunta=kitee"
    links = switch(client, asked)
    assert links["sv"] == f"{swedish.url}?kunta=kitee&laji=chair"
    assert links["en"] == f"/en/puuttuu/{directory.pk}/?kunta=kitee&laji=chair"
    back = soup(client, links["en"]).select_one(f'main a[hreflang="fi"][href^="{directory.url}"]')
    assert back["href"] == f"{directory.url}?kunta=kitee&laji=chair"


def test_the_search_is_in_every_language(client, swedish_home):
    links = switch(client, "/haku/?q=talkoot&sivu=3")
    assert links == {
        "fi": "/haku/?q=talkoot",
        "sv": "/sv/haku/?q=talkoot",
        "en": "/en/haku/?q=talkoot",
        "fi-simple": "/fi-simple/haku/?q=talkoot",
    }
    [marked] = soup(client, "/sv/haku/?q=talkoot").select("nav.languages [aria-current]")
    assert marked["lang"] == "sv"


def test_from_what_is_in_one_language_only_it_leads_to_the_front_pages(client, swedish_home):
    assert switch(client, "/tili/kirjaudu/") == {
        "fi": "/tili/kirjaudu/",
        "sv": "/sv/",
        "en": f"/en/puuttuu/{swedish_home.facts.pk}/",
        "fi-simple": f"/fi-simple/puuttuu/{swedish_home.facts.pk}/",
    }


def test_search_engines_are_told_of_pages_that_there_are(client, swedish_home, about):
    assert "alternate" not in client.get(about.url).content.decode()
    found = soup(client, "/").select('link[rel="alternate"]')
    assert {link["hreflang"] for link in found} == {"fi", "sv", "x-default"}


# --- What is said where there is no page ---


def test_it_is_said_in_the_language_with_a_way_on_and_a_way_back(client, swedish_home, about):
    html = soup(client, f"/sv/puuttuu/{about.pk}/")
    assert html.html["lang"] == "sv"
    assert len(html.select("h1")) == 1
    assert html.select_one('meta[name="robots"]')["content"] == "noindex"
    on, back = html.select("main a[href]")
    assert (on["href"], on.text) == ("/sv/", swedish_home.title)
    assert (back["href"], back.text, back["hreflang"]) == (about.url, about.title, "fi")
    assert back.find_parent(lang="fi")


def test_each_language_has_its_own_words(client, swedish_home, about):
    english = factories.StandardPageFactory(parent=factories.translate(about, "en"))
    headings = [
        soup(client, address).h1.text
        for address in (
            f"/puuttuu/{english.pk}/",
            f"/sv/puuttuu/{english.pk}/",
            f"/en/puuttuu/{factories.StandardPageFactory().pk}/",
            f"/fi-simple/puuttuu/{english.pk}/",
        )
    ]
    assert len(set(headings)) == len(NAMES)


def test_the_nearest_page_is_the_closest_one_above(client, swedish_home, home):
    section = factories.StandardPageFactory(title="Toiminta")
    swedish = factories.translate(section, "sv", title="Verksamhet")
    below = factories.StandardPageFactory(parent=section)
    deep = factories.StandardPageFactory(parent=below)
    on = soup(client, f"/sv/puuttuu/{deep.pk}/").select_one("main a[href]")
    assert on["href"] == swedish.url
    PageViewRestriction.objects.create(page=swedish, restriction_type="login")
    on = soup(client, f"/sv/puuttuu/{deep.pk}/").select_one("main a[href]")
    assert on["href"] == swedish_home.url


def test_a_subsite_that_is_in_the_language_stands_around_it(client, local_jane, swedish_home):
    swedish = factories.translate(local_jane, "sv", title="Lokala JANE i Joensuu")
    own = factories.StandardPageFactory(parent=local_jane, title="Tilat")
    html = soup(client, switch(client, own.url)["sv"])
    assert html.select_one("main a[href]")["href"] == swedish.url
    assert html.select_one(".subsite-header .site-name").text.strip().endswith(swedish.title)


def test_a_subsite_that_is_not_in_the_language_leads_to_the_province(
    client, local_jane, swedish_home
):
    html = soup(client, switch(client, local_jane.url)["sv"])
    assert html.select_one("main a[href]")["href"] == "/sv/"
    assert not html.select(".subsite-header")


def test_at_a_subsites_own_host_the_way_leads_to_the_province_and_back(
    client, local_jane, swedish_home, settings
):
    factories.SiteFactory(hostname="joensuu.example.org", root_page=local_jane)
    headers = {"headers": {"host": "joensuu.example.org"}}
    address = switch(client, "/", **headers)["sv"]
    assert address == f"/sv/puuttuu/{local_jane.pk}/"
    on, back = soup(client, address, **headers).select("main a[href]")
    assert on["href"] == f"{settings.SITE_URL}/sv/"
    assert back["href"] == "/"


def test_a_language_without_any_page_is_polite_too(client, swedish_home, about):
    factories.StandardPageFactory(title="Ohjelma", show_in_menus=True)
    html = soup(client, f"/en/puuttuu/{about.pk}/")
    assert html.html["lang"] == "en"
    [back] = html.select("main a[href]")
    assert back["href"] == about.url
    # The menu can only be the Finnish one, and says so.
    assert {link.get("lang") for link in html.select("nav.menu a")} == {"fi"}


def test_a_page_that_is_there_after_all_is_shown(client, swedish_home, about):
    swedish = factories.translate(about, "sv", title="Om oss", slug="om-oss")
    for pk in (about.pk, swedish.pk):
        response = client.get(f"/sv/puuttuu/{pk}/?kunta=kitee")
        assert (response.status_code, response.url) == (302, "/sv/om-oss/?kunta=kitee")


# --- What it must not give away ---


@pytest.mark.parametrize("pk", [0, 99999, 10**30])
def test_an_unknown_page_is_not_found(client, swedish_home, pk):
    assert client.get(f"/sv/puuttuu/{pk}/").status_code == 404


def test_the_root_a_draft_and_a_page_that_no_site_serves_are_not_found(client, swedish_home):
    draft = factories.StandardPageFactory(title="Luonnos", live=False)
    lone = factories.HomePageFactory(title="Irrallinen", slug="irrallinen")
    for hidden in (draft, lone, factories.root_page()):
        assert client.get(f"/sv/puuttuu/{hidden.pk}/").status_code == 404


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_private_page_is_told_of_to_those_who_may_read_it_only(client, swedish_home, about, kind):
    restriction = PageViewRestriction.objects.create(
        page=about, restriction_type=kind, password="auki"
    )
    group = Group.objects.create(name="Lukijat")
    restriction.groups.add(group)
    address = f"/sv/puuttuu/{about.pk}/"
    assert client.get(address).status_code == 404
    user = factories.UserFactory()
    user.groups.add(group)
    client.force_login(user)
    if kind == "password":
        session = client.session
        session[restriction.passed_view_restrictions_session_key] = [restriction.pk]
        session.save()
    response = client.get(address)
    assert about.title in response.content.decode()
    assert "private" in response["Cache-Control"]
    client.logout()
    assert client.get(address).status_code == 404


def test_it_is_kept_like_a_page_and_sets_no_cookie(client, swedish_home, about, settings):
    settings.PAGE_CACHE_SECONDS = 3600
    address = f"/sv/puuttuu/{about.pk}/"
    response = client.get(address)
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert client.post(address).status_code == 405
    # It is made anew when the page is translated.
    factories.translate(about, "sv", title="Om oss", slug="om-oss")
    assert client.get(address).status_code == 302


# --- Queries ---


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address, headers={"cookie": "sessionid=none"})
    return len(captured)


def test_the_switch_takes_no_more_queries_with_more_pages_and_languages(client, home, about):
    factories.translate(home, "sv", title="Framsidan")
    few = queries(client, about.url)
    for code in ("sv", "en", "fi-simple"):
        factories.translate(about, code, title=f"Meistä {code}")
        factories.StandardPageFactory()
    assert queries(client, about.url) <= few


def test_saying_that_there_is_no_page_takes_no_more_queries_deep_down(client, swedish_home, about):
    few = queries(client, f"/sv/puuttuu/{about.pk}/")
    for _ in range(4):
        about = factories.StandardPageFactory(parent=about)
    assert queries(client, f"/sv/puuttuu/{about.pk}/") <= few


def test_no_page_can_take_its_address(home):
    with pytest.raises(ValidationError):
        factories.StandardPageFactory(slug="puuttuu")
