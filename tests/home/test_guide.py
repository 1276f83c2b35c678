"""The guide inside the admin, and the page of it that prints."""

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import call_command
from django.template.loader import render_to_string
from django.urls import reverse
from PIL import Image

from home.guide.chapters import CHAPTERS
from home.guide.picture_size import PICTURE_HEIGHT, PICTURE_WIDTH
from localjane import roles
from tests import factories

PICTURES = settings.BASE_DIR / "static" / "guide"
LARGEST_PICTURE, ALL_PICTURES = 60_000, 1_500_000
FOR_ALL = [chapter for chapter in CHAPTERS if not chapter.for_staff]


def addresses() -> list[str]:
    chapters = [reverse("guide_chapter", args=[chapter.slug]) for chapter in CHAPTERS]
    return [reverse("guide"), reverse("guide_whole"), *chapters]


def soup(client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content.decode(), "html.parser")


@pytest.fixture
def staff(client, site):
    user = factories.UserFactory()
    user.groups.add(roles.set_up_staff_group())
    client.force_login(user)


@pytest.fixture
def volunteer(client, local_jane, request):
    """A local editor, or whoever the test asks for."""
    call_command("set_up_roles", verbosity=0)
    user = factories.UserFactory()
    user.groups.add(getattr(roles.groups_of(local_jane), getattr(request, "param", "editors")))
    client.force_login(user)


@pytest.mark.django_db
@pytest.mark.parametrize("volunteer", ["editors", "publishers"], indirect=True)
def test_a_volunteer_reads_every_chapter_but_those_for_staff(client, volunteer):
    contents = str(soup(client, reverse("guide")))
    whole = str(soup(client, reverse("guide_whole")))
    for chapter in CHAPTERS:
        url = reverse("guide_chapter", args=[chapter.slug])
        assert client.get(url).status_code == (404 if chapter.for_staff else 200), url
        assert (url in contents) is not chapter.for_staff
        assert (f'id="{chapter.slug}"' in whole) is not chapter.for_staff


@pytest.mark.django_db
def test_staff_read_every_chapter(client, staff):
    contents = soup(client, reverse("guide"))
    links = [a["href"] for a in contents.select(".guide-contents a")]
    assert links == [reverse("guide_chapter", args=[chapter.slug]) for chapter in CHAPTERS]
    for url in addresses():
        assert client.get(url).status_code == 200, url


@pytest.mark.django_db
def test_strangers_and_readers_with_an_account_are_shown_nothing(client, site):
    for url in addresses():
        assert client.get(url).url.startswith("/tili/")
    client.force_login(factories.UserFactory())
    for url in addresses():
        assert client.get(url).status_code == 302


@pytest.mark.django_db
def test_a_chapter_that_is_not_there_is_not_found(client, staff):
    assert client.get(reverse("guide_chapter", args=["ei-ole"])).status_code == 404


@pytest.mark.django_db
def test_the_menu_and_the_volunteers_home_lead_to_the_guide(client, volunteer):
    home = soup(client, reverse("wagtailadmin_home"))
    assert home.select_one(f'.day a[href="{reverse("guide")}"]')
    assert f'"url": "{reverse("guide")}"' in str(home.find(id="wagtail-sidebar-props"))


@pytest.mark.django_db
def test_one_turns_the_leaves_from_the_first_chapter_to_the_last_and_back(client, volunteer):
    slugs = [chapter.slug for chapter in FOR_ALL]
    for rel, order in (("next", slugs), ("prev", slugs[::-1])):
        url, seen = reverse("guide_chapter", args=[order[0]]), []
        while url:
            seen.append(url)
            link = soup(client, url).find("a", rel=rel)
            url = link and link["href"]
        assert seen == [reverse("guide_chapter", args=[slug]) for slug in order]


@pytest.mark.django_db
def test_links_inside_the_guide_lead_to_what_is_there(client, staff):
    for url in addresses():
        page = soup(client, url)
        for link in page.select(".guide a[href]"):
            if link["href"].startswith("#"):
                assert page.find(id=link["href"][1:]), f"{url}: {link}"
            else:
                assert client.get(link["href"]).status_code == 200, f"{url}: {link}"


@pytest.mark.django_db
def test_headings_go_down_one_step_at_a_time_under_one_first_one(client, staff):
    for url in addresses():
        levels = [int(tag.name[1]) for tag in soup(client, url).select("h1, h2, h3, h4, h5, h6")]
        levels = levels[levels.index(1) :]
        assert levels.count(1) == 1, url
        assert all(b <= a + 1 for a, b in pairwise(levels)), url


@pytest.mark.django_db
def test_the_guide_is_marked_as_finnish_and_asks_nobody_else_for_anything(client, staff):
    for url in addresses():
        page = soup(client, url)
        assert page.select_one(".guide").find_parent(lang="fi") or page.select_one(
            '.guide[lang="fi"]'
        )
        own = page.select("link[href], script[src], img[src]")
        assert all(tag.get("href", tag.get("src")).startswith("/") for tag in own)


def pictures_named() -> list[tuple[str, str]]:
    """The name and the text alternative of every picture in the chapters."""
    found = []
    for chapter in CHAPTERS:
        html = render_to_string(chapter.template, {"level": 2, "whole": False})
        for picture in BeautifulSoup(html, "html.parser").find_all("img"):
            found.append((re.search(r"guide/([\w-]+)\.webp", picture["src"])[1], picture["alt"]))
    return found


def test_every_picture_is_there_none_is_left_over_and_each_says_what_it_shows():
    named = pictures_named()
    assert {name for name, _alt in named} == {path.stem for path in PICTURES.iterdir()}
    assert [name for name, alt in named if len(alt) < 20 or not alt.endswith(".")] == []


def test_pictures_are_of_one_size_and_light():
    paths = list(PICTURES.iterdir())
    for path in paths:
        with Image.open(path) as picture:
            assert picture.size == (PICTURE_WIDTH, PICTURE_HEIGHT), path.name
        assert path.stat().st_size < LARGEST_PICTURE, path.name
    assert sum(path.stat().st_size for path in paths) < ALL_PICTURES


def test_every_chapter_is_in_the_list_and_every_listed_one_is_written():
    folder = settings.BASE_DIR / "templates" / "home" / "guide" / "chapters"
    assert {path.stem for path in folder.iterdir()} == {chapter.slug for chapter in CHAPTERS}
    assert len({chapter.title for chapter in CHAPTERS}) == len(CHAPTERS)
