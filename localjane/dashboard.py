"""The admin's home of a local JANE's volunteer (docs/dashboard.md).

It shows one local JANE in one language. Somebody with several chooses by `?jane=<page's number>`;
nothing is remembered, so that opening the page changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.editor_tasks import EditorTask, tasks_of
from cms.languages import own_name
from cms.subsites import canonical_url
from contacts.models import Contact, ContactDirectoryPage, ContactKind
from events.models import CalendarPage
from localjane.letters.screens import choice_url
from localjane.models import LocalJanePage, LocalJaneSpace, Role, RoleGroup
from localjane.people.membership import subsites_of
from localjane.people.people_view import may_manage
from localjane.roles import is_staff_member
from news.models import NewsIndexPage

MOST_TASKS = 5
MOST_DRAFTS = 8


@dataclass(frozen=True)
class Choice:
    """A local JANE to choose, or a language of it."""

    text: str
    lang: str
    url: str
    is_current: bool
    page: LocalJanePage


@dataclass(frozen=True)
class Action:
    """A thing that volunteers do, as a big button."""

    text: str
    note: str
    url: str
    icon: str


@dataclass(frozen=True)
class Draft:
    """A page with words that readers do not see yet."""

    title: str
    url: str
    state: str
    page: Page


class LocalDashboard(Component):
    """The home of somebody who works for `subsites` (at least one) and is not staff."""

    name = "local_jane"
    template_name = "localjane/admin/dashboard.html"
    order = 10

    def __init__(self, request: HttpRequest, subsites: list[LocalJanePage]):
        self.request = request
        self.user = request.user
        self.subsites = subsites

    @cached_property
    def page(self) -> LocalJanePage | None:
        """The front page that is worked on; None where she has yet to choose a local JANE."""
        wanted = self.request.GET.get("jane", "")
        chosen = next((page for page in self.subsites if str(page.pk) == wanted), None)
        if chosen is None and len(self._one_of_each) == 1:
            chosen = self.subsites[0]
        return chosen

    @cached_property
    def _one_of_each(self) -> list[LocalJanePage]:
        found: dict = {}
        for page in self.subsites:
            found.setdefault(page.translation_key, page)
        return list(found.values())

    @property
    def local_janes(self) -> list[Choice]:
        """Her local JANEs, where she has several."""
        if len(self._one_of_each) == 1:
            return []
        current = self.page.translation_key if self.page else None
        return [
            self._choice(page, page.title, page.translation_key == current)
            for page in self._one_of_each
        ]

    @property
    def languages(self) -> list[Choice]:
        """The languages of the chosen local JANE, where it has several."""
        pages = [p for p in self.subsites if p.translation_key == self.page.translation_key]
        if len(pages) == 1:
            return []
        return [self._choice(page, own_name(page.language), page == self.page) for page in pages]

    def _choice(self, page: LocalJanePage, text: str, is_current: bool) -> Choice:
        url = f"{reverse('wagtailadmin_home')}?{urlencode({'jane': page.pk})}"
        return Choice(text=text, lang=page.language, url=url, is_current=is_current, page=page)

    @property
    def people_url(self) -> str:
        """The screen of the local JANE's people, for those who decide on them; else ""."""
        if not may_manage(self.user, self.page):
            return ""
        return reverse("local_jane_people", args=[self.page.pk])

    @property
    def actions(self) -> list[Action]:
        """The five things that volunteers do, each one press from its form."""
        page = self.page
        return [
            self._add(
                NewsIndexPage,
                ("news", "newspage"),
                _("Write news"),
                _("Tell what has happened or what is coming."),
                "doc-full",
            ),
            self._add(
                CalendarPage,
                ("events", "eventpage"),
                _("Add an event"),
                _("What, when and where."),
                "date",
            ),
            Action(
                _("Change the front page"),
                _("Its introduction, picture and content."),
                reverse("wagtailadmin_pages:edit", args=[page.pk]),
                "home",
            ),
            Action(
                _("Upload a document"),
                _("Minutes, forms and other files."),
                self._upload_url(),
                "upload",
            ),
            Action(
                _("See who is who"),
                _("The contacts of your municipality. Propose what should change."),
                reverse("local_jane_contacts", args=[page.pk]),
                "group",
            ),
        ]

    def _add(self, parent_model, model: tuple[str, str], text: str, note: str, icon: str) -> Action:
        parent = parent_model.objects.child_of(self.page).first()
        if parent is None:
            # Somebody has deleted the list: it is made first.
            meta = parent_model._meta
            model, parent = (meta.app_label, meta.model_name), self.page
            note = _("First the list for them is made.")
        return Action(text, note, reverse("wagtailadmin_pages:add", args=[*model, parent.pk]), icon)

    def _upload_url(self) -> str:
        url = reverse("wagtaildocs:add_multiple")
        space = LocalJaneSpace.objects.filter(local_jane=self.page.translation_key).first()
        if space is None or space.collection_id is None:
            return url
        return f"{url}?{urlencode({'collection_id': space.collection_id})}"

    def drafts(self) -> list[Draft]:
        """What readers do not see yet below the chosen page, the latest change first."""
        pages = (
            Page.objects.descendant_of(self.page, inclusive=True)
            .filter(has_unpublished_changes=True)
            .select_related("latest_revision__user")
            .prefetch_workflow_states()
            .order_by("-latest_revision_created_at", "-pk")[:MOST_DRAFTS]
        )
        return [
            Draft(
                page.get_admin_display_title(),
                reverse("wagtailadmin_pages:edit", args=[page.pk]),
                _state_of(page),
                page,
            )
            for page in pages
        ]

    def helpers(self) -> list:
        """The local JANE's other publishers."""
        group = RoleGroup.objects.filter(
            local_jane=self.page.translation_key, role=Role.PUBLISHER
        ).values("group")
        users = get_user_model().objects.filter(groups__in=group, is_active=True)
        return list(users.exclude(pk=self.user.pk).distinct().order_by("last_name", "pk"))

    def officers(self) -> list[Contact]:
        """Who helps every local JANE of the province: development officers in their work."""
        officers = Contact.objects.for_province().of_kinds(ContactKind.DEVELOPMENT_OFFICER)
        return [contact for contact in officers if not contact.is_vacant]

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        context = {"page": self.page, "local_janes": self.local_janes, "user": self.user}
        if self.page is None:
            return context
        tasks: list[EditorTask] = tasks_of(self.user, [self.page.facts])
        return {
            **context,
            "languages": self.languages,
            "actions": self.actions,
            "tasks": tasks[:MOST_TASKS],
            "more_tasks": len(tasks[MOST_TASKS:]),
            "drafts": self.drafts(),
            "helpers": self.helpers(),
            "officers": self.officers(),
            "weekly_mail_url": choice_url(),
            "people_url": self.people_url,
            "site_url": canonical_url(self.page) if self.page.live else "",
        }


def _state_of(page: Page) -> str:
    if page.current_workflow_state:
        return _("Waits for review")
    if page.live:
        return _("Changes that readers do not see yet")
    return _("New, not published yet")


def contacts_url(page: LocalJanePage, request: HttpRequest | None = None) -> str:
    """Where the contacts of a local JANE's municipality are listed; else its own front page."""
    directories = ContactDirectoryPage.objects.visible()
    directory = directories.in_language_of(page).first() or directories.first()
    if directory is None:
        return canonical_url(page)
    query = urlencode({"kunta": page.facts.municipality.slug})
    return f"{canonical_url(directory, request)}?{query}"


def dashboard_of(request: HttpRequest) -> LocalDashboard | None:
    """The dashboard of somebody who works for a local JANE; None for staff and superusers."""
    if is_staff_member(request.user):
        return None
    subsites = subsites_of(request.user)
    return LocalDashboard(request, subsites) if subsites else None
