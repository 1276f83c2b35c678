"""Suggestions while one types: public words only, quickly, whatever is typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from cms.search_text import SearchText
from search.suggestions import suggest
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.indexes]


def ask(client, words: str, address: str = "/haku/ehdotukset") -> list[str]:
    response = client.get(address, {"q": words})
    assert response.status_code == 200
    assert "private" in response["Cache-Control"]
    return response.json()["suggestions"]


def test_titles_of_public_pages_are_suggested_by_their_beginnings(client, site):
    factories.StandardPageFactory(title="Kesäleiri Kolilla")
    factories.StandardPageFactory(title="Talvileiri", live=False)
    private = factories.StandardPageFactory(title="Kesäjuhla")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert ask(client, "kesä") == ["Kesäleiri Kolilla"]
    assert ask(client, "koli") == ["Kesäleiri Kolilla"]
    assert ask(client, "talvi") == []


def test_names_of_municipalities_and_present_holders_come_first(client, site, today):
    factories.MunicipalityFactory(code="426", name_fi="Liperi")
    factories.AppointmentFactory(person__first_name="Lippo")
    factories.AppointmentFactory(person__first_name="Lipsu", ends_on=today.replace(year=2021))
    factories.StandardPageFactory(title="Lippujuhla")
    assert ask(client, "lip") == ["Liperi", "Lippo Esimerkki", "Lippujuhla"]


def test_each_text_is_there_once_and_the_reader_s_language_first(client, home):
    page = factories.StandardPageFactory(title="Kahvila")
    factories.StandardPageFactory(title="Kahvila", slug="toinen")
    factories.translate(home, "sv", title="Startsida", slug="startsida")
    factories.translate(page, "sv", title="Kahvila på svenska", slug="kahvila-sv")
    assert ask(client, "kahvila") == ["Kahvila", "Kahvila på svenska"]
    assert ask(client, "kahvila", "/sv/haku/ehdotukset")[0] == "Kahvila på svenska"


@pytest.mark.parametrize(
    "typed", ["", "k", "!", "k\x00", '"', "a" * 10_000, "%", "')", "*", "😀😀"]
)
def test_anything_may_be_typed(client, site, typed):
    assert ask(client, typed) == []


# They read only, so that one database will do for all.
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(max_size=200))
def test_no_text_breaks_them(db, typed):
    assert len(suggest(SearchText.read(typed))) <= 8


def test_no_more_than_eight_are_given_by_a_few_queries(client, site, django_assert_max_num_queries):
    for number in range(12):
        factories.StandardPageFactory(title=f"Kahvila {number}")
    ask(client, "kahvila")
    with django_assert_max_num_queries(6):
        assert len(ask(client, "kahvila")) == 8
