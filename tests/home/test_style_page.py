"""The style page shows everything, to staff alone."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group

from localjane.roles import set_up_all
from tests.factories import UserFactory

TEMPLATES = Path(settings.BASE_DIR, "templates")
# What no page of the site is drawn with: a part of the admin, and the frames that blocks are
# previewed in there.
ELSEWHERE = {"components/translated_text_widget.html"}
# Words for search engines, in a page's head: there is nothing to see.
UNSEEN = {"components/head_meta.html"}


@pytest.fixture
def groups(home, local_jane):
    [local] = set_up_all()
    return {
        "editor": local.editors,
        "publisher": local.publishers,
        "staff": Group.objects.get(role_group__role="staff"),
    }


@pytest.fixture
def staff_client(client, groups):
    user = UserFactory()
    user.groups.add(groups["staff"])
    client.force_login(user)
    return client


def components() -> set[str]:
    """The templates of all components and blocks, as templates name each other."""
    found = {*TEMPLATES.glob("components/*.html"), *TEMPLATES.glob("*/components/*.html")}
    found |= {*TEMPLATES.glob("blocks/*.html")}
    return {path.relative_to(TEMPLATES).as_posix() for path in found} - ELSEWHERE - UNSEEN


def test_every_component_and_block_is_shown(staff_client):
    drawn = set()
    for address in ("/tyyli/", "/tyyli/?korostus=lake"):
        drawn |= {template.name for template in staff_client.get(address).templates}
    assert components() - drawn == set()


def test_every_icon_is_shown(staff_client):
    page = staff_client.get("/tyyli/").content.decode()
    for path in TEMPLATES.glob("icons/*.svg"):
        assert f"<code>{path.stem}</code>" in page


def test_the_page_stands_without_any_content_of_the_site(staff_client):
    page = staff_client.get("/tyyli/").content.decode()
    assert len(re.findall("<h1", page)) == 1
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_an_accent_shows_it_all_as_a_local_jane_s(staff_client):
    page = staff_client.get("/tyyli/?korostus=lingonberry").content.decode()
    assert '<body data-accent="lingonberry">' in page
    assert "Esimerkkilän JANE" in page
    assert "data-accent" not in staff_client.get("/tyyli/?korostus=outo").content.decode()[:3000]


def test_it_is_kept_from_search_engines_and_caches(staff_client):
    response = staff_client.get("/tyyli/")
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert "/tyyli/" not in staff_client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_local_people_are_told_that_it_is_not_for_them(client, groups, role):
    user = UserFactory()
    user.groups.add(groups[role])
    client.force_login(user)
    assert client.get("/tyyli/").status_code == 403


def test_a_visitor_is_asked_to_log_in(client, site):
    response = client.get("/tyyli/?korostus=lake")
    assert response.status_code == 302
    assert response["Location"] == "/tili/kirjaudu/?next=%2Ftyyli%2F%3Fkorostus%3Dlake"


def test_superusers_see_it(admin_client, site):
    assert admin_client.get("/tyyli/").status_code == 200
