"""The admin carries the product's name, logo and accent."""

import re
from pathlib import Path

import pytest
from coloraide import Color
from django.conf import settings

ADMIN_CSS = Path(settings.BASE_DIR, "static", "css", "admin.css").read_text(encoding="utf-8")


@pytest.fixture
def dashboard(admin_client, site) -> str:
    return admin_client.get("/admin/").content.decode()


def test_the_dashboard_has_the_name_the_logo_and_the_colours(dashboard):
    assert "Tervetuloa hoitamaan Yhessän sivuja" in dashboard
    assert "img/logo" in dashboard
    assert "css/admin" in dashboard
    assert re.search(r'rel="icon" href="[^"]*img/favicon', dashboard)


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


def test_links_stand_out_on_a_dark_ground():
    link = re.search(r"w-theme-dark \{ --w-color-text-link-default: (hsl\([^)]+\))", ADMIN_CSS)[1]
    # The darkest and the lightest ground of Wagtail's dark looks.
    for ground in ("#1d1d1d", "#333333"):
        assert Color(link).contrast(Color(ground)) >= 4.5


def test_the_logo_is_drawn_without_words_or_colours_of_its_own():
    drawn = Path(settings.BASE_DIR, "templates", "icons", "logo.svg").read_text(encoding="utf-8")
    assert "currentColor" in drawn
    assert "<text" not in drawn
