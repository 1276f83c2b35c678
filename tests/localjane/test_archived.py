"""An archived local JANE: every page says so, none elsewhere does; staff alone archive."""

import datetime as dt

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from localjane import roles
from localjane.models import LocalJanePage, LocalJaneState
from tests import factories

ADDRESS = "/paikallis-janet/joensuu/"
DAY = dt.date(2026, 3, 2)


def archive(page, **fields) -> LocalJaneState:
    fields = {"archived_on": DAY, **fields}
    state, _made = LocalJaneState.objects.update_or_create(
        local_jane_key=page.translation_key, defaults=fields
    )
    return state


def notice(client, address: str, **headers):
    response = client.get(address, **headers)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser").select_one("main > .notice-archived")


# --- What readers see ---


@pytest.fixture
def own_pages(local_jane):
    """One page of each kind that a subsite has."""
    news = factories.NewsIndexPageFactory(parent=local_jane)
    calendar = factories.CalendarPageFactory(parent=local_jane)
    about = factories.StandardPageFactory(parent=local_jane)
    return [
        local_jane,
        news,
        factories.NewsPageFactory(parent=news),
        calendar,
        factories.EventPageFactory(parent=calendar),
        factories.BodyPageFactory(parent=local_jane),
        factories.DocumentsPageFactory(parent=local_jane),
        about,
        factories.StandardPageFactory(parent=about),
        factories.translate(local_jane, "sv", title="Lokala JANE i Joensuu"),
    ]


def test_every_page_of_the_site_says_so_first_and_stays_found(client, own_pages):
    archive(
        own_pages[0], note={"fi": "Toiminta jatkuu Liperissä.", "sv": "Verksamheten fortsätter."}
    )
    for page in own_pages:
        found = notice(client, page.url)
        assert found is not None, page
        assert not found.find_previous_siblings(), page
        assert "2.3.2026" in found.text
        assert b"noindex" not in client.get(page.url).content
    assert "Verksamheten" in found.text


def test_no_page_elsewhere_says_so(client, own_pages, other_local_jane, home):
    archive(own_pages[0])
    elsewhere = factories.StandardPageFactory(parent=other_local_jane)
    for page in (home, other_local_jane, elsewhere, other_local_jane.get_parent()):
        assert notice(client, page.url) is None, page
    assert notice(client, "/haku/") is None


def test_at_its_own_host_what_is_no_page_says_so_too(client, local_jane):
    factories.SiteFactory(hostname="joensuu.example.org", root_page=local_jane)
    archive(local_jane)
    headers = {"headers": {"host": "joensuu.example.org"}}
    for address in ("/", "/haku/"):
        assert notice(client, address, **headers) is not None


def test_it_says_so_at_once_and_no_longer_when_in_use_again(client, local_jane, settings):
    settings.PAGE_CACHE_SECONDS = 3600
    assert notice(client, ADDRESS) is None
    archive(local_jane)
    assert notice(client, ADDRESS) is not None
    archive(local_jane, archived_on=None)
    assert notice(client, ADDRESS) is None


def test_a_day_to_come_is_waited_for(client, local_jane, settings):
    settings.PAGE_CACHE_SECONDS = 3600
    archive(local_jane)
    with time_machine.travel(dt.datetime(2026, 3, 1, 21, 59, tzinfo=dt.UTC), tick=False):
        assert notice(client, ADDRESS) is None
    with time_machine.travel(dt.datetime(2026, 3, 1, 22, 1, tzinfo=dt.UTC), tick=False):
        assert notice(client, ADDRESS) is not None


def test_it_announces_no_events(client, local_jane):
    calendar = factories.CalendarPageFactory(parent=local_jane)
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(days=3)
    for title in ("Ensimmäinen ilta", "Toinen ilta"):
        factories.EventPageFactory(parent=calendar, title=title, starts_at=soon)
    before = client.get(ADDRESS).content.decode()
    assert "Ensimmäinen ilta" in before
    assert "Toinen ilta" in before
    archive(local_jane)
    html = client.get(ADDRESS).content.decode()
    assert "Ensimmäinen ilta" not in html
    assert "Toinen ilta" not in html
    with translation.override("fi"):
        assert translation.gettext("Next events") not in html


def test_its_tile_says_so(client, local_jane, other_local_jane):
    def notes() -> dict[str, bool]:
        html = BeautifulSoup(client.get("/paikallis-janet/").content, "html.parser")
        return {
            tile.select_one(".tile-name").text: tile.select_one(".tile-note") is not None
            for tile in html.select(".tile")
        }

    assert notes() == {"Joensuu": False, "Lieksa": False}
    archive(local_jane)
    assert notes() == {"Joensuu": True, "Lieksa": False}


def test_it_takes_no_query_a_page_or_an_archived_site(client, local_jane, other_local_jane):
    index = local_jane.get_parent()

    def count() -> int:
        client.get(index.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(index.url, headers={"cookie": "sessionid=none"})
        return len(queries)

    before = count()
    archive(local_jane)
    archive(other_local_jane)
    assert count() == before


# --- The way onward ---


def onward(client, address: str = ADDRESS):
    return notice(client, address).select_one("a")


def test_it_leads_to_a_page_in_the_readers_language(client, local_jane, other_local_jane):
    swedish = factories.translate(local_jane, "sv", title="Joensuu på svenska")
    archive(local_jane, onward_page=other_local_jane)
    assert onward(client)["href"] == other_local_jane.url
    assert onward(client).text.strip() == other_local_jane.title
    # Not yet in Swedish: the Finnish one, with its language.
    assert onward(client, swedish.url)["lang"] == "fi"
    theirs = factories.translate(other_local_jane, "sv", title="Lieksa på svenska")
    link = onward(client, swedish.url)
    assert (link["href"], link.text.strip()) == (theirs.url, theirs.title)
    assert not link.has_attr("lang")


def test_it_leads_elsewhere_with_its_own_words(client, local_jane):
    archive(local_jane, onward_url="https://example.org/", onward_text={"fi": "Uusi verkosto"})
    link = onward(client)
    assert (link["href"], link.text.strip()) == ("https://example.org/", "Uusi verkosto")
    swedish = factories.translate(local_jane, "sv", title="Joensuu")
    assert onward(client, swedish.url)["lang"] == "fi"


def test_it_leads_to_nothing_that_cannot_be_read(client, local_jane, other_local_jane):
    archive(local_jane, onward_page=other_local_jane)
    restriction = PageViewRestriction.objects.create(
        page=other_local_jane, restriction_type="login"
    )
    assert onward(client) is None
    restriction.delete()
    assert onward(client) is not None
    other_local_jane.unpublish()
    assert onward(client) is None
    other_local_jane.delete()
    assert onward(client) is None


def test_a_note_in_finnish_only_says_its_language(client, local_jane):
    swedish = factories.translate(local_jane, "sv", title="Joensuu")
    archive(local_jane, note={"fi": "Toiminta loppui."})
    assert notice(client, swedish.url).find("p", lang="fi").text == "Toiminta loppui."
    assert notice(client, ADDRESS).find("p", lang="fi") is None


def test_a_page_and_an_address_at_once_or_an_address_without_words_are_refused(local_jane):
    for fields, fault in (
        ({"onward_page": local_jane, "onward_url": "https://example.org/"}, "onward_url"),
        ({"onward_url": "https://example.org/"}, "onward_text"),
    ):
        with pytest.raises(ValidationError) as refused:
            LocalJaneState(local_jane_key=local_jane.translation_key, **fields).full_clean()
        assert fault in refused.value.message_dict


# --- State is not wording ---


def test_publishing_an_old_draft_changes_no_state(local_jane):
    old = local_jane.save_revision()
    archive(local_jane)
    old.publish()
    assert LocalJanePage.objects.get(pk=local_jane.pk).archived


def test_a_state_goes_with_the_last_translation_of_its_page(local_jane, other_local_jane):
    swedish = factories.translate(local_jane, "sv", title="Joensuu")
    archive(local_jane)
    archive(other_local_jane)
    local_jane.delete()
    assert LocalJaneState.objects.count() == 2
    LocalJanePage.objects.get(pk=swedish.pk).delete()
    assert LocalJaneState.objects.get().local_jane_key == other_local_jane.translation_key


# --- Who archives ---


@pytest.fixture
def groups(local_jane, other_local_jane):
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


def login(client, *groups, **fields):
    user = factories.UserFactory(**fields)
    user.groups.add(*groups)
    client.force_login(user)


def screen(page) -> str:
    return reverse("local_jane_state", args=[page.pk])


def test_staff_archive_a_site_and_take_it_into_use_again(client, groups, local_jane):
    login(client, roles.set_up_staff_group())
    swedish = factories.translate(local_jane, "sv", title="Joensuu")
    explore = client.get(reverse("wagtailadmin_explore", args=[local_jane.pk]))
    assert screen(local_jane) in explore.content.decode()
    assert client.get(screen(local_jane)).status_code == 200
    assert not LocalJaneState.objects.exists(), "looking writes nothing"

    saved = client.post(
        screen(swedish),
        {"archived_on": "2.3.2026", "note_fi": "Yhdistyi Lieksaan.", "onward_page": ""},
    )
    assert saved.status_code == 302
    state = LocalJaneState.objects.get()
    assert (state.archived_on, str(state.note)) == (DAY, "Yhdistyi Lieksaan.")
    assert state.local_jane_key == local_jane.translation_key

    client.post(screen(local_jane), {"archived_on": ""})
    assert LocalJaneState.objects.get().archived_on is None


def test_a_fault_in_the_form_is_said_and_nothing_changes(client, groups, local_jane):
    login(client, roles.set_up_staff_group())
    response = client.post(screen(local_jane), {"archived_on": "eilen", "onward_url": "ei"})
    assert response.status_code == 200
    assert {"archived_on", "onward_url"} <= set(response.context["form"].errors)
    assert not LocalJaneState.objects.exclude(archived_on=None).exists()


@pytest.mark.parametrize("role", ["editors", "publishers", "nobody"])
def test_nobody_else_archives(client, groups, local_jane, role):
    login(client, *([] if role == "nobody" else [getattr(groups, role)]))
    refused = 302 if role == "nobody" else 403
    page = client.get(reverse("wagtailadmin_explore", args=[local_jane.pk]))
    assert screen(local_jane) not in page.content.decode()
    assert client.get(screen(local_jane)).status_code == refused
    assert client.post(screen(local_jane), {"archived_on": "2.3.2026"}).status_code == refused
    assert not LocalJaneState.objects.exists()


def test_the_anonymous_are_sent_to_log_in(client, local_jane):
    assert client.post(screen(local_jane), {"archived_on": "2.3.2026"}).status_code == 302
    assert not LocalJaneState.objects.exists()


def test_there_is_no_such_screen_for_other_pages(client, groups, home):
    assert Group.objects.exists()
    login(client, is_superuser=True)
    assert client.get(screen(home)).status_code == 404
    explore = client.get(reverse("wagtailadmin_explore", args=[home.pk])).content.decode()
    assert screen(home) not in explore
