"""Which news a list and a front page show, in which order and language, with how many queries."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from news.listings import news_for
from news.models import NewsKind, NewsPage
from tests.factories import (
    ImageFactory,
    MunicipalityFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    translate,
)

pytestmark = pytest.mark.django_db


def titles(pages) -> list[str]:
    return [page.title for page in pages]


def article(title, date, *, municipalities=(), live=True, **fields) -> NewsPage:
    """An article of a day that names municipalities."""
    page = NewsPageFactory(title=title, date=date, live=False, **fields)
    page.municipalities = list(municipalities)
    revision = page.save_revision()
    if live:
        revision.publish()
    return NewsPage.objects.get(pk=page.pk)


@pytest.fixture
def local_index(local_jane):
    return NewsIndexPageFactory(parent=local_jane)


@pytest.fixture
def everybody(local_jane, local_index, other_local_jane, today):
    """An article of each sort, a day apart; a draft and a private one are there too."""
    joensuu, lieksa = local_jane.municipality, other_local_jane.municipality
    other_index = NewsIndexPageFactory(parent=other_local_jane)
    days = [today - dt.timedelta(days=n) for n in range(7)]
    article("Maakunnan", days[6])
    article("Maakunnan Joensuusta", days[5], municipalities=[joensuu])
    article("Maakunnan molemmista", days[4], municipalities=[joensuu, lieksa])
    article("Joensuun", days[3], parent=local_index)
    article("Lieksan Joensuusta", days[2], parent=other_index, municipalities=[joensuu])
    article("Luonnos", days[1], municipalities=[joensuu], live=False)
    private = article("Yksityinen", days[0], municipalities=[joensuu])
    PageViewRestriction.objects.create(page=private, restriction_type="login")


def test_the_province_shows_its_own_news_the_newest_first(everybody, today):
    assert titles(news_for(None, None, today, "fi", 9)) == [
        "Maakunnan molemmista",
        "Maakunnan Joensuusta",
        "Maakunnan",
    ]


def test_a_local_jane_shows_its_own_and_the_provinces_that_names_its_municipality(
    everybody, local_jane, today
):
    assert titles(news_for(local_jane, local_jane.municipality, today, "fi", 9)) == [
        "Joensuun",
        "Maakunnan molemmista",
        "Maakunnan Joensuusta",
    ]


def test_the_province_can_ask_for_one_municipality(everybody, other_local_jane, today):
    found = news_for(None, other_local_jane.municipality, today, "fi", 9)
    assert titles(found) == ["Maakunnan molemmista"]


def test_only_the_newest_few_are_given(everybody, today):
    assert titles(news_for(None, None, today, "fi", 1)) == ["Maakunnan molemmista"]


def test_news_is_listed_from_its_date_on(site, today):
    article("Huomisen", today + dt.timedelta(days=1))
    article("Tämän päivän", today)
    article("Eilisen", today - dt.timedelta(days=1))
    tomorrow = today + dt.timedelta(days=1)
    assert titles(news_for(None, None, today, "fi", 9)) == ["Tämän päivän", "Eilisen"]
    assert titles(news_for(None, None, tomorrow, "fi", 9))[0] == "Huomisen"


def test_a_translation_is_dated_and_placed_by_its_finnish_page(local_jane, today):
    joensuu = local_jane.municipality
    old = article("Vanha", today - dt.timedelta(days=30), municipalities=[joensuu])
    new = article("Uusi", today - dt.timedelta(days=2))
    translate(old, "sv", title="Gammal", slug="gammal", date=today)
    translate(new, "sv", title="Ny", slug="ny", kind=NewsKind.STATEMENT)
    new.municipalities = [joensuu]
    new.save_revision().publish()
    old.municipalities = []
    old.save_revision().publish()

    found = news_for(None, None, today, "sv", 9)
    assert titles(found) == ["Ny", "Gammal"]
    assert [page.fact_kind for page in found] == ["article", "article"]
    assert found[1].fact_date == today - dt.timedelta(days=30)
    swedish = translate(local_jane, "sv", slug="joensuu-sv")
    assert titles(news_for(swedish, joensuu, today, "sv", 9)) == ["Ny"]


def test_a_language_without_news_gets_the_finnish_ones(local_jane, local_index, today):
    article("Joensuun", today, parent=local_index)
    swedish = translate(local_jane, "sv", slug="joensuu-sv")
    assert titles(news_for(swedish, local_jane.municipality, today, "sv", 9)) == ["Joensuun"]


# --- The list's page ------------------------------------------------------------------------------


def listed(response) -> list[str]:
    assert response.status_code == 200
    return titles(response.context["listing"].items)


@pytest.fixture
def two_years(site):
    article("Lausunto", dt.date(2024, 5, 1), kind=NewsKind.STATEMENT)
    article("Vanha", dt.date(2024, 3, 1))
    article("Uusi", dt.date(2025, 3, 1))


def test_the_list_filters_by_year_and_kind(client, two_years):
    assert listed(client.get("/uutiset/")) == ["Uusi", "Lausunto", "Vanha"]
    assert listed(client.get("/uutiset/?vuosi=2024")) == ["Lausunto", "Vanha"]
    assert listed(client.get("/uutiset/?laji=kannanotot")) == ["Lausunto"]
    assert listed(client.get("/uutiset/?vuosi=2024&laji=uutiset")) == ["Vanha"]
    assert listed(client.get("/uutiset/?vuosi=2025&laji=kannanotot")) == []


def test_the_filters_are_plain_links(client, two_years):
    text = client.get("/uutiset/?vuosi=2024").content.decode()
    assert 'href="/uutiset/?vuosi=2024&amp;laji=kannanotot"' in text
    assert 'href="/uutiset/?vuosi=2025"' in text


def test_a_list_of_one_year_and_kind_offers_no_filter(client, site):
    article("Ainoa", dt.date(2025, 3, 1))
    assert client.get("/uutiset/").context["listing"].filters == []


@pytest.mark.parametrize(
    "query",
    [
        "vuosi=1066",
        "vuosi=99999999999",
        "vuosi=%00",
        "laji=" + "x" * 10_000,
        "sivu=-1",
        "sivu=77",
        "sivu=viimeinen",
    ],
)
def test_a_bad_address_gives_the_nearest_right_page(client, two_years, query):
    assert listed(client.get(f"/uutiset/?{query}"))


def test_each_list_shows_its_own_only(client, everybody, local_index):
    assert listed(client.get(local_index.url)) == ["Joensuun"]
    assert "Joensuun" not in listed(client.get("/uutiset/"))
    assert "Yksityinen" not in client.get("/uutiset/").content.decode()


def test_a_long_list_comes_in_pages(client, site, today):
    for n in range(14):
        article(f"Uutinen {n:02}", today - dt.timedelta(days=n))
    assert len(listed(client.get("/uutiset/"))) == 12
    assert listed(client.get("/uutiset/?sivu=2")) == ["Uutinen 12", "Uutinen 13"]


def test_a_translated_list_shows_its_language_and_leads_to_the_finnish_one(client, site, today):
    both = article("Molemmat", today)
    article("Vain suomeksi", today)
    translate(both.get_parent().specific, "sv", title="Nyheter", slug="nyheter")
    translate(both, "sv", title="Båda", slug="bada")
    response = client.get("/sv/nyheter/")
    assert listed(response) == ["Båda"]
    assert '<a href="/uutiset/" hreflang="fi">' in response.content.decode()


def test_an_empty_list_says_so(client, site):
    NewsIndexPageFactory()
    response = client.get("/uutiset/")
    assert listed(response) == []
    assert 'class="empty"' in response.content.decode()


def test_a_choice_without_news_leads_back_to_all(client, two_years):
    html = client.get("/uutiset/?vuosi=2025&laji=kannanotot").content.decode()
    assert '<p class="more"><a href="/uutiset/">' in html
    assert '<p class="more">' not in client.get("/uutiset/").content.decode()


def make_news(index, today, count: int) -> None:
    for n in range(count):
        number = NewsPage.objects.count()
        page = article(
            f"Uutinen {number}",
            today - dt.timedelta(days=n),
            parent=index,
            image=ImageFactory(),
            municipalities=[MunicipalityFactory()],
        )
        translate(page, "sv", title=f"Nyhet {number}", slug=f"nyhet-{number}")


@pytest.mark.parametrize("address", ["/uutiset/", "/sv/nyheter/"])
def test_the_queries_of_a_list_do_not_grow_with_its_news(client, site, today, address):
    index = NewsIndexPageFactory()
    translate(index, "sv", title="Nyheter", slug="nyheter")

    def queries() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    make_news(index, today, 2)
    before = queries()
    make_news(index, today, 4)
    assert queries() == before


def test_the_queries_of_a_front_pages_list_do_not_grow(local_jane, local_index, today):
    def queries(limit: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            found = news_for(local_jane, local_jane.municipality, today, "sv", limit)
            assert len(found) == limit
            assert all(page.image.default_alt_text and page.locale.pk for page in found)
        return len(captured)

    make_news(local_index, today, 6)
    queries(1)
    assert queries(6) == queries(1)
