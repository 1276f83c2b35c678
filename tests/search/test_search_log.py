"""What is searched is counted without its askers, and shown once enough have asked."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from localjane import roles
from search.log import collector, store
from search.log.words import countable
from search.models import SearchAsker, SearchCount, SearchDay, SearchedWords, SearchSalt
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WEDNESDAY = dt.datetime(2026, 11, 25, 10, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def in_the_middle_of_a_week():
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


def ask(client, words: str, askers: int = 1, first: int = 0, **more: str) -> None:
    """Search from so many networks, and write what was counted."""
    for number in range(first, first + askers):
        address = f"192.0.{number}.7"
        client.get("/haku/", {"q": words, **more}, REMOTE_ADDR=address)
    store.write(collector.take())


def clear() -> set[str]:
    return set(SearchedWords.objects.exclude(words="").values_list("words", flat=True))


def everything_written() -> str:
    rows = [
        list(model.objects.values_list())
        for model in (SearchedWords, SearchAsker, SearchCount, SearchDay)
    ]
    return str(rows).lower()


def test_words_are_written_in_clear_once_five_have_asked(client, site):
    ask(client, "Kylätalo!", askers=4)
    assert "kylätalo" not in everything_written()
    ask(client, "  kylätalo", first=4)
    [row] = SearchedWords.objects.all()
    assert (row.words, row.digest) == ("kylätalo", "")
    assert row.counts.get().times == 5
    assert not SearchAsker.objects.exists()


def test_one_network_is_one_asker_however_often_it_asks(client, site):
    for _time in range(6):
        ask(client, "kylätalo")
    for host in range(6):
        client.get("/haku/?q=kylätalo", REMOTE_ADDR=f"192.0.0.{host}")
    store.write(collector.take())
    assert clear() == set()
    assert SearchDay.objects.get().times == 12


def test_no_address_is_written_and_no_two_searches_have_one_mark(client, site):
    ask(client, "kylätalo")
    ask(client, "talkoot")
    assert "192.0" not in everything_written()
    marks = list(SearchAsker.objects.values_list("mark", flat=True))
    assert len(set(marks)) == len(marks) == 2


def test_five_in_different_weeks_are_not_enough(client, site):
    ask(client, "kylätalo", askers=4)
    with time_machine.travel(WEDNESDAY + dt.timedelta(days=7), tick=False):
        store.forget_old(WEDNESDAY.date() + dt.timedelta(days=7))
        assert not SearchedWords.objects.exists()
        assert not SearchSalt.objects.exists()
        ask(client, "kylätalo", askers=4, first=4)
        assert clear() == set()
    assert SearchDay.objects.count() == 2


def test_what_is_known_already_is_counted_by_day(client, site):
    ask(client, "kylätalo", askers=5)
    with time_machine.travel(WEDNESDAY + dt.timedelta(days=7), tick=False):
        store.forget_old(WEDNESDAY.date() + dt.timedelta(days=7))
        ask(client, "kylätalo")
    assert list(SearchCount.objects.order_by("day").values_list("times", flat=True)) == [5, 1]


@pytest.mark.parametrize(
    "typed",
    [
        "elli@example.org",
        "elli @ example.org",
        "050 123 4567",
        "+358-50-1234567",
        "131052-308T",
        "soita 0 5 0 1 2 3",
        "kirjoitan tähän koko pitkän asiani kerralla teille",
        "a" * 61,
    ],
)
def test_what_may_be_somebodys_data_is_counted_without_words(client, site, typed):
    ask(client, typed, askers=6)
    assert not SearchedWords.objects.exists()
    assert SearchDay.objects.get().times == 6


def test_words_are_counted_alike_whatever_their_capitals_and_signs():
    assert countable(' "Järjestö-JANE",  2026? ') == "järjestö-jane 2026"
    assert countable("=1+1") == "1 1"
    assert countable("!?") == ""


def test_who_is_logged_in_or_looks_at_more_is_not_counted(client, site):
    factories.StandardPageFactory(title="Kylätalo")
    call_command("update_index", verbosity=0)
    ask(client, "kylätalo", sivu="1", laji="sivut")
    client.force_login(factories.UserFactory())
    ask(client, "kylätalo")
    assert not SearchDay.objects.exists()


def test_what_found_nothing_is_counted_apart(client, site):
    factories.StandardPageFactory(title="Kylätalo")
    call_command("update_index", verbosity=0)
    ask(client, "kylätalo", askers=5)
    ask(client, "avaruusasema", askers=6)
    found = dict(SearchCount.objects.values_list("searched__words", "without_result"))
    assert found == {"kylätalo": 0, "avaruusasema": 6}
    assert SearchDay.objects.get().without_result == 6


def test_a_search_itself_writes_nothing(client, site):
    client.get("/haku/?q=kylätalo")
    assert not SearchDay.objects.exists()


def test_a_flood_of_words_fills_no_memory(monkeypatch):
    monkeypatch.setattr(collector, "MOST_WORDS_KEPT", 3)
    gathered, day = collector.Gathered(), WEDNESDAY.date()
    for number in range(10):
        gathered.add(day, f"sana {number}", f"192.0.{number}.0/24", found_nothing=True)
    assert len(gathered.word_times) == 3
    assert gathered.times[day] == 10


def test_counts_are_forgotten_after_a_year(client, site):
    ask(client, "kylätalo", askers=5)
    store.forget_old(WEDNESDAY.date() + dt.timedelta(days=366))
    assert not SearchedWords.objects.exists()
    assert not SearchDay.objects.exists()


# --- The report -----------------------------------------------------------------------------------


def test_staff_read_what_is_searched_and_go_on_to_a_chosen_result(client, site, staff):
    client.logout()
    ask(client, "kylätalo", askers=5)
    ask(client, "salainen", askers=4)
    client.force_login(staff)
    page = client.get(reverse("searches_report")).content.decode()
    assert "kylätalo" in page
    assert "salainen" not in page
    add = reverse("wagtailsnippets_search_bestbet:add")
    assert f"{add}?words=kyl%C3%A4talo" in page
    assert "kylätalo" in client.get(reverse("searches_report"), {"found": "nothing"}).text
    assert "kylätalo" in client.get(reverse("searches_report"), {"period": "1"}).text
    exported = client.get(reverse("searches_report"), {"export": "csv"}).getvalue().decode()
    assert "kylätalo,5,5,2026-11-25" in exported


def test_the_report_counts_over_its_period_only(client, site, staff):
    client.logout()
    ask(client, "kylätalo", askers=5)
    client.force_login(staff)
    with time_machine.travel(WEDNESDAY + dt.timedelta(days=10), tick=False):
        client.force_login(staff)
        assert "kylätalo" not in client.get(reverse("searches_report"), {"period": "7"}).text
        assert "kylätalo" in client.get(reverse("searches_report")).text


@pytest.mark.parametrize("period", ["", "0", "-1", "x", "99999999999", "\x00"])
def test_an_unknown_period_is_no_error(client, site, staff, period):
    assert client.get(reverse("searches_report"), {"period": period}).status_code == 200


@pytest.mark.parametrize("role", ["editors", "publishers", None])
def test_nobody_else_reads_the_report(client, local_jane, role):
    call_command("set_up_roles", verbosity=0)
    if role:
        user = factories.UserFactory()
        user.groups.add(getattr(roles.groups_of(local_jane), role))
        client.force_login(user)
    for name in ("searches_report", "searches_report_results"):
        assert client.get(reverse(name)).status_code in (302, 403)
