"""What the results page shows, in which order, and what it never shows."""

import datetime as dt
import time

import pytest
from django import conf
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from cms.search_text import SearchText
from contacts.models import ContactKind
from search import views
from search.hits import Hits
from tests import factories
from tests.search.conftest import titles, with_document

pytestmark = [pytest.mark.django_db, pytest.mark.indexes]


def days(number: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(days=number)


@pytest.fixture
def hidden(site):
    """A draft, a private page with one below it, and an expired page, each with a secret word."""
    private = factories.StandardPageFactory(title="Salaisuus lukossa")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    expired = factories.StandardPageFactory(title="Salaisuus vanhentunut")
    expired.live, expired.expired = False, True
    expired.save()
    return [
        factories.StandardPageFactory(title="Salaisuus luonnoksena", live=False),
        private,
        factories.StandardPageFactory(parent=private, title="Salaisuus lukitun alla"),
        expired,
    ]


def test_nothing_hidden_is_found_counted_or_suggested(client, find, hidden):
    document = factories.DocumentFactory(title="Salaisuus liitteenä", extracted_text="salaisuus")
    factories.DocumentFactory(title="Salaisuus irrallaan")
    with_document(document, parent=hidden[1])
    response = find("salaisuus")
    assert titles(response) == []
    assert not response.main.select(".filter, .folded-filter, mark")
    assert client.get("/haku/ehdotukset?q=salai").json() == {"suggestions": []}


def test_a_draft_of_a_public_page_tells_none_of_its_new_words(find, site):
    page = factories.StandardPageFactory(title="Kahvila", introduction="Pullaa")
    page.introduction = "Salaisuus"
    page.save_revision()
    assert titles(find("salaisuus")) == []
    assert "Salaisuus" not in find("kahvila").main.get_text()


def test_a_page_hidden_while_it_is_being_shown_is_left_out(find, site, monkeypatch):
    page = factories.StandardPageFactory(title="Kahvila")
    original = views.hits.search

    def then_hidden(*args) -> Hits:
        found = original(*args)
        page.unpublish()
        return found

    monkeypatch.setattr(views.hits, "search", then_hidden)
    assert titles(find("kahvila")) == []


def test_coming_events_stand_before_past_ones_and_others_keep_their_rank(find, site):
    factories.EventPageFactory(title="Kahvila", starts_at=days(-9), ends_at=days(-9))
    factories.EventPageFactory(title="Kahvila kylällä", starts_at=days(9), ends_at=days(9))
    factories.StandardPageFactory(title="Kahvila kirjastolla ja sen lukusalissa")
    found = titles(find("kahvila"))
    assert found.index("Kahvila kylällä") < found.index("Kahvila")
    assert len(found) == 3


def test_an_excerpt_shows_the_words_marked_without_html(find, site):
    body = [{"type": "text", "value": "<p>Kylän <b>talkoot</b> &amp; sauna &lt;i&gt;</p>"}]
    factories.StandardPageFactory(title="Kylä", body=body)
    [item] = find("talkoot").main.select(".item")
    assert [mark.get_text() for mark in item.select("mark")] == ["talkoot"]
    assert "& sauna <i>" in item.get_text()


def test_a_document_is_found_by_its_text_with_its_kind_and_size(find, site):
    document = factories.DocumentFactory(title="Pöytäkirja", extracted_text="Päätettiin talkoista")
    with_document(document, title="Kokouspaperit")
    [item] = find("päätettiin").main.select(".items > .item")
    assert item.h2.get_text() == "Pöytäkirja"
    assert "TXT" in item.get_text()
    assert item.mark.get_text() == "Päätettiin"


def test_a_document_of_a_private_collection_is_never_found(find, site):
    collection = factories.root_collection().add_child(name="Hallitus")
    below = collection.add_child(name="Hallituksen alla")
    for each in (collection, below):
        document = factories.DocumentFactory(title="Salaisuus", collection=each)
        with_document(document, title=f"Paperit {each.name}")
    assert len(titles(find("salaisuus"))) == 2
    collection.view_restrictions.create(restriction_type="login")
    assert titles(find("salaisuus")) == []


def test_a_municipality_stands_on_top_with_its_contacts_and_site(find, local_jane):
    municipality = local_jane.municipality
    contact = factories.ContactFactory(municipality=municipality, email="kunta@example.org")
    factories.AppointmentFactory(contact=contact, person__first_name="Elli")
    factories.ContactDirectoryPageFactory()
    assert find("Joensuun").context["card"].heading == "Joensuu"
    [card] = find("JOENSUU").main.select(".search-first")
    assert card.h2.get_text() == "Joensuu"
    assert "Elli Esimerkki" in card.get_text()
    assert {a["href"] for a in card.select("a")} >= {
        "/paikallis-janet/joensuu/",
        "/yhteystiedot/?kunta=joensuu",
    }


def test_a_person_stands_on_top_without_what_she_hides_while_she_holds_a_role(find, site, today):
    term = factories.AppointmentFactory(
        person__first_name="Elli", person__hide_email=True, contact__kind=ContactKind.CHAIR
    )
    [card] = find("Esimerkki Elli").main.select(".search-first")
    assert "Elli Esimerkki" in card.get_text()
    assert "@" not in card.get_text()
    term.ends_on = today - dt.timedelta(days=1)
    term.save()
    assert not find("Elli Esimerkki").main.select(".search-first")


def test_an_organisation_is_known_without_its_legal_form(find, site):
    factories.OrganisationFactory(name="Kylien Apu ry", website="https://apu.example.org")
    factories.OrganisationFactory(name="Tuntematon ry")
    [card] = find("kylien apu").main.select(".search-first")
    assert card.a["href"] == "https://apu.example.org"
    assert not find("tuntematon").main.select(".search-first")


def test_corrections_and_loose_results_are_told(find, site, monkeypatch):
    found = Hits([], {"yhditys": "yhdistys"}, is_loose=True, terms=(), is_cut=False)
    asked = []
    monkeypatch.setattr(views.hits, "search", lambda text, *rest: asked.append(text) or found)
    [how] = find("yhditys <b>").main.select(".search-how")
    assert how.strong.get_text() == "yhdistys"
    assert how.a["href"] == "/haku/?q=yhditys+%3Cb%3E&tarkka=1"
    find("yhditys", tarkka="1")
    assert asked[-1] == SearchText("yhditys", was_cut=False, is_exact=True)


@pytest.mark.parametrize("typed", ["a" * 10_000, "kahvila " * 1250, "😀" * 10_000, '"' * 10_000])
def test_the_longest_text_is_answered(find, site, typed):
    factories.StandardPageFactory(title="Kahvila")
    assert find(typed).status_code == 200


# They read only, so that one database will do for all.
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    typed=st.text(max_size=10_000),
    choices=st.dictionaries(st.sampled_from(["laji", "alue", "aika", "kieli", "sivu"]), st.text()),
)
def test_no_text_and_no_choice_is_an_error(client, site, typed, choices):
    before = time.monotonic()
    assert client.get("/haku/", {"q": typed, **choices}).status_code == 200
    assert time.monotonic() - before < 10


def test_a_corrected_word_is_not_corrected_when_it_is_wanted_as_it_is(find, site):
    factories.StandardPageFactory(title="Kahvila")
    assert titles(find("kahvlia")) == ["Kahvila"]
    assert titles(find("kahvlia", tarkka="1")) == []


def test_results_go_on_over_pages_that_keep_the_choices(find, site):
    for number in range(21):
        factories.StandardPageFactory(title=f"Kahvila {number}")
    first = find("kahvila", laji="sivut")
    assert len(titles(first)) == 20
    assert first.main.select_one(".pagination a")["href"] == "?q=kahvila&laji=sivut&sivu=2"
    assert len(titles(find("kahvila", laji="sivut", sivu="2"))) == 1


def test_results_are_kept_in_no_cache_and_set_no_cookie(client, site, monkeypatch):
    monkeypatch.setattr(conf.settings, "PAGE_CACHE_SECONDS", 60)
    response = client.get("/haku/?q=kahvila")
    assert "private" in response["Cache-Control"]
    assert not response.cookies
    assert "public" in client.get("/haku/")["Cache-Control"]


def test_the_page_speaks_the_language_of_its_address(find, home):
    page = factories.StandardPageFactory(title="Kahvila")
    factories.translate(home, "sv", title="Startsida")
    factories.translate(page, "sv", title="Kahvila på svenska")
    languages = {h2.get_text(): h2.get("lang") for h2 in find("kahvila").main.select(".item h2")}
    assert languages == {"Kahvila": None, "Kahvila på svenska": "sv"}


def test_queries_do_not_grow_with_documents_events_and_sites(client, local_jane):
    def more(numbers) -> None:
        for number in numbers:
            parent = factories.LocalJanePageFactory(
                municipality=factories.MunicipalityFactory(code=f"{900 + number}")
            )
            factories.StandardPageFactory(parent=parent, title="Kahvila")
            factories.EventPageFactory(title=f"Kahvila {number}", starts_at=days(number))
            document = factories.DocumentFactory(title=f"Kahvila {number}")
            with_document(document, title=f"Kahvilan paperit {number}")

    def count() -> int:
        client.get("/haku/?q=kahvila")
        with CaptureQueriesContext(connection) as queries:
            client.get("/haku/?q=kahvila")
        return len(queries)

    more(range(1))
    few = count()
    more(range(1, 4))
    assert count() == few


def test_results_that_lack_a_word_stand_last_and_are_said_to(find, site):
    factories.StandardPageFactory(title="Ilmainen kahvila kirjastolla")
    factories.StandardPageFactory(title="Kahvila kirjastolla")
    response = find("ilmainen kahvila kirjastolla")
    assert titles(response) == ["Ilmainen kahvila kirjastolla", "Kahvila kirjastolla"]
    assert "Näistä puuttuu osa sanoista:" in response.main.get_text()
    alone = find("ilmainen kahvila kirjastolla", tarkka="1")
    assert titles(alone) == ["Ilmainen kahvila kirjastolla"]
    assert "puuttuu" not in alone.main.get_text()


def test_the_readers_own_language_stands_first(find, site):
    page = factories.StandardPageFactory(title="Pitkä juttu jossa on muutakin kuin kahvila Kontio")
    for code in ("sv", "fi-simple"):
        factories.translate(page, code, title=f"Kontio {code}")
    long, swedish, plain = page.title, "Kontio sv", "Kontio fi-simple"
    assert titles(find("kontio")) == [long, plain, swedish]
    assert titles(find("kontio", "/sv/haku/"))[0] == swedish
