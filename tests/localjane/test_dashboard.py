"""The admin's home: a volunteer's own, and everybody else's."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.editor_tasks import tasks_of
from contacts.models import ContactKind
from events.models import EventPage, EventState
from localjane import roles
from localjane.models import LocalJaneSpace
from tests import factories

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home")


@pytest.fixture
def groups(local_jane, other_local_jane):
    """The groups of `local_jane`; those of `other_local_jane` and of staff exist too."""
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


def login(client, *groups, **fields):
    user = factories.UserFactory(**fields)
    user.groups.add(*groups)
    client.force_login(user)
    return user


def home(client, page=None) -> str:
    response = client.get(HOME, {"jane": page.pk} if page else {})
    assert response.status_code == 200
    return response.content.decode()


def a_draft(parent, title):
    return factories.StandardPageFactory(parent=parent, title=title, live=False)


@pytest.mark.parametrize("role", ["editors", "publishers"])
def test_a_volunteers_home_names_her_local_jane_and_opens_the_forms(
    client, groups, local_jane, role
):
    news = factories.NewsIndexPageFactory(parent=local_jane)
    calendar = factories.CalendarPageFactory(parent=local_jane)
    login(client, getattr(groups, role))

    html = home(client)

    assert re.search(r"<h1>\s*Joensuun JANE", html)
    space = LocalJaneSpace.objects.get(local_jane=local_jane.translation_key)
    forms = [
        reverse("wagtailadmin_pages:add", args=["news", "newspage", news.pk]),
        reverse("wagtailadmin_pages:add", args=["events", "eventpage", calendar.pk]),
        reverse("wagtailadmin_pages:edit", args=[local_jane.pk]),
        f"{reverse('wagtaildocs:add_multiple')}?collection_id={space.collection_id}",
    ]
    for url in forms:
        assert f'href="{url}"' in html
        assert client.get(url).status_code == 200, url


def test_a_local_jane_without_a_news_list_is_led_to_make_one(client, groups, local_jane):
    login(client, groups.editors)
    url = reverse("wagtailadmin_pages:add", args=["news", "newsindexpage", local_jane.pk])

    assert f'href="{url}"' in home(client)
    assert client.get(url).status_code == 200


def test_she_sees_her_own_drafts_and_no_word_of_another_local_janes(
    client, groups, local_jane, other_local_jane
):
    a_draft(local_jane, "Oma luonnos")
    a_draft(other_local_jane, "Naapurin salaisuus")
    factories.ContactFactory(municipality=other_local_jane.municipality, title={"fi": "Naapuri"})
    login(client, groups.editors)

    assert "Oma luonnos" in home(client)
    refused = client.get(HOME, {"jane": other_local_jane.pk})
    assert refused.status_code == 403
    for html in (home(client), refused.content.decode()):
        assert "Naapurin salaisuus" not in html
        assert "Naapuri" not in html
        assert "Lieksan JANE" not in html


def test_wagtails_counts_and_search_are_not_on_a_volunteers_home(client, groups):
    login(client, groups.editors)

    html = home(client)

    assert "w-summary" not in html
    assert 'name="q"' not in html


def test_somebody_of_two_local_janes_chooses_one(client, groups, local_jane, other_local_jane):
    a_draft(local_jane, "Joensuun luonnos")
    a_draft(other_local_jane, "Lieksan luonnos")
    login(client, groups.editors, roles.groups_of(other_local_jane).publishers)

    choice = home(client)
    assert f'href="{HOME}?jane={local_jane.pk}"' in choice
    assert f'href="{HOME}?jane={other_local_jane.pk}"' in choice
    assert "luonnos" not in choice

    chosen = home(client, other_local_jane)
    assert "Lieksan luonnos" in chosen
    assert "Joensuun luonnos" not in chosen
    assert f'href="{HOME}?jane={local_jane.pk}"' in chosen


def test_each_language_of_a_local_jane_can_be_chosen(client, groups, local_jane):
    swedish = factories.translate(local_jane, "sv", title="Joensuu JANE")
    roles.set_up_local_groups(local_jane)
    login(client, groups.editors)

    assert f'href="{HOME}?jane={swedish.pk}"' in home(client)
    edit = reverse("wagtailadmin_pages:edit", args=[swedish.pk])
    assert f'href="{edit}"' in home(client, swedish)


def test_her_publishers_and_the_provinces_officer_can_help(client, groups, other_local_jane):
    factories.UserFactory(email="auttaja@example.org").groups.add(groups.publishers)
    stranger = factories.UserFactory(email="vieras@example.org")
    stranger.groups.add(roles.groups_of(other_local_jane).publishers)
    officer = factories.ContactFactory(
        kind=ContactKind.DEVELOPMENT_OFFICER, email="kehittaja@example.org"
    )
    factories.AppointmentFactory(contact=officer)
    login(client, groups.editors)

    html = home(client)

    assert "auttaja@example.org" in html
    assert "kehittaja@example.org" in html
    assert "vieras@example.org" not in html


@pytest.mark.parametrize("who", ["staff", "superuser"])
def test_staff_and_superusers_keep_their_overview(client, groups, who):
    if who == "staff":
        login(client, roles.set_up_staff_group(), groups.editors)
    else:
        client.force_login(factories.User.objects.create_superuser("yllapito@example.org"))

    html = home(client)

    assert 'class="day"' not in html
    assert 'name="q"' in html


# --- Tasks ----------------------------------------------------------------------------------------


def something_of_each_kind(local_jane):
    """One thing to do of each kind below a local JANE."""
    tomorrow = timezone.now() + dt.timedelta(days=1)
    calendar = factories.CalendarPageFactory(parent=local_jane)
    event = factories.EventPageFactory(parent=calendar, title="Talkoot", starts_at=tomorrow)
    contact = factories.ContactFactory(municipality=local_jane.municipality)
    space = LocalJaneSpace.objects.get(local_jane=local_jane.translation_key)
    picture = factories.ImageFactory(description="", title="Ranta", collection=space.collection)
    old = factories.StandardPageFactory(
        parent=local_jane, title="Tilat", review_date=dt.date(2020, 1, 1)
    )
    return event, contact, picture, old


def test_each_task_leads_to_the_very_field(groups, local_jane, client):
    event, contact, picture, old = something_of_each_kind(local_jane)
    user = login(client, groups.editors)

    urls = [task.url for task in tasks_of(user, [local_jane])]

    assert urls == [
        reverse("wagtailadmin_pages:edit", args=[event.pk]) + "#id_place",
        reverse("wagtailimages:edit", args=[picture.pk]) + "#id_description",
        reverse("suggest_contact", args=[contact.pk]) + "#id_holder_first_name",
        reverse("wagtailadmin_pages:edit", args=[old.pk]) + "#id_review_date",
    ]
    html = home(client)
    for url in urls:
        assert f'href="{url}"' in html
        address, _hash, field = url.partition("#")
        assert f'id="{field}"' in client.get(address).content.decode()


def test_what_is_in_order_is_no_task(groups, local_jane, other_local_jane):
    something_of_each_kind(other_local_jane)
    now = timezone.now()
    calendar = factories.CalendarPageFactory(parent=local_jane)
    tomorrow = now + dt.timedelta(days=1)
    factories.EventPageFactory(parent=calendar, starts_at=now - dt.timedelta(days=2))
    factories.EventPageFactory(parent=calendar, starts_at=tomorrow, place="Talo")
    factories.EventPageFactory(parent=calendar, starts_at=tomorrow, attendance_mode="online")
    cancelled = factories.EventPageFactory(parent=calendar, starts_at=tomorrow)
    EventState.objects.create(event_key=cancelled.translation_key, status="cancelled")
    contact = factories.ContactFactory(municipality=local_jane.municipality)
    factories.AppointmentFactory(contact=contact)
    factories.ImageFactory(description="")

    assert tasks_of(factories.UserFactory(), [local_jane]) == []


def test_at_most_five_tasks_are_shown(client, groups, local_jane):
    for _number in range(7):
        factories.ContactFactory(municipality=local_jane.municipality)
    login(client, groups.editors)

    assert home(client).count("#id_holder_first_name") == 5


def test_tasks_take_one_query_a_kind_however_many_subsites(groups, local_jane, other_local_jane):
    user = factories.UserFactory()
    for subsite in (local_jane, other_local_jane):
        something_of_each_kind(subsite)
    tasks_of(user, [local_jane])

    counts = []
    for subsites in ([local_jane], [local_jane, other_local_jane]):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            tasks = tasks_of(user, subsites)
        assert len(tasks) == 4 * len(subsites)
        counts.append(len(queries))
    assert counts == [4, 4]


def test_a_new_event_is_in_her_municipality(client, groups, local_jane):
    calendar = factories.CalendarPageFactory(parent=local_jane)
    login(client, groups.editors)

    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", calendar.pk])
    page = client.get(url).context["form"].instance

    assert isinstance(page, EventPage)
    assert (page.municipality, page.organiser) == (
        local_jane.municipality,
        local_jane.organisation,
    )


def test_only_her_own_local_jane_leads_to_its_contacts(
    client, groups, local_jane, other_local_jane
):
    directory = factories.ContactDirectoryPageFactory()
    login(client, groups.editors)

    own = reverse("local_jane_contacts", args=[local_jane.pk])
    other = reverse("local_jane_contacts", args=[other_local_jane.pk])

    assert f'href="{own}"' in home(client)
    as_readers_do = f"{directory.url}?kunta={local_jane.municipality.slug}"
    assert as_readers_do in client.get(own).content.decode()
    assert client.get(other).status_code == 403


def test_the_review_is_sent_in_plain_words(client, groups, local_jane):
    login(client, groups.editors)

    url = reverse("wagtailadmin_pages:add", args=["cms", "standardpage", local_jane.pk])

    assert "Joensuun JANE: tarkistus" not in client.get(url).content.decode()
