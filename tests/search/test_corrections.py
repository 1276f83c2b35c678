"""Spelling, words written together or apart, and the one loose try."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from cms.search_text import SearchText
from search.finding import find
from search.vocabulary import Vocabulary, distance_allowed, vocabulary, vocabulary_of
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def pages(site):
    texts = {
        "Järjestöpäivä": "Tapaaminen yhdistyksille Lieksassa.",
        "Omaishoitaja": "Tukea ja neuvoja arkeen.",
        "Digituki": "Kirjastossa autetaan puhelimen kanssa.",
        "Partiolaisten leiri": "Teltassa on kamiina.",
        "Avustuksen hakemus": "Täytä lomake kunnan sivuilla.",
    }
    for title, text in texts.items():
        factories.StandardPageFactory(title=title, introduction=text)
    factories.StandardPageFactory(title="Luonnoksena karviaismarja", live=False)
    private = factories.StandardPageFactory(title="Salassa mustaherukka")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    call_command("update_index", verbosity=0)


def search(typed: str):
    queryset = Page.objects.live().public().filter(depth__gt=1)
    return find(SearchText.read(typed), queryset, "fi")


def titles(found) -> list[str]:
    return [page.title for page in found.results[:10]]


@pytest.mark.parametrize(
    ("typed", "word", "title"),
    [
        ("jarjestopaiva", "järjestöpäivä", "Järjestöpäivä"),
        ("omaishoitja", "omaishoitaja", "Omaishoitaja"),
        ("digitukki", "digituki", "Digituki"),
        ("kirajstossa", "kirjastossa", "Digituki"),
        ("lieksasa", "lieksassa", "Järjestöpäivä"),
    ],
)
def test_a_mistyped_word_goes_to_the_nearest(pages, typed, word, title):
    found = search(typed)
    assert found.corrections == {typed: word}
    assert titles(found) == [title]
    assert not found.is_loose


def test_a_word_that_is_there_is_never_changed(pages):
    assert search("kunta").corrections == {}
    assert titles(search("kunta")) == ["Avustuksen hakemus"]


@pytest.mark.parametrize("typed", ["karviaismara", "mustaherukkka", "mustaheruka"])
def test_words_of_drafts_and_private_pages_are_never_suggested(pages, typed):
    found = search(typed)
    assert found.corrections == {}
    assert titles(found) == []
    assert not any("karviais" in word or "heruk" in word for word in vocabulary().words)


def test_a_page_made_private_gives_no_words_though_the_vocabulary_is_old(pages, settings):
    settings.SEARCH_VOCABULARY_SECONDS = 600
    assert search("omaishoitja").corrections
    page = Page.objects.get(title="Omaishoitaja")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert search("omaishoitja").corrections == {}


def test_two_words_are_read_as_the_compound_that_a_page_has(pages):
    assert titles(search("digi tuki")) == ["Digituki"]


def test_a_compound_is_found_where_it_is_said_in_two_words(pages):
    found = search("avustushakemus")
    assert titles(found) == ["Avustuksen hakemus"]
    assert not found.is_loose


def test_a_word_leads_to_those_that_begin_with_it(pages):
    assert titles(search("partio")) == ["Partiolaisten leiri"]


def test_without_a_page_of_all_words_one_loose_try_is_made(pages):
    found = search("omaishoitaja kamiina")
    assert found.is_loose
    assert set(titles(found)) == {"Omaishoitaja", "Partiolaisten leiri"}


def test_of_a_loose_try_only_the_best_are_shown(pages):
    found = search("digituki kirjastossa kamiina")
    assert found.is_loose
    assert titles(found) == ["Digituki"]


def test_of_many_words_the_pages_that_lack_one_follow_where_hardly_any_has_all(pages):
    factories.StandardPageFactory(title="Digituki Lieksassa", introduction="Kirjastossa, ilmainen.")
    call_command("update_index", verbosity=0)
    found = search("ilmainen digituki kirjastossa")
    assert not found.is_loose
    assert titles(found) == ["Digituki Lieksassa"]
    assert [page.title for page in found.nearly] == ["Digituki"]
    assert search("digituki kirjastossa").nearly == ()


def test_a_word_of_no_finnish_dictionary_leads_to_compounds_that_begin_or_end_with_it(pages):
    page = factories.StandardPageFactory(title="Kirjasto")
    factories.translate(page, "sv", title="Huvudbiblioteket", introduction="Öppet på måndag.")
    call_command("update_index", verbosity=0)
    assert titles(search("bibliotek")) == ["Huvudbiblioteket"]
    assert titles(search("huvud")) == ["Huvudbiblioteket"]
    # Too short to tell.
    assert titles(search("tek")) == []


def test_two_words_are_read_as_the_beginning_of_a_longer_compound(pages):
    factories.StandardPageFactory(title="Tietosuojaseloste")
    factories.StandardPageFactory(title="Suojan tieto")
    call_command("update_index", verbosity=0)
    assert titles(search("tieto suoja")) == ["Tietosuojaseloste"]


def test_question_words_need_not_be_there(pages):
    found = search("missä saa digitukea")
    assert titles(found) == ["Digituki"]
    assert not found.is_loose


def test_nothing_is_found_for_nonsense(pages):
    found = search("xqzwv")
    assert titles(found) == []
    assert not found.is_loose
    assert found.results.count() == 0


def test_numbers_and_short_words_are_not_corrected():
    assert distance_allowed("2027", is_word=False) == 0
    assert distance_allowed("abc", is_word=False) == 0
    assert distance_allowed("yhdistyksn", is_word=False) == 2


def test_a_word_of_the_language_is_changed_less_than_one_that_is_none():
    assert distance_allowed("hyvinvointi", is_word=True) < distance_allowed(
        "hyvinvontii", is_word=False
    )


def test_stems_are_no_words_and_the_frequent_come_first():
    counts = [("q0talo", 2), ("q2kunta", 5), ("q2sv0x3aforening", 9), ("q1x", 1)]
    assert vocabulary_of(counts).words == ("kunta", "talo")
    assert Vocabulary().nearest("kunta", lambda word: True) is None
