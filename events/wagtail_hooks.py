"""Where editors find what an event's form does not have: a button on its page."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from events.copying import TITLE, CopyEventView, may_copy
from events.models import CalendarPage, EventPage
from events.views import EventStateView, may_cancel


@hooks.register("register_admin_urls")
def event_state_urls() -> list:
    """The addresses of the screens."""
    return [
        path("tapahtuma/<int:pk>/peruutus/", EventStateView.as_view(), name="event_state"),
        path("kalenteri/<int:pk>/kopioi/", CopyEventView.as_view(), name="copy_previous_event"),
    ]


@hooks.register("register_page_header_buttons")
def copy_previous_button(page, user, view_name, next_url=None):
    """On a calendar that has events, for those who may add one."""
    if page.specific_class is CalendarPage and may_copy(user, page.specific):
        yield Button(
            TITLE,
            reverse("copy_previous_event", args=[page.pk]),
            icon_name=CopyEventView.header_icon,
            priority=12,
        )


@hooks.register("register_page_header_buttons")
def event_state_button(page, user, view_name, next_url=None):
    """On an event that readers see, for those who may publish it."""
    if page.specific_class is not EventPage or not page.live:
        return
    event = page.specific
    if may_cancel(user, event):
        is_cancelled = event.facts.state.is_cancelled
        yield Button(
            _("Change the cancellation") if is_cancelled else EventStateView.page_title,
            reverse("event_state", args=[page.pk]),
            icon_name=EventStateView.header_icon,
            priority=12,
        )


@hooks.register("register_log_actions")
def event_log_actions(actions) -> None:
    """What the history of an event's page says of its state."""
    actions.register_action("events.cancel", _("Cancel the event"), _("Event cancelled"))
    actions.register_action(
        "events.take_back", _("Take back the cancellation"), _("Cancellation taken back")
    )
