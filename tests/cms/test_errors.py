"""Error pages: in plain words, without the database, with a way on."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, connection
from django.test import Client, override_settings
from django.urls import path

from cms import urls
from cms.views import errors
from tests.factories import NewsIndexPageFactory, StandardPageFactory, translate


def deny(request):
    raise PermissionDenied


def suspect(request):
    raise SuspiciousOperation


def fail(request):
    raise RuntimeError("a fault of ours")


urlpatterns = [
    path("kielletty/", deny),
    path("outo/", suspect),
    path("rikki/", fail),
    path("sv/rikki/", fail),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500

ADDRESSES = {400: "/outo/", 403: "/kielletty/", 404: "/ei-ole/", 500: "/rikki/"}


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.fixture
def broken_database(db):
    """Any query fails, as when the server is gone."""

    def refuse(execute, sql, params, many, context):
        raise DatabaseError("The server is gone.")

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize("status", ADDRESSES)
@override_settings(ROOT_URLCONF=__name__)
def test_each_is_one_sound_finnish_page_with_a_way_on(client, site, status):
    response = client.get(ADDRESSES[status])
    page = response.content.decode()
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    assert page.count("<h1>") == 1
    assert '<html lang="fi">' in page
    assert 'href="/"' in page
    assert 'content="noindex"' in page
    assert not response.cookies


@pytest.mark.parametrize("status", [400, 403, 500])
@override_settings(ROOT_URLCONF=__name__)
def test_they_are_shown_when_no_query_succeeds(client, broken_database, status):
    response = client.get(ADDRESSES[status])
    assert response.status_code == status
    assert "<h1>" in response.content.decode()


@pytest.mark.parametrize(
    "view",
    [errors.bad_request, errors.permission_denied, errors.page_not_found, errors.server_error,
     errors.too_many_requests, errors.csrf_failure],
)  # fmt: skip
def test_every_view_answers_when_no_query_succeeds(rf, broken_database, view):
    response = view(rf.get("/uutiset/ei-ole/"))
    assert "<h1>" in response.content.decode()


@pytest.mark.parametrize(
    ("view", "more", "status"),
    [
        (errors.bad_request, (), 400),
        (errors.permission_denied, (), 403),
        (errors.page_not_found, (), 404),
        (errors.request_too_large, (10_000_000,), 413),
        (errors.too_many_requests, (), 429),
        (errors.server_error, (), 500),
        (errors.csrf_failure, (), 403),
    ],
)
def test_each_looks_like_the_site_and_gives_its_number(rf, broken_database, view, more, status):
    response = view(rf.get("/uutiset/ei-ole/"), *more)
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == status
    assert page.select_one("header .site-name").svg
    assert page.select_one("header .site-name").text.strip() == "Yhessä"
    assert page.select_one(".band.hero > .shore use")["href"].startswith("/rannat/")
    assert page.title.text.startswith(page.h1.text)
    kind = page.select_one(".page-kind")
    assert kind.svg
    assert view is errors.csrf_failure or str(status) in kind.text
    assert page.select("[style], script") == []


def test_a_request_too_large_says_how_much_is_not(rf):
    page = errors.request_too_large(rf.get("/"), 10_000_000).content.decode()
    assert "9,5" in page


def test_a_database_fault_while_a_page_is_found_becomes_a_500_page(client, site, broken_database):
    response = client.get("/uutiset/")
    assert response.status_code == 500
    assert "<h1>" in response.content.decode()


def test_they_need_no_collected_static_files(rf, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    assert 'href="/static/css/site.css"' in errors.server_error(rf.get("/")).content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_they_speak_the_language_of_the_address(client, site):
    page = client.get("/sv/rikki/").content.decode()
    assert '<html lang="sv">' in page
    assert 'href="/sv/"' in page


@pytest.mark.django_db
def test_a_missing_page_offers_search_and_the_nearest_page(client, site):
    NewsIndexPageFactory()
    page = client.get("/uutiset/ei-ole/").content.decode()
    assert '<a href="/uutiset/">Uutiset</a>' in page
    assert 'action="/haku/"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["/de/uutiset/", "/fi/uutiset/", "/de-at/uutiset/ei-ole/"])
def test_a_wrong_language_prefix_offers_the_page_without_it(client, site, wrong):
    NewsIndexPageFactory()
    response = client.get(wrong)
    assert response.status_code == 404
    assert '<a href="/uutiset/">Uutiset</a>' in response.content.decode()


@pytest.mark.django_db
def test_the_nearest_page_is_of_the_same_language(client, home):
    translate(NewsIndexPageFactory(), "sv", title="Nyheter", slug="nyheter")
    page = client.get("/sv/nyheter/finns-inte/").content.decode()
    assert '<a href="/sv/nyheter/">Nyheter</a>' in page


@pytest.mark.django_db
def test_a_draft_or_private_page_is_never_offered(client, site):
    StandardPageFactory(title="Luonnos", slug="luonnos", live=False)
    private = StandardPageFactory(title="Salainen", slug="salainen")
    private.view_restrictions.create(restriction_type="login")
    for slug in ("luonnos", "salainen"):
        assert slug not in client.get(f"/{slug}/ei-ole/").content.decode().lower()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "odd",
    ["/%00/", "/uutiset/%00/", "/" + "a/" * 500, "/" + "ä" * 3000 + "/", "/%ff%fe/", "/uutiset//x"],
)
def test_an_odd_address_is_just_not_found(client, site, odd):
    assert client.get(odd).status_code in (301, 404)


@pytest.mark.django_db
def test_a_form_without_its_cookie_gets_a_friendly_page(site):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/tili/kirjaudu/", {"login": "a@example.org", "password": "x"})
    page = response.content.decode()
    assert response.status_code == 403
    assert page.count("<h1>") == 1
    assert "CSRF" not in page


@pytest.mark.django_db
def test_the_old_address_of_a_renamed_page_leads_to_the_new_one(
    client, site, django_capture_on_commit_callbacks
):
    page = StandardPageFactory(title="Meistä", slug="meista")
    page.slug = "keita-olemme"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    response = client.get("/meista/")
    assert (response.status_code, response["Location"]) == (301, "/keita-olemme/")
