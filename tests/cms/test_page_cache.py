"""The page cache: what enters, under which key, for how long, and how readers are answered."""

import datetime as dt
import gzip
import re

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms import checks, generations, moments, page_cache
from cms.filters import link_filter
from tests import factories
from tests.cms import page_cache_urls

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.cms.page_cache_urls")]

PAGE = "/koe/sivu/"


@pytest.fixture(autouse=True)
def page_cache_on(settings):
    settings.PAGE_CACHE_SECONDS = 3600
    page_cache_urls.calls.clear()


def made(client, *addresses, **headers) -> int:
    """How many of these requests made their page anew."""
    before = len(page_cache_urls.calls)
    for address in addresses:
        client.get(address, **headers)
    return len(page_cache_urls.calls) - before


# --- What enters ----------------------------------------------------------------------------------


def test_a_page_is_made_once_and_then_given_from_the_cache(client):
    assert made(client, PAGE, PAGE) == 1
    assert client.get(PAGE).text == page_cache_urls.TEXT


def test_an_answer_from_the_cache_takes_one_query_and_none_within_the_second(
    client, site, transactional_db, settings
):
    settings.GENERATIONS_MEMORY_SECONDS = 60
    client.get("/")
    generations.forget()
    client.get("/")
    generations._process.forget()
    with CaptureQueriesContext(connection) as first:
        client.get("/")
    with CaptureQueriesContext(connection) as second:
        client.get("/")
    assert (len(first), len(second)) == (1, 0)


@pytest.mark.parametrize(
    "kind",
    [
        "lomake",
        "eväste",
        "viesti",
        "kieli",
        "virta",
        "ei-löydy",
        "suuri",
        "ei-koskaan",
        "oma",
    ],
)
def test_what_is_not_for_anybody_never_enters(kind):
    address = f"/koe/{kind}/"
    # A new client each time: a reader who has no cookie yet.
    assert made(Client(), address) + made(Client(), address) == 2


def test_a_page_that_only_asks_whether_somebody_is_logged_in_enters(client):
    assert made(client, "/koe/istunto/", "/koe/istunto/") == 1


def test_a_logged_in_reader_is_neither_answered_from_the_cache_nor_kept_in_it(client):
    reader = Client()
    reader.force_login(factories.UserFactory())
    address = "/koe/istunto/"
    assert made(reader, address) == 1
    assert "False" in client.get(address).text
    assert "True" in reader.get(address).text


def test_a_reader_who_is_owed_a_message_is_not_answered_from_the_cache(client):
    client.get(PAGE)
    reader = Client()
    reader.cookies["messages"] = "jotakin"
    assert made(reader, PAGE) == 1


def test_a_request_with_credentials_is_not_answered_from_the_cache(client):
    client.get(PAGE)
    assert made(client, PAGE, headers={"Authorization": "Basic eDp5"}) == 1


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_a_private_page_never_enters(client, site, kind):
    page = factories.StandardPageFactory(title="Salainen", introduction="Vain jäsenille.")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="sana"
    )
    address = page.get_url()
    assert "Vain jäsenille." not in client.get(address).text
    member = Client()
    user = factories.UserFactory(is_superuser=True)
    if kind == "password":
        member.post(
            f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/",
            {"password": "sana", "return_url": address},
        )
    else:
        member.force_login(user)
    shown = member.get(address)
    assert "Vain jäsenille." in shown.text
    assert "private" in shown.headers["Cache-Control"]
    assert "Vain jäsenille." not in Client().get(address).text


def test_a_page_that_becomes_private_leaves_the_cache(client, site):
    page = factories.StandardPageFactory(title="Sivu", introduction="Vain jäsenille.")
    assert "Vain jäsenille." in client.get(page.get_url()).text
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "Vain jäsenille." not in client.get(page.get_url()).text


def test_a_preview_is_neither_answered_from_the_cache_nor_kept_in_it(client, site, rf):
    page = factories.StandardPageFactory(title="Julkaistu nimi")
    address = page.get_url()
    client.get(address)
    page.title = "Luonnoksen nimi"
    for original in (None, rf.get("/")):
        preview = page.make_preview_request(original_request=original)
        assert "Luonnoksen nimi" in preview.text
    assert "Luonnoksen nimi" not in client.get(address).text


def test_what_is_not_kept_is_marked_as_private(client):
    assert client.get("/koe/lomake/").headers["Cache-Control"] == "private, max-age=0"
    assert client.get("/koe/ei-löydy/").headers["Cache-Control"] == "private, max-age=0"


# --- Keys -----------------------------------------------------------------------------------------


def test_known_parameters_make_an_entry_each_in_whatever_order(client):
    assert made(client, f"{PAGE}?sivu=1", f"{PAGE}?sivu=2", f"{PAGE}?kunta=a&kunta=b") == 3
    assert made(client, f"{PAGE}?sivu=1", f"{PAGE}?sivu=2", f"{PAGE}?kunta=a&kunta=b") == 0
    assert made(client, f"{PAGE}?sivu=1&kunta=a", f"{PAGE}?kunta=a&sivu=1") == 1
    assert made(client, f"{PAGE}?kunta=b&kunta=a") == 1


def test_unknown_parameters_make_no_new_entry(client):
    client.get(PAGE)
    assert made(client, *(f"{PAGE}?utm_source={number}" for number in range(5))) == 0


def test_every_parameter_that_our_code_reads_is_known():
    """Else a page would be answered with one that was made for another value."""
    reads = re.compile(r"""\bGET(?:\.get\(|\.getlist\(|\[)\s*["'](\w+)["']""")
    apps = [path for path in settings.BASE_DIR.iterdir() if (path / "apps.py").exists()]
    found = {
        name
        for app in apps
        for path in app.rglob("*.py")
        for name in reads.findall(path.read_text())
    }
    assert "q" in found
    # The login's, the style page's and the admin's own, which are never cached.
    uncached = {"next", "korostus", "jane", "kausi", "muoto", "period"}
    uncached |= {"childOf", "id", "page_type", "term"}
    assert found - uncached <= set(settings.PAGE_CACHE_QUERY_PARAMETERS)


def test_a_filter_by_an_unknown_parameter_is_refused(rf):
    with pytest.raises(ImproperlyConfigured, match="outo"):
        link_filter(rf.get("/"), "outo", "Outo", [], "Kaikki")


def test_health_is_told_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/tila/").status_code == 200


def test_a_page_that_was_made_for_unknown_parameters_is_not_kept(client):
    assert made(client, f"{PAGE}?x=<b>", f"{PAGE}?x=<b>", PAGE) == 3


def test_host_and_scheme_make_an_entry_each(client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "toinen.example.org"]
    client.get(PAGE)
    assert made(client, PAGE, headers={"Host": "toinen.example.org"}) == 1
    assert made(client, PAGE, headers={"Host": "TOINEN.example.org"}) == 0
    client.get(PAGE, secure=True)
    assert len(page_cache_urls.calls) == 3


def test_an_unknown_host_is_a_bad_request(client):
    client.get(PAGE)
    assert client.get(PAGE, headers={"Host": "vieras.example.org"}).status_code == 400


def test_a_subsites_change_makes_its_own_pages_and_the_provinces_anew_and_no_others(
    client, local_jane, other_local_jane
):
    own = factories.StandardPageFactory(parent=local_jane, title="Meistä")
    addresses = {page: page.get_url() for page in (own, other_local_jane, local_jane.get_parent())}

    def keys(rf_client):
        found = {}
        for page, address in addresses.items():
            request = rf_client.get(address).wsgi_request
            found[page] = page_cache.key_for(request)
        return found

    before = keys(client)
    own.save_revision().publish()
    after = keys(client)
    assert [before[page] != after[page] for page in addresses] == [True, False, True]


def test_a_subsite_is_known_by_path_in_each_language_and_by_its_own_host(local_jane, rf, settings):
    settings.ALLOWED_HOSTS = ["testserver", "oma.example.org", "127.0.0.1"]
    swedish = factories.translate(local_jane, "sv", title="Joensuus JANE")
    factories.SiteFactory(hostname="oma.example.org", root_page=local_jane)
    key = generations.key_of(local_jane)

    def keys(path, host="testserver"):
        return page_cache.generation_keys(rf.get(path, SERVER_NAME=host))

    province = (generations.PROVINCE,)
    path = local_jane.get_url_parts()[2]
    main = "/paikallis-janet/joensuu/"
    swedish_path = swedish.url_path.split("/", 2)[2]
    assert path == "/"
    assert keys(main) == (key,)
    assert keys(f"{main}uutiset/?sivu=2") == (key,)
    assert keys(f"/sv/{swedish_path}") == (key,)
    assert keys("/") == province
    assert keys("/haku/") == province
    assert keys(main.replace("joensuu", "joensuu-2")) == province
    assert keys("/uutiset/", host="oma.example.org") == (key, generations.PROVINCE)
    assert keys("/uutiset/", host="127.0.0.1") == province


def test_a_reader_sees_a_change_at_once_where_nothing_is_remembered(client, site):
    page = factories.StandardPageFactory(title="Ennen")
    assert "Ennen" in client.get(page.get_url()).text
    page.title = "Jälkeen"
    page.save_revision().publish()
    assert "Jälkeen" in client.get(page.get_url()).text


def test_a_page_made_while_somebody_publishes_is_not_kept_as_the_newer_one(client, monkeypatch):
    """The key is made before the page: what was read before the change stays under the old one."""
    original = page_cache.entry_of

    def slowly(*args):
        generations.touch(generations.ALL)
        return original(*args)

    monkeypatch.setattr(page_cache, "entry_of", slowly)
    client.get(PAGE)
    monkeypatch.undo()
    assert made(client, PAGE) == 1


# --- Time -----------------------------------------------------------------------------------------


def test_an_entry_never_outlives_the_next_moment(client, monkeypatch, time_machine):
    start = dt.datetime(2026, 1, 14, 10, 0, tzinfo=dt.UTC)
    time_machine.move_to(start, tick=False)
    moment = start + dt.timedelta(seconds=60)
    monkeypatch.setattr(moments, "_registry", [moments.next_midnight, lambda now: moment])
    assert made(client, PAGE) == 1
    time_machine.shift(59)
    assert made(client, PAGE) == 0
    time_machine.shift(1)
    assert made(client, PAGE) == 1


def test_a_page_made_before_midnight_is_not_kept_after_it(client, time_machine, monkeypatch):
    time_machine.move_to(dt.datetime(2026, 1, 14, 21, 59, 59, tzinfo=dt.UTC), tick=False)
    view = page_cache.is_answer_for_anybody

    def slowly(*args):
        time_machine.shift(2)
        return view(*args)

    monkeypatch.setattr(page_cache, "is_answer_for_anybody", slowly)
    client.get(PAGE)
    monkeypatch.undo()
    assert made(client, PAGE) == 1


def test_a_proxy_is_given_no_longer_than_the_next_moment(client, time_machine):
    time_machine.move_to(dt.datetime(2026, 1, 14, 21, 59, 56, tzinfo=dt.UTC), tick=False)
    expected = "public, max-age=0, s-maxage=4, stale-while-revalidate=4"
    assert client.get(PAGE).headers["Cache-Control"] == expected
    time_machine.shift(1)
    assert "s-maxage=3" in client.get(PAGE).headers["Cache-Control"]


# --- Answers --------------------------------------------------------------------------------------


@pytest.mark.parametrize("from_cache", [False, True])
class TestAnswers:
    """The same for whoever makes the page and for those who get it from the cache."""

    @pytest.fixture(autouse=True)
    def warm(self, from_cache, client):
        if from_cache:
            Client().get(PAGE)

    def test_have_the_headers_of_a_page_for_everybody(self, client):
        headers = client.get(PAGE).headers
        assert (
            headers["Cache-Control"] == "public, max-age=0, s-maxage=10, stale-while-revalidate=30"
        )
        assert headers["Vary"] == "Accept-Encoding"
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert headers["Content-Language"] == "fi"
        assert headers["X-Frame-Options"] == "SAMEORIGIN"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Content-Security-Policy" in headers

    def test_set_no_cookie(self, client):
        assert not client.get(PAGE).cookies

    def test_are_compressed_for_those_who_accept_it(self, client):
        response = client.get(PAGE, headers={"Accept-Encoding": "br, gzip;q=0.8"})
        assert response.headers["Content-Encoding"] == "gzip"
        assert int(response.headers["Content-Length"]) == len(response.content) < 300
        assert gzip.decompress(response.content).decode() == page_cache_urls.TEXT

    @pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip; q=0.0", "identity"])
    def test_are_plain_for_those_who_do_not(self, client, accepted):
        response = client.get(PAGE, headers={"Accept-Encoding": accepted})
        assert "Content-Encoding" not in response.headers
        assert response.text == page_cache_urls.TEXT
        assert int(response.headers["Content-Length"]) == len(response.content)

    def test_are_short_for_a_reader_who_has_the_page_already(self, client):
        first = client.get(PAGE, headers={"Accept-Encoding": "gzip"})
        again = client.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
        other = client.get(PAGE, headers={"If-None-Match": 'W/"toinen"'})
        assert other.status_code == 200

    def test_to_head_have_the_headers_of_the_page(self, client):
        page = client.get(PAGE)
        head = Client().head(PAGE)
        assert head.content == b""
        assert head.headers["ETag"] == page.headers["ETag"]
        assert head.headers["Content-Length"] == page.headers["Content-Length"]


def test_a_readers_copy_stays_good_when_the_same_page_is_made_anew(client):
    etag = client.get(PAGE).headers["ETag"]
    generations.touch(generations.ALL)
    assert made(client, PAGE) == 1
    assert client.get(PAGE, headers={"If-None-Match": etag}).status_code == 304


def test_a_head_alone_fills_nothing(client):
    client.head(PAGE)
    assert made(client, PAGE) == 1


def test_a_body_that_does_not_shrink_is_kept_plain(client):
    for _ in range(2):
        response = client.get("/koe/tyhjä/", headers={"Accept-Encoding": "gzip"})
        assert response.content == b"x"
        assert "Content-Encoding" not in response.headers
        assert "Vary" not in response.headers


def test_a_view_that_says_how_long_it_holds_is_believed(client):
    for _ in range(2):
        assert "max-age=3600" in client.get("/koe/tunti/").headers["Cache-Control"]
    assert len(page_cache_urls.calls) == 1


def test_it_can_be_turned_off(client, settings):
    settings.PAGE_CACHE_SECONDS = 0
    assert made(client, PAGE, PAGE) == 2


def test_a_real_page_for_a_reader_has_no_cookie_and_one_vary(client, site):
    response = client.get("/")
    assert response.status_code == 200
    assert not response.cookies
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Cache-Control"].startswith("public")
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert len(queries) == 1


def test_the_moment_is_asked_for_before_the_page_is_made(client, monkeypatch):
    asked = []
    next_moment = moments.next_moment
    monkeypatch.setattr(moments, "next_moment", lambda now: asked.append(now) or next_moment(now))
    before = timezone.now()
    client.get(PAGE)
    assert before <= asked[0] <= timezone.now()


# --- Processes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("processes", "backend", "ids"),
    [
        (1, "locmem.LocMemCache", []),
        (2, "locmem.LocMemCache", ["cms.E002"]),
        (2, "redis.RedisCache", []),
    ],
)
def test_several_web_processes_need_a_shared_cache(settings, processes, backend, ids):
    settings.WEB_CONCURRENCY = processes
    settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{backend}"}}
    found = checks.check_shared_cache(None)
    assert [message.id for message in found] == ids
    assert all("REDIS_URL" in message.hint for message in found)
