"""Which hosts the site answers to, which address of a page is the one, and where the admin is."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from cms import hosts
from cms.hosts import SiteHostnames
from tests.factories import NewsIndexPageFactory, NewsPageFactory, SiteFactory, translate

pytestmark = pytest.mark.django_db

HOST = "joensuu.example.org"


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.ALLOWED_HOSTS = ["testserver", SiteHostnames()]


@pytest.fixture
def own_host(local_jane):
    """A local JANE at a host of its own."""
    return SiteFactory(hostname=HOST, root_page=local_jane)


@pytest.fixture
def news(local_jane):
    """The local JANE's news list."""
    return NewsIndexPageFactory(parent=local_jane)


def test_an_unknown_host_gets_an_error_page_and_no_page(client, site):
    response = client.get("/", headers={"host": "evil.example.net"})
    assert response.status_code == 400
    assert "<h1>" in response.content.decode()


def test_a_host_is_allowed_as_soon_as_a_site_names_it_and_no_longer_than_that(client, local_jane):
    assert client.get("/", headers={"host": HOST}).status_code == 400
    row = SiteFactory(hostname=HOST, root_page=local_jane)
    assert client.get("/", headers={"host": HOST}).status_code == 200
    assert client.get("/", headers={"host": HOST.upper()}).status_code == 200
    assert client.get("/", headers={"host": f"evil.{HOST}"}).status_code == 400
    row.delete()
    assert client.get("/", headers={"host": HOST}).status_code == 400


def test_a_database_that_does_not_answer_allows_no_further_host(client, site):
    def refuse(execute, sql, params, many, context):
        raise DatabaseError("gone")

    with connection.execute_wrapper(refuse):
        response = client.get("/", headers={"host": "evil.example.net"})
    assert response.status_code == 400


def test_the_settings_entry_is_no_wildcard_and_costs_the_main_host_no_query(
    client, site, django_assert_num_queries
):
    assert SiteHostnames() != "*"
    with django_assert_num_queries(0):
        assert client.get("/tila/").status_code == 200


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/?q=a", "/tili/kirjaudu/"])
def test_the_admin_and_the_login_are_at_the_main_host_only(client, own_host, path):
    response = client.get(path, headers={"host": HOST})
    assert (response.status_code, response["Location"]) == (302, f"http://testserver{path}")


def test_any_name_of_ones_own_machine_is_the_main_host_there(rf, settings):
    settings.SITE_URL = "http://localhost:8000"
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "joensuu.localhost"]
    names = ["localhost:8000", "127.0.0.1:8000", "[::1]:9000", "joensuu.localhost:8000"]
    found = [hosts.is_main_host(rf.get("/", headers={"host": name})) for name in names]
    assert found == [True, True, True, False]


def test_by_path_until_a_site_names_it_then_by_host(client, local_jane, news):
    article = NewsPageFactory(parent=news, title="Ilta yhdistyksille")
    path = "/paikallis-janet/joensuu/uutiset/ilta-yhdistyksille/"
    assert client.get(path).status_code == 200
    SiteFactory(hostname=HOST, root_page=local_jane)
    response = client.get(f"{path}?sivu=2")
    assert response.status_code == 301
    assert response["Location"] == f"http://{HOST}/uutiset/ilta-yhdistyksille/?sivu=2"
    followed = client.get("/uutiset/ilta-yhdistyksille/", headers={"host": HOST})
    assert followed.status_code == 200
    assert article.title in followed.content.decode()


def test_a_subsite_without_swedish_never_shows_finnish_under_the_swedish_address(client, own_host):
    response = client.get("/sv/", headers={"host": HOST})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_a_subsite_with_swedish_shows_it(client, own_host, local_jane):
    translate(local_jane, "sv", title="JANE i Joensuu")
    response = client.get("/sv/", headers={"host": HOST})
    assert response.status_code == 200
    assert response["Content-Language"] == "sv"


def test_a_subsites_swedish_draft_stays_unseen(client, own_host, local_jane):
    translate(local_jane, "sv", title="JANE i Joensuu", live=False)
    response = client.get("/sv/", headers={"host": HOST})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_a_language_without_a_front_page_leads_to_the_finnish_one(client, site):
    response = client.get("/en/?sivu=2")
    assert (response.status_code, response["Location"]) == (302, "/?sivu=2")


def test_a_page_is_not_redirected_at_its_own_address(client, local_jane, news):
    assert client.get("/").status_code == 200
    assert client.get("/paikallis-janet/joensuu/uutiset/").status_code == 200


def test_the_default_sites_row_follows_site_url(site, settings):
    settings.SITE_URL = "https://jane.example.org"
    assert hosts.follow_site_url()
    site.refresh_from_db()
    assert (site.hostname, site.port) == ("jane.example.org", 443)
    assert not hosts.follow_site_url()


# --- Languages ------------------------------------------------------------------------------------


@pytest.fixture
def swedish(home):
    """The front page in Swedish."""
    return translate(home, "sv", title="Föreningsrådet")


def test_only_the_path_chooses_the_language(client, swedish):
    client.cookies["django_language"] = "sv"
    response = client.get("/", headers={"accept-language": "sv"})
    assert (response.status_code, response["Content-Language"]) == (200, "fi")
    assert client.get("/sv/", headers={"accept-language": "fi"})["Content-Language"] == "sv"


@pytest.mark.parametrize("path", ["/", "/sv/"])
def test_no_page_varies_by_its_reader_or_sets_a_cookie(client, swedish, settings, path):
    settings.PAGE_CACHE_SECONDS = 60
    response = Client().get(path)
    assert response.status_code == 200
    assert "Accept-Language" not in response.get("Vary", "")
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_plain_finnish_has_its_own_address(client, home):
    translate(home, "fi-simple", title="Selkosivu")
    response = client.get("/fi-simple/")
    assert (response.status_code, response["Content-Language"]) == (200, "fi-simple")
