"""The screens that the guide names (docs/guide.md), opened over the demonstration.

A screen's name is what the guide's chapters give as `at=`; its role is whose eyes see it. A new one
is a line in SCREENS.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import User
from cms import sharing
from cms.models import OutgoingMail
from events.models import CalendarPage, EventPage
from home.models import HomePage
from localjane.models import LocalJanePage, Role
from localjane.people import invitations
from news.models import NewsIndexPage, NewsPage
from programme.models import ProgrammePage
from search.models import SearchedWords
from tests.walks.guide_words import words_of
from tests.walks.walking import PEOPLE

LONG_AGO = dt.timedelta(days=400)


@dataclass(frozen=True)
class Screen:
    """Whose screen it is ("" for somebody not logged in), and how it is opened."""

    role: str
    open: Callable[[Client], HttpResponse]


def words_at(client: Client, name: str) -> set[str]:
    """Every label, heading and sentence of a screen; raises KeyError for one that is not listed."""
    screen = SCREENS[name]
    client.logout()
    if screen.role:
        client.force_login(User.objects.get(email=PEOPLE[screen.role]))
    response = screen.open(client)
    assert response.status_code == 200, f"{name}: {response.status_code}"
    return words_of(response.content.decode())


# --- Which rows -----------------------------------------------------------------------------------


def _joensuu() -> LocalJanePage:
    return LocalJanePage.objects.get(slug="joensuu", locale__language_code="fi")


def _below(model: type[Page]) -> Page:
    """The first of a kind of page on Joensuu's site that readers see."""
    return model.objects.descendant_of(_joensuu()).live().order_by("path").first()


def _provinces_news() -> NewsPage:
    home = HomePage.objects.get(locale__language_code="fi")
    index = NewsIndexPage.objects.child_of(home).first()
    return NewsPage.objects.child_of(index).live().first()


def _news() -> NewsPage:
    """The first one on Joensuu's site that nobody has offered to the province yet."""
    pages = NewsPage.objects.descendant_of(_joensuu()).live().order_by("path")
    return next(page for page in pages if sharing.offer_of(page) is None)


def _offered() -> NewsPage:
    page = _news()
    sharing.offer(page, User.objects.get(email=PEOPLE["publisher"]))
    return page


def _programme() -> ProgrammePage:
    """The one in follow-up."""
    return ProgrammePage.objects.in_force("fi")


# --- How each is opened ---------------------------------------------------------------------------


def _at(name: str, *args: Callable[[], Page] | str) -> Callable[[Client], HttpResponse]:
    """Opens an address by its name; what is callable gives a row."""

    def open_screen(client: Client) -> HttpResponse:
        values = [value().pk if callable(value) else value for value in args]
        return client.get(reverse(name, args=values))

    return open_screen


def _new(model: type[Page], parent: type[Page]) -> Callable[[Client], HttpResponse]:
    meta = model._meta
    return _at("wagtailadmin_pages:add", meta.app_label, meta.model_name, lambda: _below(parent))


def _publish(client: Client, url: str) -> HttpResponse:
    data = {"title": "Talkoot", "slug": "talkoot-oppaasta", "introduction": ""}
    form = {
        **nested_form_data({**data, "body": streamfield([]), "comments": {}}),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "action-publish": "1",
    }
    return client.post(url, form, follow=True)


def _just_published(client: Client) -> HttpResponse:
    add = reverse("wagtailadmin_pages:add", args=["cms", "standardpage", _joensuu().pk])
    return _publish(client, add)


def _undo(client: Client) -> HttpResponse:
    published = _just_published(client).content.decode()
    return client.get(re.search(r'href="([^"]*julkaisun-peruminen[^"]*)"', published)[1])


def _published_twice(client: Client) -> Page:
    _just_published(client)
    page = Page.objects.get(slug="talkoot-oppaasta")
    _publish(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return page


def _history(client: Client) -> HttpResponse:
    page = _published_twice(client)
    return client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))


def _old_version(client: Client) -> HttpResponse:
    page = _published_twice(client)
    first = page.revisions.order_by("created_at").first()
    return client.get(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk]))


def _people(client: Client) -> HttpResponse:
    publisher = User.objects.get(email=PEOPLE["publisher"])
    invitations.invite(_joensuu(), "uusi@example.org", [Role.EDITOR], publisher)
    return client.get(reverse("local_jane_people", args=[_joensuu().pk]))


def _suggest(client: Client) -> HttpResponse:
    """The form for the first contact whose change can be proposed."""
    screen = client.get(reverse("local_jane_contacts", args=[_joensuu().pk])).content.decode()
    return client.get(re.search(r'href="([^"]*/ehdota/)[^"]*"', screen)[1])


def _full_inbox(client: Client) -> HttpResponse:
    """With one thing of each kind that the guide speaks of."""
    page, before = _offered(), timezone.now() - LONG_AGO
    publisher = User.objects.get(email=PEOPLE["publisher"])
    invitation = invitations.invite(_joensuu(), "uusi@example.org", [Role.EDITOR], publisher)
    type(invitation).objects.filter(pk=invitation.pk).update(expires=before)
    page.get_workflow().start(page, publisher)
    TaskState.objects.update(started_at=before)
    quiet = LocalJanePage.objects.get(slug="kitee", locale__language_code="fi")
    for root in quiet.get_translations(inclusive=True):
        Page.objects.filter(path__startswith=root.path).update(last_published_at=before)
    failed = OutgoingMail.State.FAILED
    OutgoingMail.objects.create(kind="x", to="uusi@example.org", subject="Kutsu", state=failed)
    return client.get(reverse("staff_inbox"))


def _searches(client: Client) -> HttpResponse:
    """With words that found nothing."""
    words = SearchedWords.objects.create(words="kylätalo")
    words.counts.create(day=timezone.localdate(), times=5, without_result=5)
    return client.get(reverse("searches_report"))


SCREENS = {
    "login": Screen("", _at("account_login")),
    "home": Screen("publisher", _at("wagtailadmin_home")),
    "account": Screen("publisher", _at("wagtailadmin_account")),
    "security": Screen("publisher", _at("mfa_index")),
    "contacts": Screen("publisher", _at("local_jane_contacts", _joensuu)),
    "suggest": Screen("publisher", _suggest),
    "new-news": Screen("publisher", _new(NewsPage, NewsIndexPage)),
    "new-news-editor": Screen("editor", _new(NewsPage, NewsIndexPage)),
    "news": Screen("publisher", _at("wagtailadmin_pages:edit", _news)),
    "new-event": Screen("publisher", _new(EventPage, CalendarPage)),
    "event": Screen("publisher", _at("wagtailadmin_pages:edit", lambda: _below(EventPage))),
    "cancel-event": Screen("publisher", _at("event_state", lambda: _below(EventPage))),
    "calendar": Screen("publisher", _at("wagtailadmin_explore", lambda: _below(CalendarPage))),
    "copy-event": Screen("publisher", _at("copy_previous_event", lambda: _below(CalendarPage))),
    "front-page": Screen("publisher", _at("wagtailadmin_pages:edit", _joensuu)),
    "images": Screen("publisher", _at("wagtailimages:index")),
    "new-image": Screen("publisher", _at("wagtailimages:add")),
    "new-document": Screen("publisher", _at("wagtaildocs:add_multiple")),
    "offer": Screen("publisher", _at("offer", _news)),
    "offered": Screen("publisher", _at("offer", _offered)),
    "offered-news": Screen("publisher", _at("wagtailadmin_pages:edit", _offered)),
    "people": Screen("publisher", _people),
    "published": Screen("publisher", _just_published),
    "undo": Screen("publisher", _undo),
    "history": Screen("publisher", _history),
    "old-version": Screen("publisher", _old_version),
    "staff-home": Screen("staff", _at("wagtailadmin_home")),
    "inbox": Screen("staff", _full_inbox),
    "outline": Screen("staff", _at("programme_outline", _programme)),
    "sheet": Screen("staff", _at("programme_sheet", _programme)),
    "programme-state": Screen("staff", _at("programme_state", _programme)),
    "editions": Screen("staff", _at("programme_editions", _programme)),
    "founding-guide": Screen("staff", _at("found_local_jane_guide")),
    "founding": Screen("staff", _at("found_local_jane")),
    "staff-front-page": Screen("staff", _at("wagtailadmin_pages:edit", _joensuu)),
    "host": Screen("staff", _at("local_jane_host", _joensuu)),
    "rename": Screen("staff", _at("local_jane_name", _joensuu)),
    "merge": Screen("staff", _at("merge_municipalities")),
    "archiving": Screen("staff", _at("local_jane_state", _joensuu)),
    "offer-decision": Screen("staff", _at("offer_decision", _offered)),
    "staff-offered-news": Screen("staff", _at("wagtailadmin_pages:edit", _offered)),
    "searches": Screen("staff", _searches),
    "staff-news": Screen("staff", _at("wagtailadmin_pages:edit", _provinces_news)),
    "reach": Screen("staff", _at("reach", _provinces_news)),
}
