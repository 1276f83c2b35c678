"""A page lives in one place and is listed elsewhere: offers, decisions, chosen subsites."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from cms import generations, sharing
from cms.editor_tasks import inbox_of
from cms.models import Listing, OutgoingMail
from events.listings import events_for
from localjane import roles
from localjane.models import LocalJaneState
from news.listings import news_for
from tests.events.test_calendars import noon
from tests.factories import (
    CalendarPageFactory,
    EventPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    UserFactory,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups(local_jane, other_local_jane):
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


@pytest.fixture
def local_news(local_jane):
    return NewsPageFactory(title="Joensuun talkoot", parent=NewsIndexPageFactory(parent=local_jane))


@pytest.fixture
def local_event(local_jane, today):
    calendar = CalendarPageFactory(parent=local_jane)
    return EventPageFactory(title="Joensuun ilta", parent=calendar, starts_at=noon(today, 3))


@pytest.fixture
def writer(db):
    return UserFactory(email="kirjoittaja@example.org")


@pytest.fixture
def staff(db):
    user = UserFactory(email="henkilosto@example.org")
    user.groups.add(roles.set_up_staff_group())
    return user


def login(client, *groups):
    user = UserFactory()
    user.groups.add(*groups)
    client.force_login(user)
    return user


def titles(pages):
    return [page.title for page in pages]


def event_titles(rows):
    return [row.shown_page.title for row in rows]


def accepted(page, writer, staff, note=""):
    listing = sharing.offer(page, writer)
    sharing.accept(listing, staff, note)
    return listing


# --- What readers see -----------------------------------------------------------------------------


def test_one_edit_of_accepted_news_changes_every_listing(
    client, home, local_jane, local_news, writer, staff
):
    index = NewsIndexPageFactory()
    accepted(local_news, writer, staff)
    lists = (home, index, local_jane, local_news.get_parent())
    check_that_one_edit_changes(client, local_news, lists)
    assert "Joensuu</span>" in client.get(index.url).content.decode()


def test_one_edit_of_an_accepted_event_changes_every_listing(
    client, home, local_jane, local_event, writer, staff
):
    accepted(local_event, writer, staff)
    lists = (home, CalendarPageFactory(), local_jane, local_event.get_parent())
    check_that_one_edit_changes(client, local_event, lists)


def test_one_edit_of_provincial_news_changes_every_listing(
    client, home, local_jane, other_local_jane, local_news, staff
):
    news = NewsPageFactory(title="Kyytiapua kylille")
    sharing.list_on(news, staff, everywhere=True)
    lists = (home, news.get_parent(), local_jane, other_local_jane, local_news.get_parent())
    check_that_one_edit_changes(client, news, lists)


def check_that_one_edit_changes(client, page, lists):
    """The page is listed at its own address, by its former title first, then by its new one."""
    for title in (page.title, "Syysretki suolle"):
        if title != page.title:
            page.title = title
            page.save_revision().publish()
        for each in lists:
            text = client.get(each.url).content.decode()
            assert title in text, each
            assert f'href="{page.url}"' in text, each


def test_an_event_is_in_the_provinces_calendar_anyway_and_on_its_front_page_when_accepted(
    client, home, local_jane, local_event, writer, staff
):
    calendar = CalendarPageFactory()

    def shown():
        return ["Joensuun ilta" in client.get(p.url).content.decode() for p in (home, calendar)]

    listing = sharing.offer(local_event, writer)
    assert shown() == [False, True]
    sharing.accept(listing, staff)
    assert shown() == [True, True]
    row = client.get(home.url).context["parts"].next_event
    assert row.shown_page.origin == "Joensuu"
    sharing.decline(listing, staff)
    assert shown() == [False, True]


def test_one_edit_of_a_provincial_event_changes_every_calendar(
    client, home, local_jane, other_local_jane, staff, today
):
    event = EventPageFactory(title="Kevätpäivä", starts_at=noon(today, 2))
    calendars = [CalendarPageFactory(parent=jane) for jane in (local_jane, other_local_jane)]
    lists = [home, event.get_parent(), local_jane, other_local_jane, *calendars]
    for page in lists[2:]:
        assert "Kevätpäivä" not in client.get(page.url).content.decode(), page
    sharing.list_on(event, staff, everywhere=True)
    for page in lists:
        assert "Kevätpäivä" in client.get(page.url).content.decode(), page

    event.title = "Syyspäivä"
    event.save_revision().publish()

    for page in lists:
        text = client.get(page.url).content.decode()
        assert "Syyspäivä" in text, page
        assert f'href="{event.url}"' in text, page


def test_news_is_on_the_provinces_lists_only_while_it_is_accepted(local_news, writer, staff, today):
    def province():
        return titles(news_for(None, None, today, "fi", 9))

    listing = sharing.offer(local_news, writer)
    assert province() == []
    sharing.accept(listing, staff)
    assert province() == ["Joensuun talkoot"]
    sharing.decline(listing, staff)
    assert province() == []
    sharing.accept(listing, staff)
    sharing.withdraw(local_news)
    assert province() == []


def test_only_live_public_pages_are_listed(local_news, writer, staff, today):
    accepted(local_news, writer, staff)
    restriction = PageViewRestriction.objects.create(page=local_news, restriction_type="login")
    assert news_for(None, None, today, "fi", 9) == []
    with pytest.raises(sharing.NotShareableError):
        sharing.offer(local_news, writer)
    restriction.delete()
    local_news.unpublish()
    assert news_for(None, None, today, "fi", 9) == []


def test_an_archived_site_is_not_announced(
    local_jane, local_news, local_event, writer, staff, today
):
    accepted(local_news, writer, staff)
    accepted(local_event, writer, staff)
    assert event_titles(events_for(None, None, today, "fi", 9)) == ["Joensuun ilta"]

    LocalJaneState.objects.create(local_jane_key=local_jane.translation_key, archived_on=today)

    assert news_for(None, None, today, "fi", 9) == []
    assert events_for(None, None, today, "fi", 9) == []
    with pytest.raises(sharing.NotShareableError):
        sharing.offer(local_news, writer)


def test_the_provinces_pages_reach_chosen_subsites_or_all(
    local_jane, other_local_jane, staff, today
):
    news = NewsPageFactory(title="Maakunnan uutinen")
    event = EventPageFactory(title="Maakunnan ilta", starts_at=noon(today, 2))

    def seen_on(site):
        return titles(news_for(site, site.municipality, today, "fi", 9)) + event_titles(
            events_for(site, site.municipality, today, "fi", 9)
        )

    everything = ["Maakunnan uutinen", "Maakunnan ilta"]
    for page in (news, event):
        sharing.list_on(page, staff, [local_jane.translation_key])
    assert (seen_on(local_jane), seen_on(other_local_jane)) == (everything, [])
    for page in (news, event):
        sharing.list_on(page, staff, everywhere=True)
    assert (seen_on(local_jane), seen_on(other_local_jane)) == (everything, everything)
    for page in (news, event):
        sharing.list_on(page, staff, [other_local_jane.translation_key])
    assert (seen_on(local_jane), seen_on(other_local_jane)) == ([], everything)
    for page in (news, event):
        sharing.list_on(page, staff)
    assert (seen_on(local_jane), seen_on(other_local_jane)) == ([], [])
    assert not Listing.objects.exists()


def test_shared_news_stands_on_a_subsites_news_list_in_its_language(
    client, local_jane, local_news, staff
):
    news = NewsPageFactory(title="Maakunnan uutinen")
    translate(news, "sv", title="Landskapets nyhet", slug="nyhet")
    sharing.list_on(news, staff, everywhere=True)
    swedish = translate(local_news.get_parent().specific, "sv", slug="nyheter")

    def listed(page):
        return titles(client.get(page.url).context["listing"].items)

    assert listed(local_news.get_parent()) == ["Maakunnan uutinen", "Joensuun talkoot"]
    assert listed(swedish) == ["Landskapets nyhet"]


def test_a_change_of_a_listing_makes_cached_pages_old(local_news, writer, staff):
    before = generations.stamp()
    listing = sharing.offer(local_news, writer)
    sharing.accept(listing, staff)
    assert generations.stamp() != before


def test_the_queries_do_not_grow_with_the_listings(local_news, local_event, writer, staff, today):
    def share(count):
        for _n in range(count):
            accepted(NewsPageFactory(parent=local_news.get_parent()), writer, staff)
            event = EventPageFactory(parent=local_event.get_parent(), starts_at=noon(today, 3))
            accepted(event, writer, staff)
            sharing.offer(NewsPageFactory(parent=local_news.get_parent()), writer)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            news = news_for(None, None, today, "fi", 50)
            events_for(None, None, today, "fi", 50)
            tasks = [task for _heading, tasks in inbox_of(staff) for task in tasks]
            waiting = [task for task in tasks if task.kind == "offers"]
        return len(captured), len(news), len(waiting)

    share(2)
    # The first look after a change fills what the process remembers.
    queries()
    assert queries()[1:] == (2, 2)
    few = queries()[0]
    share(18)
    queries()
    assert queries() == (few, 20, 20)


def test_listings_go_with_their_page(local_news, writer, staff):
    accepted(local_news, writer, staff)
    local_news.delete()
    assert not Listing.objects.exists()


# --- The screens ----------------------------------------------------------------------------------


def test_a_publisher_offers_staff_accept_and_the_writer_is_told(
    client, groups, local_jane, local_news, staff
):
    publisher = login(client, groups.publishers)
    url = reverse("offer", args=[local_news.pk])
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[local_news.pk]))
    assert url in edit.content.decode()
    assert client.get(url).status_code == 200
    client.post(url, {"offer": "1"})
    assert sharing.offer_of(local_news).offered_by == publisher

    client.force_login(staff)
    tasks = [task for _heading, tasks in inbox_of(staff) for task in tasks if task.kind == "offers"]
    assert [(task.text, task.note) for task in tasks] == [("Joensuun talkoot", "Joensuun JANE")]
    assert client.get(tasks[0].url).status_code == 200
    client.post(tasks[0].url, {"accept": "1", "note": "Hieno juttu & kiitos!"})

    assert sharing.offer_of(local_news).state == Listing.State.ACCEPTED
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.kind) == (publisher.email, "offer")
    assert "Hieno juttu & kiitos!" in mail.text
    assert "Joensuun talkoot" in mail.subject
    assert [t for _h, tasks in inbox_of(staff) for t in tasks if t.kind == "offers"] == []

    client.post(tasks[0].url, {"accept": "1"})
    assert OutgoingMail.objects.count() == 1


def test_a_publisher_takes_an_offer_back_and_offers_a_declined_page_again(
    client, groups, local_news, staff, writer
):
    login(client, groups.publishers)
    url = reverse("offer", args=[local_news.pk])
    sharing.decline(sharing.offer(local_news, writer), staff, "Ei nyt")
    assert "Ei nyt" in client.get(url).content.decode()
    client.post(url, {"offer": "1"})
    assert sharing.offer_of(local_news).state == Listing.State.OFFERED
    client.post(url, {"withdraw": "1"})
    assert sharing.offer_of(local_news) is None


def test_who_may_not_share_is_refused(client, groups, other_local_jane, local_news, writer):
    provincial = NewsPageFactory(title="Maakunnan")
    sharing.offer(local_news, writer)
    decision = reverse("offer_decision", args=[local_news.pk])
    offer = reverse("offer", args=[local_news.pk])
    reach = reverse("reach", args=[provincial.pk])
    refused = {
        groups.editors: [offer, decision, reach],
        groups.publishers: [decision, reach, reverse("offer", args=[provincial.pk])],
        roles.groups_of(other_local_jane).publishers: [offer, decision, reach],
    }

    def check(urls):
        for url in urls:
            for response in (client.get(url), client.post(url, {"accept": 1, "everywhere": "on"})):
                assert response.status_code in (302, 403), url
        rows = Listing.objects.values_list("state", "everywhere")
        assert list(rows) == [(Listing.State.OFFERED, False)]

    check([offer, decision, reach])
    for group, urls in refused.items():
        login(client, group)
        check(urls)


def test_staff_choose_where_a_provincial_page_is_shown(client, groups, local_jane, staff):
    news = NewsPageFactory(title="Maakunnan")
    client.force_login(staff)
    url = reverse("reach", args=[news.pk])
    assert url in client.get(reverse("wagtailadmin_pages:edit", args=[news.pk])).content.decode()
    client.post(url, {"subsites": [str(local_jane.translation_key)]})
    assert sharing.reach_of(news) == (False, {local_jane.translation_key})
    assert "checked" in client.get(url).content.decode()
    client.post(url, {"everywhere": "on"})
    assert sharing.reach_of(news) == (True, frozenset())
