"""The search backend: what finds what, in which order, and that no text is an error."""

import time

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from modelsearch.backends import get_search_backend
from modelsearch.index import insert_or_update_object
from modelsearch.query import And, Not, Or, Phrase, PlainText
from wagtail.models import Page

from cms.models import StandardPage
from cms.search_text import SearchText
from contacts.models import Organisation
from search.analysis.engines import finnish_engine
from search.finding import find
from search.models import IndexStamp
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ODD = [
    '"',
    "'",
    '"yhdistys',
    "yhdistys'",
    "(yhdistys",
    "yhdistys)",
    "AND",
    "OR NOT",
    "yhdistys AND",
    "NEAR(a b)",
    "yhdistys*",
    "^yhdistys",
    "title:yhdistys",
    "{title} : x",
    "a & b | !c",
    "x <-> y",
    "\\",
    "%s %d %(x)s",
    "\0",
    "a\0b",
    ":*",
    "- -- -",
    "😀",
    "漢字",
    "ı İ ß",
    "q0 q1 q2 q9",
    " ",
    "..",
    "a" * 10_000,
    "työ " * 2_500,
    "\ud800",
]


@pytest.fixture
def pages(site):
    texts = {
        "exact": ("Yhdistys", "Kuka tahansa voi perustaa."),
        "inflected": ("Yhdistyksen säännöt", "Pohja on täällä."),
        "part": ("Kylätalo", "Talossa on yhdistystoimintaa ja järjestökyselyn tulokset."),
        "region": ("Maakunta", "Maakuntaliiton neuvottelukunta kokoontui Heinävedellä."),
        "town": ("Kuntien talous", "Kahden kunnan yhteinen kokous."),
    }
    made = {
        name: factories.StandardPageFactory(title=title, introduction=text)
        for name, (title, text) in texts.items()
    }
    made["swedish"] = factories.translate(
        made["town"], "sv", title="Kommunerna", introduction="Medlemmarna i Joensuu."
    )
    call_command("update_index", verbosity=0)
    return made


def found(query, **options) -> list[str]:
    results = StandardPage.objects.order_by("pk").search(query, **options)
    return [page.title for page in results]


@pytest.mark.parametrize("query", ["yhdistys", "yhdistyksen", "YHDISTYKSILLE", "yhdistyksessäkin"])
def test_every_form_of_a_word_finds_every_form(pages, query):
    assert set(found(query)) == {"Yhdistys", "Yhdistyksen säännöt", "Kylätalo"}


def test_an_exact_word_comes_before_an_inflected_one_and_that_before_a_part(pages):
    assert found("yhdistys") == ["Yhdistys", "Yhdistyksen säännöt", "Kylätalo"]


def test_a_title_comes_before_a_text(site):
    factories.StandardPageFactory(title="Muuta", introduction="Säännöt ovat täällä, säännöt.")
    factories.StandardPageFactory(title="Säännöt", introduction="Tekstiä muusta asiasta.")
    call_command("update_index", verbosity=0)
    assert found("säännöt") == ["Säännöt", "Muuta"]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("kysely", "Kylätalo"),
        ("kyselyt", "Kylätalo"),
        ("järjestökysely", "Kylätalo"),
        ("heinävesi", "Maakunta"),
        ("maakuntaliitto", "Maakunta"),
        ("medlem", "Kommunerna"),
        ("kommun", "Kommunerna"),
        ("Joensuussa", "Kommunerna"),
    ],
)
def test_parts_of_compounds_names_and_other_languages_are_found(pages, query, title):
    assert found(query) == [title]


def test_a_municipality_is_no_part_of_a_province(pages):
    assert found("kunta") == ["Kuntien talous"]
    assert found("vesi") == []


def test_all_words_must_be_there_unless_one_is_enough(pages):
    assert found("yhdistys säännöt") == ["Yhdistyksen säännöt"]
    assert set(found("maakunta kylätalo", operator="or")) == {"Maakunta", "Kylätalo"}


def test_phrases_and_combined_queries_work(pages):
    assert found(Phrase("yhdistyksen säännöt")) == ["Yhdistyksen säännöt"]
    assert found(Phrase("säännöt yhdistyksen")) == []
    yhdistys, saannot = PlainText("yhdistys"), PlainText("säännöt")
    assert found(And([yhdistys, saannot])) == ["Yhdistyksen säännöt"]
    assert len(found(Or([yhdistys, saannot]))) == 3
    assert set(found(And([yhdistys, Not(saannot)]))) == {"Yhdistys", "Kylätalo"}


def test_results_are_counted_sliced_and_ordered_as_asked(pages):
    results = StandardPage.objects.search("yhdistys")
    assert results.count() == 3
    assert [page.title for page in results[1:3]] == ["Yhdistyksen säännöt", "Kylätalo"]
    by_title = StandardPage.objects.order_by("title").search("yhdistys", order_by_relevance=False)
    assert [page.title for page in by_title] == ["Kylätalo", "Yhdistyksen säännöt", "Yhdistys"]
    assert len(list(results.annotate_score("score"))) == 3


def test_what_is_saved_is_found_at_once(pages):
    page = pages["town"]
    page.title = "Talkoiden ohje"
    page.save()
    insert_or_update_object(page)
    assert found("talkoot") == ["Talkoiden ohje"]


def test_what_has_no_language_of_its_own_is_read_as_finnish(site):
    factories.OrganisationFactory(name="Karjalan Martat")
    call_command("update_index", verbosity=0)
    assert get_search_backend().search("martta", Organisation).count() == 1


def test_beginnings_of_words_are_found_in_the_admin(pages):
    assert Page.objects.autocomplete("yhdis").count() == 2
    assert Page.objects.autocomplete("kylät").count() == 1


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_no_text_is_an_error(pages, text):
    for query in (text, Phrase(text)):
        list(Page.objects.search(query)[:5])
        Page.objects.search(query).count()
    list(Page.objects.autocomplete(text)[:5])
    list(find(SearchText.read(text), Page.objects.live(), "fi").results[:5])


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.text(max_size=10_000))
def test_any_text_is_searched_in_bounded_time(pages, text):
    started = time.monotonic()
    list(find(SearchText.read(text), Page.objects.live(), "fi").results[:10])
    list(Page.objects.search(text)[:10])
    list(Page.objects.autocomplete(text)[:10])
    assert time.monotonic() - started < 10


def test_a_rebuilt_index_is_stamped(pages):
    assert IndexStamp.objects.get().stamp == finnish_engine().stamp
