"""Every button, field, menu item and heading that the guide names stands on the screen it names."""

import difflib

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from home.guide.chapters import CHAPTERS
from tests.walks.guide_screens import SCREENS, words_at
from tests.walks.guide_words import words_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo_content"),
    pytest.mark.xdist_group("demo"),
    pytest.mark.alike,
]


def named() -> dict[str, dict[str, str]]:
    """The words that the guide names on each screen, and the chapter that does."""
    found: dict[str, dict[str, str]] = {}
    for chapter in CHAPTERS:
        html = render_to_string(chapter.template, {"level": 2, "whole": False})
        for word in BeautifulSoup(html, "html.parser").select("[data-screen]"):
            found.setdefault(word["data-screen"], {})[word.get_text()] = chapter.slug
    return found


def missing(words: dict[str, str], shown: set[str]) -> list[str]:
    """What is named and not shown, each with what is shown that is nearest to it."""
    return [
        f"{chapter}: “{word}”; the screen has {difflib.get_close_matches(word, shown)}"
        for word, chapter in words.items()
        if word not in shown
    ]


def test_each_screen_that_the_guide_names_is_known_and_each_known_one_is_named():
    assert set(named()) == set(SCREENS)


@pytest.mark.parametrize("screen", SCREENS)
def test_what_the_guide_names_stands_on_its_screen(client, screen):
    words = named()[screen]
    assert missing(words, words_at(client, screen)) == []


def test_a_word_that_no_screen_shows_is_found(client):
    shown = words_at(client, "home")
    assert missing({"Kirjoita uutinen": "uutinen"}, shown) == []
    [fault] = missing({"Kirjoita uutisia": "uutinen"}, shown)
    assert "Kirjoita uutinen" in fault


def test_labels_are_read_wherever_a_screen_keeps_them():
    html = (
        '<label>Nimi<span>*</span></label><button aria-label="Sulje"><svg></svg></button>'
        '<script type="application/json">{"menu": [{"label": "P\\u00e4iv\\u00e4"}]}</script>'
        "<template><p>Avaa  <b>tästä</b></p></template><p>Muuta</p>"
    )
    assert {"Nimi", "Sulje", "Päivä", "Avaa tästä", "Muuta"} <= words_of(html)
    assert "Muu" not in words_of(html)
