"""The admin carries the product's name, logo and accent."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from coloraide import Color
from django.conf import settings
from django.contrib.staticfiles import finders

ADMIN_CSS = Path(settings.BASE_DIR, "static", "css", "admin.css").read_text(encoding="utf-8")


@pytest.fixture
def dashboard(admin_client, site) -> str:
    return admin_client.get("/admin/").content.decode()


def test_the_dashboard_has_the_name_the_logo_and_the_colours(dashboard):
    assert re.search(r"<h1[^>]*>\s*Yhessä\s*</h1>", dashboard)
    assert "img/logo" in dashboard
    assert "css/admin" in dashboard
    assert re.search(r'rel="icon" href="[^"]*img/favicon', dashboard)


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/images/", "/admin/account/"])
def test_every_title_ends_with_the_products_name(admin_client, site, path):
    page = admin_client.get(path, follow=True).content.decode()
    assert re.search(r"<title>[^<]* - Yhessä</title>", page)


def test_wagtails_own_bird_is_gone(dashboard):
    assert "wagtail-logo" not in dashboard
    assert "favicon.ico" not in dashboard


def colour(name: str) -> Color:
    """A colour of the admin, from its hue, saturation and lightness."""
    hue, saturation, lightness = (
        re.search(rf"--w-color-{name}-{part}: ([\d.]+)%?;", ADMIN_CSS)[1]
        for part in ("hue", "saturation", "lightness")
    )
    return Color(f"hsl({hue} {saturation}% {lightness}%)")


@pytest.mark.parametrize("name", ["primary", "secondary"])
def test_white_stands_out_on_the_admins_colours(name):
    assert Color("white").contrast(colour(name)) >= 7


def step_for_dark(theme: str) -> Color:
    """The step of pine that Wagtail draws links and outlined buttons with on a dark ground."""
    rules = re.search(rf"{theme} {{(.*?)}}", ADMIN_CSS, re.DOTALL)[1]
    saturation, lightness = (
        re.search(rf"--w-color-secondary-100-{part}: ([\d.]+)%;", rules)[1]
        for part in ("saturation", "lightness")
    )
    hue = re.search(r"--w-color-secondary-hue: ([\d.]+);", ADMIN_CSS)[1]
    return Color(f"hsl({hue} {saturation}% {lightness}%)")


@pytest.mark.parametrize("ground", re.findall(r"surface-menu[^:]*: (hsl\([^)]+\));", ADMIN_CSS))
def test_the_menus_grey_stands_out_on_its_dark_ground(ground):
    assert Color("#c8c8c8").contrast(Color(ground)) >= 7


@pytest.mark.parametrize("theme", [r"\.w-theme-dark", r"\.w-theme-system"])
def test_links_and_outlined_buttons_stand_out_on_a_dark_ground(theme):
    # The darkest and the lightest ground of Wagtail's dark looks.
    for ground in ("#1d1d1d", "#333333"):
        assert step_for_dark(theme).contrast(Color(ground)) >= 4.5


def test_wagtail_still_draws_dark_links_and_outlined_buttons_with_that_step():
    core = finders.find("wagtailadmin/css/core.css")
    dark = re.search(r"\.w-theme-dark{([^}]*)}", Path(core).read_text(encoding="utf-8"))[1]
    for what in ("text-link-default", "text-button-outline-default"):
        assert f"--w-color-{what}:var(--w-color-secondary-100)" in dark


def drawing(path: str) -> BeautifulSoup:
    return BeautifulSoup(Path(settings.BASE_DIR, path).read_bytes(), "html.parser").svg


@pytest.mark.parametrize(
    "path", ["templates/icons/logo.svg", "static/img/logo.svg", "static/img/favicon.svg"]
)
def test_the_mark_is_drawn_in_one_colour_and_without_words(path):
    svg = drawing(path)
    elements = [svg, *svg.find_all(True)]
    assert {element.name for element in elements} <= {
        "svg",
        "title",
        "style",
        "g",
        "path",
        "circle",
    }
    colours = {element.get(part) for element in elements for part in ("fill", "stroke")}
    assert colours <= {None, "none", "currentColor"}


def test_the_mark_on_the_site_says_nothing_beside_the_name():
    assert drawing("templates/icons/logo.svg")["aria-hidden"] == "true"


def test_the_favicon_stands_out_on_light_and_dark_tabs():
    style = drawing("static/img/favicon.svg").style.string
    light, dark = re.findall(r"color:(#[0-9a-f]{6})", style)
    assert "prefers-color-scheme:dark" in style
    assert Color(light).contrast(Color("#ffffff")) >= 4.5
    assert Color(dark).contrast(Color("#202124")) >= 4.5
