"""What an article's page tells, and what its editor is told."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.test.utils import WagtailPageTestCase

from events.models import CalendarPage
from home.models import HomePage
from localjane.models import LocalJanePage
from news.models import NewsIndexPage, NewsKind, NewsPage
from tests.factories import (
    ImageFactory,
    MunicipalityFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    UserFactory,
    translate,
)


class TreeTests(WagtailPageTestCase):
    def test_lists_stand_on_the_provinces_and_local_front_pages_only(self):
        self.assertCanCreateAt(HomePage, NewsIndexPage)
        self.assertCanCreateAt(LocalJanePage, NewsIndexPage)
        self.assertCanNotCreateAt(NewsIndexPage, NewsIndexPage)
        self.assertAllowedParentPageTypes(NewsIndexPage, {HomePage, LocalJanePage})

    def test_articles_stand_in_lists_only_and_hold_nothing(self):
        self.assertCanCreateAt(NewsIndexPage, NewsPage)
        self.assertCanNotCreateAt(HomePage, NewsPage)
        self.assertCanNotCreateAt(CalendarPage, NewsPage)
        self.assertAllowedSubpageTypes(NewsIndexPage, {NewsPage})
        self.assertAllowedSubpageTypes(NewsPage, set())


def test_a_front_page_has_one_list(home):
    assert NewsIndexPage.can_create_at(home)
    NewsIndexPageFactory(parent=home)
    assert not NewsIndexPage.can_create_at(home)


def test_the_page_tells_its_date_kind_and_municipalities(client, site):
    page = NewsPageFactory(
        title="Lausunto tiloista",
        date=dt.date(2025, 10, 30),
        kind=NewsKind.STATEMENT,
        introduction="Tilat kuuluvat kaikille.",
        image=ImageFactory(description="Talon ovi", credit="Oma arkisto"),
        image_caption="Ovi on auki.",
    )
    page.municipalities = [MunicipalityFactory(name_fi="Joensuu", code="167")]
    page.save_revision().publish()
    text = client.get(page.url).content.decode()
    for words in ("30.10.2025", "Tilat kuuluvat kaikille.", "Ovi on auki.", "Joensuu"):
        assert words in text
    assert 'datetime="2025-10-30"' in text
    assert 'alt="Talon ovi"' in text
    assert "Oma arkisto" in text
    assert text.count("<h1") == 1


def test_a_translation_tells_the_date_of_the_finnish_page(client, site):
    page = NewsPageFactory(date=dt.date(2025, 10, 30))
    swedish = translate(page, "sv", title="Nyhet", slug="nyhet", date=dt.date(2020, 1, 1))
    text = client.get(swedish.url).content.decode()
    assert "30.10.2025" in text
    assert "2020" not in text


def test_a_missing_picture_file_breaks_nothing(client, site):
    page = NewsPageFactory(image=ImageFactory())
    page.image.file.storage.delete(page.image.file.name)
    assert client.get(page.url).status_code == 200
    assert client.get("/uutiset/").status_code == 200


@pytest.fixture
def in_a_row(site, today):
    """Four articles; the second and third share a day. A draft, a private and a coming one too."""
    days = [today - dt.timedelta(days=n) for n in (30, 20, 20, 10)]
    pages = [NewsPageFactory(title=f"Uutinen {n}", date=day) for n, day in enumerate(days)]
    NewsPageFactory(title="Luonnos", date=days[1], live=False)
    NewsPageFactory(title="Tuleva", date=today + dt.timedelta(days=3))
    private = NewsPageFactory(title="Yksityinen", date=days[1])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    return pages


def test_each_article_leads_to_the_next_newer_and_older_visible_one(in_a_row, today):
    order = [None, *in_a_row, None]
    for older, page, newer in zip(order, order[1:], order[2:], strict=False):
        assert page.neighbours(today) == (newer, older)


def test_the_links_to_the_neighbours_are_on_the_page(client, in_a_row):
    text = client.get(in_a_row[1].url).content.decode()
    assert 'href="/uutiset/uutinen-2/" rel="next"' in text
    assert 'href="/uutiset/uutinen-0/" rel="prev"' in text
    assert 'href="/uutiset/"' in text


# --- The editor -----------------------------------------------------------------------------------


@pytest.fixture
def editor(client, db):
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_a_new_article_is_of_today(editor, home, today):
    index = NewsIndexPageFactory(parent=home)
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])
    assert editor.get(address).context["form"].initial["date"] == today


def test_a_date_may_lie_ahead_but_not_by_years(db, today):
    NewsPage(title="Pian", slug="pian", date=today + dt.timedelta(days=30)).clean()
    with pytest.raises(ValidationError) as refused:
        NewsPage(title="Joskus", slug="joskus", date=today + dt.timedelta(days=900)).clean()
    assert set(refused.value.error_dict) == {"date"}


def test_an_unsynchronised_translation_asks_for_words_only(editor, site):
    swedish = translate(NewsPageFactory(), "sv", title="Nyhet", slug="nyhet")
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[swedish.pk]))
    fields = set(response.context["form"].fields)
    assert {"title", "introduction", "image_caption"} <= fields
    assert not fields & set(NewsPage.fact_fields)


def test_an_article_can_be_previewed_before_it_is_first_saved(editor, home):
    index = NewsIndexPageFactory(parent=home)
    address = reverse("wagtailadmin_pages:preview_on_add", args=["news", "newspage", index.pk])
    written = {
        "title": "Vielä luonnos",
        "slug": "viela-luonnos",
        "date": "30.10.2025",
        "kind": "article",
        "body-count": "0",
    }
    assert editor.post(address, written).json()["is_valid"]
    assert "30.10.2025" in editor.get(address).content.decode()
