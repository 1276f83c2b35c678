"""Excerpts: the found forms are marked, and nothing of the text is taken for HTML."""

import pytest

from search.marking import excerpt
from search.terms import terms_of

pytestmark = pytest.mark.django_db


def marked(text: str, query: str, language: str = "fi", **options) -> str:
    return excerpt(text, terms_of(query, language), language, **options)


def test_every_form_is_marked():
    assert marked("Yhdistysten säännöt ja järjestökyselyn tulos.", "yhdistys kysely") == (
        "<mark>Yhdistysten</mark> säännöt ja <mark>järjestökyselyn</mark> tulos."
    )


def test_synonyms_are_marked():
    assert "<mark>projektin</mark>" in marked("Tämän projektin loppu", "hanke")


def test_another_language_has_its_own_forms():
    assert "<mark>Medlemmarna</mark>" in marked("Medlemmarna är med", "medlem", "sv")


def test_the_text_is_escaped():
    text = marked('<script>alert("yhdistys")</script> & muuta', "yhdistys")
    assert text == (
        "&lt;script&gt;alert(&quot;<mark>yhdistys</mark>&quot;)&lt;/script&gt; &amp; muuta"
    )


def test_a_long_text_is_cut_around_the_most_found_words():
    text = (
        "alku " * 100 + "yhdistys yksin " + "väli " * 100 + "yhdistyksen säännöt " + "loppu " * 99
    )
    shown = marked(text, "yhdistys säännöt", length=100)
    assert "<mark>yhdistyksen</mark> <mark>säännöt</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 200


def test_what_holds_nothing_shows_its_beginning():
    shown = marked("sana " * 100, "puuttuva", length=50)
    assert shown.startswith("sana sana")
    assert shown.endswith(" …")
    assert "<mark>" not in shown


def test_an_empty_text_and_no_terms_are_fine():
    assert marked("", "yhdistys") == ""
    assert excerpt("Jotakin", (), "fi") == "Jotakin"
