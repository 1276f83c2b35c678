"""The editor's screen of an event's state: cancelling it, and taking that back.

It writes an ordinary row, never a page: see cms/states.py.
"""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import EditView
from wagtail.log_actions import log

from events.forms import EventStateForm
from events.models import EventPage, EventState


def may_cancel(user, page: EventPage) -> bool:
    """Whether a user may say that an event does not take place: whoever may publish its page.

    It is the Finnish page that counts, since the state holds for all languages.
    """
    return page.facts.permissions_for_user(user).can_publish()


class EventStateView(EditView):
    """Whether an event takes place; `pk` is that of its page, in any language."""

    model = EventState
    form_class = EventStateForm
    template_name = "events/admin/state.html"
    page_title = _("Cancel the event")
    header_icon = "warning"

    @cached_property
    def page(self) -> EventPage:
        """The event's page."""
        return get_object_or_404(EventPage, pk=self.kwargs["pk"])

    def user_has_permission(self, permission: str) -> bool:
        return may_cancel(self.request.user, self.page)

    def user_has_permission_for_instance(self, permission: str, instance: EventState) -> bool:
        return may_cancel(self.request.user, self.page)

    def get_object(self, queryset=None) -> EventState:
        states = EventState.objects
        is_writing = self.request.method == "POST"
        return states.made_for(self.page) if is_writing else states.of(self.page)

    def save_instance(self) -> EventState:
        state = super().save_instance()
        if "status" in self.form.changed_data:
            # In the page's history, where its other editors look.
            action = "events.cancel" if state.is_cancelled else "events.take_back"
            log(self.page.facts, action, user=self.request.user)
        return state

    def get_page_subtitle(self) -> str:
        return self.page.title

    def get_breadcrumbs_items(self) -> list[dict]:
        page = {"url": self.get_success_url(), "label": self.page.title}
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.page_title}]

    def get_edit_url(self) -> str:
        return reverse("event_state", args=[self.page.pk])

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_success_message(self) -> str:
        if self.object.is_cancelled:
            return _("The event “%(title)s” is marked as cancelled.") % {"title": self.page.title}
        return _("The event “%(title)s” takes place after all.") % {"title": self.page.title}

    def get_success_buttons(self) -> list:
        return []

    def get_context_data(self, **kwargs) -> dict:
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            # As it is kept: the form has already written what was sent on its own object.
            "state": EventState.objects.of(self.page),
            "can_delete": False,
        }
