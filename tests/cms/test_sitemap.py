"""sitemap.xml, robots.txt and the health views."""

import xml.etree.ElementTree as ET

import pytest
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from cms.hosts import SiteHostnames
from cms.sitemaps import PageSitemap
from tests.factories import NewsIndexPageFactory, SiteFactory, StandardPageFactory, translate

pytestmark = pytest.mark.django_db

HOST = "joensuu.example.org"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def read(client, host="testserver", path="/sitemap.xml"):
    """Addresses with their alternates by language."""
    response = client.get(path, headers={"host": host})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    return {
        url.find(f"{SITEMAP}loc").text: {
            link.get("hreflang"): link.get("href") for link in url.findall(LINK)
        }
        for url in ET.fromstring(response.content)  # noqa: S314
    }


def test_it_holds_every_visible_page_and_no_other(client, home, local_jane):
    StandardPageFactory(title="Luonnos", slug="luonnos", live=False)
    private = StandardPageFactory(title="Salainen", slug="salainen")
    StandardPageFactory(parent=private, title="Sen alla", slug="sen-alla")
    private.view_restrictions.create(restriction_type="login")
    assert set(read(client)) == {
        "http://testserver/",
        "http://testserver/paikallis-janet/",
        "http://testserver/paikallis-janet/joensuu/",
    }


def test_all_languages_are_in_it_and_name_each_other(client, home):
    translate(home, "sv", title="Föreningsrådet")
    translate(home, "fi-simple", title="Selkosivu")
    pages = read(client)
    both = {
        "fi": "http://testserver/",
        "sv": "http://testserver/sv/",
        "x-default": "http://testserver/",
    }
    assert pages["http://testserver/"] == pages["http://testserver/sv/"] == both
    # Search engines do not know plain Finnish apart; it is found by a link.
    assert "http://testserver/fi-simple/" in pages


def test_a_translation_that_is_a_draft_is_not_named(client, home):
    translate(home, "sv", title="Föreningsrådet", live=False)
    assert read(client) == {"http://testserver/": {}}


def test_a_local_jane_with_its_own_host_is_in_that_hosts_sitemap_alone(
    client, local_jane, settings
):
    settings.ALLOWED_HOSTS = ["testserver", SiteHostnames()]
    NewsIndexPageFactory(parent=local_jane)
    SiteFactory(hostname=HOST, root_page=local_jane)
    assert set(read(client, host=HOST)) == {f"http://{HOST}/", f"http://{HOST}/uutiset/"}
    assert not [address for address in read(client) if HOST in address or "joensuu" in address]


def test_a_long_one_is_given_in_parts(client, site, monkeypatch):
    for _n in range(3):
        StandardPageFactory()
    whole = set(read(client))
    monkeypatch.setattr(PageSitemap, "limit", 2)
    index = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    parts = [part.find(f"{SITEMAP}loc").text for part in index]
    assert parts == [
        "http://testserver/sitemap-sivut.xml",
        "http://testserver/sitemap-sivut.xml?p=2",
    ]
    found = [address for part in parts for address in read(client, path=part)]
    assert (len(found), set(found)) == (4, whole)


@pytest.mark.parametrize("path", ["/sitemap-x.xml", "/sitemap-sivut.xml?p=9",
                                  "/sitemap-sivut.xml?p=x"])  # fmt: skip
def test_a_part_that_there_is_not_is_not_found(client, site, path):
    assert client.get(path).status_code == 404


def empty_caches():
    for cache in caches.all():
        cache.clear()


def test_its_queries_do_not_grow_with_pages(client, site, django_assert_num_queries):
    translate(StandardPageFactory(), "sv")
    read(client)
    empty_caches()
    with CaptureQueriesContext(connection) as few:
        read(client)
        count = len(few)
    assert count > 0
    for _n in range(5):
        translate(StandardPageFactory(), "sv")
    read(client)
    empty_caches()
    with django_assert_num_queries(count):
        read(client)


def test_robots_are_told_what_to_leave_and_where_the_sitemap_is(client, site, settings):
    settings.ALLOWED_HOSTS = ["testserver", HOST]
    for host in ("testserver", HOST):
        text = client.get("/robots.txt", headers={"host": host}).content.decode()
        assert f"Sitemap: http://{host}/sitemap.xml" in text
        for closed in ("/admin/", "/tili/", "/haku/", "/sv/haku/", "/fi-simple/haku/"):
            assert f"Disallow: {closed}\n" in text
        assert "Disallow: /\n" not in text


def test_the_old_place_of_the_icon_leads_to_it(client, site):
    response = client.get("/favicon.ico")
    assert response["Location"] == "/static/img/favicon.svg"


def test_alive_asks_nobody_and_ready_asks_the_database(client, site, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/tila/").content == b"ok\n"
    assert client.get("/tila/valmis/").content == b"ready\n"


def test_not_ready_when_the_database_is_gone(client, site):
    def refuse(execute, sql, params, many, context):
        raise DatabaseError("The password of the server is hunter2.")

    with connection.execute_wrapper(refuse):
        assert client.get("/tila/").status_code == 200
        response = client.get("/tila/valmis/")
    assert response.status_code == 503
    assert response.content == b"not ready: database\n"
    assert "no-store" in response["Cache-Control"]
