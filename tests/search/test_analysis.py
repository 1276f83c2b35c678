"""What a word is looked for by: the same with either way to ask Voikko, and something without."""

import os
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import analyser
from search.analysis.analyser import FinnishAnalyser
from search.analysis.engines import FinnishEngine, finnish_engine
from search.analysis.guessing import language_of_text
from search.analysis.kinship import kin_of
from search.analysis.tokens import decoded, encoded
from search.analysis.voikko import LIBVOIKKO, PYVOIKKO, engine_of
from search.analysis.words import words_of

CI = os.environ.get("CI") == "true"
SNOWBALL = FinnishEngine("snowball", "", None)


def finnish_by(name: str) -> FinnishAnalyser:
    found = engine_of(name)
    if found is None:
        (pytest.fail if CI else pytest.skip)(f"{name} is not on this machine.")
    ask, version = found
    return FinnishAnalyser(FinnishEngine(name, version, ask))


@pytest.fixture(params=[LIBVOIKKO, PYVOIKKO])
def finnish(request) -> FinnishAnalyser:
    return finnish_by(request.param)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("yhdistyksen", "yhdistys"),
        ("kuntien", "kunta"),
        ("järjestökyselyn", "järjestökysely"),
        ("kouluttaminen", "kouluttaa"),
        ("hakemassa", "hakea"),
        ("haettavissa", "hakea"),
        ("joensuussa", "joensuu"),
        ("heinävedellä", "heinävesi"),
        ("rääkkylään", "rääkkylä"),
        ("virtasen", "virtanen"),
        ("jane:n", "jane"),
        ("pohjois-karjalan", "pohjoiskarjala"),
        ("jane-toimikunnassa", "janetoimikunta"),
    ],
)
def test_an_inflected_word_leads_to_its_base_form(finnish, form, lemma):
    assert lemma in finnish.lemmas(form)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("järjestökyselyn", {"järjestö", "kysely"}),
        ("kuntaliitto", {"kunta", "liitto"}),
        ("maakuntastrategiaa", {"maakunta", "strategia"}),
        ("vertaistuella", {"tuki"}),
        ("jäsenmaksu", {"jäsen", "maksu"}),
        ("omaishoitajien", {"omainen", "hoitaja"}),
        ("sote-keskus", {"sote", "keskus"}),
    ],
)
def test_a_compound_is_found_by_its_parts(finnish, word, parts):
    assert parts <= set(finnish.analyse(word).parts)


@pytest.mark.parametrize(
    "word", ["maakunta", "neuvottelukunnan", "toimikunta", "lautakunnassa", "maakuntaliiton"]
)
def test_what_ends_in_kunta_is_not_taken_for_a_municipality(finnish, word):
    analysis = finnish.analyse(word)
    assert "kunta" not in {*analysis.lemmas, *analysis.parts}


@pytest.mark.parametrize("name", ["joensuussa", "heinävedellä", "outokummun", "virtasen"])
def test_a_name_is_not_taken_apart(finnish, name):
    assert finnish.analyse(name).parts == ()


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("aminalle", "amina"),
        ("aminaa", "amina"),
        ("aminaan", "amina"),
        ("yusufille", "yusuf"),
        ("sotelle", "sote"),
    ],
)
def test_a_name_of_no_dictionary_is_known_in_its_cases(finnish, form, name):
    assert name in finnish.analyse(form).lemmas
    assert not finnish.analyse(form).is_known


def test_a_known_word_is_not_guessed_about(finnish):
    assert finnish.analyse("kunnalla").is_known
    assert finnish.lemmas("kunnalla") == ("kunta",)


@pytest.mark.parametrize(
    ("word", "kin"),
    [
        ("lahjoittaa", "lahjoitus"),
        ("rahoitus", "rahoittaa"),
        ("organisoida", "organisointi"),
        ("seurata", "seuranta"),
        ("yksinäisyys", "yksinäinen"),
        ("esteetön", "esteettömyys"),
    ],
)
def test_words_of_one_root_are_kin(word, kin):
    assert kin in kin_of(word)


def test_both_ways_to_ask_voikko_say_the_same():
    first, second = finnish_by(LIBVOIKKO), finnish_by(PYVOIKKO)
    text = (
        "Järjestöasiain neuvottelukunnan kokoontumistiloja ohjaajat lämpölaitokseen oppilaitosten "
        "kokoontuvat kansalaisopiston vapaaehtoistoiminnan hyvinvointialueella mielenterveystyössä "
        "haettavissa kouluttautuneiden pelastuslautakunta 12-vuotiaat kahvi-ilta JANE:n"
    )
    for word in words_of(text):
        assert first.analyse(word.text) == second.analyse(word.text), word


def test_a_new_word_leads_to_its_stem_in_every_language():
    finnish = FinnishAnalyser(SNOWBALL)
    assert set(finnish.lemmas("föreningarna")) & set(analyser("sv").lemmas("förening"))
    assert set(finnish.lemmas("associations")) & set(analyser("en").lemmas("association"))


@pytest.mark.parametrize(
    ("language", "form", "base"),
    [
        ("sv", "medlemmarna", "medlem"),
        ("sv", "föreningarna", "förening"),
        ("en", "associations", "association"),
    ],
)
def test_other_languages_have_stems(language, form, base):
    assert analyser(language).lemmas(form) == analyser(language).lemmas(base)


def test_plain_finnish_is_read_as_finnish():
    assert analyser("fi-simple") is analyser("fi")


def test_the_index_has_the_words_of_the_text_even_without_an_engine():
    line = FinnishAnalyser(SNOWBALL).index_forms("Yhdistyksen säännöt").split("\n")[0]
    assert [decoded(token[2:]) for token in line.split()] == ["yhdistyksen", "säännöt"]


def test_numbers_dates_and_addresses_are_words():
    words = [word.text for word in words_of("24.12.2026 klo 18.30, info@jane.fi, sote-keskus")]
    assert words == ["24", "12", "2026", "klo", "18", "30", "info", "jane", "fi", "sote-keskus"]


def test_a_token_has_plain_letters_only():
    assert encoded("ääkköset-šé漢").isascii()
    assert decoded(encoded("äiti")) == "äiti"
    assert encoded("saari") != encoded("sääri")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=10_000))
def test_any_text_is_read_in_bounded_time(text):
    started = time.monotonic()
    analyser("fi").index_forms(text)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("word", ["a" * 100_000, "maa" * 3_000, "työ-" * 2_000, "2026-" * 2_000])
def test_a_word_without_end_is_read_in_bounded_time(word):
    started = time.monotonic()
    analyser("fi").index_forms(word)
    assert time.monotonic() - started < 5


def test_threads_share_an_analyser():
    words = ["yhdistyksen", "järjestökyselyn", "kuntien", "hyvinvointialueella"] * 20
    wanted = [analyser("fi").analyse(word) for word in words]
    # One that remembers nothing yet, so that all threads ask the engine.
    fresh = FinnishAnalyser(finnish_engine())
    answers = []

    def read():
        answers.append([fresh._analyse(word) for word in words])

    threads = [threading.Thread(target=read) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [wanted] * 6


def test_the_language_of_a_text_is_guessed_from_its_frequent_words():
    assert language_of_text("Föreningen och dess medlemmar är med i nätverket") == "sv"
    assert language_of_text("The council of associations and its members") == "en"
    assert language_of_text("Yhdistys ja sen jäsenet") == "fi"
    assert language_of_text("JANE 2026") == "fi"
