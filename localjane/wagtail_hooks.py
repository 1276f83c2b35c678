"""The volunteer's dashboard, and staff's button to the state of a local JANE on its page."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.admin.widgets import Button

from localjane.archived_dashboard import as_things_stand
from localjane.dashboard import dashboard_of

# Hooks of these folders register themselves.
from localjane.founding import hooks as founding_hooks  # noqa: F401
from localjane.letters import hooks as letter_hooks  # noqa: F401
from localjane.models import LocalJanePage
from localjane.people.people_view import may_manage, people
from localjane.plain_menu import PlainSubmitMenuItem
from localjane.reach import hooks as reach_hooks  # noqa: F401
from localjane.sharing import hooks as sharing_hooks  # noqa: F401
from localjane.sharing.suggesting import LocalJaneContactsView, SuggestView
from localjane.views import LocalJaneStateView


@hooks.register("register_admin_urls")
def state_urls() -> list:
    """The addresses of the screens."""
    return [
        path(
            "paikallis-jane/<int:pk>/tila/", LocalJaneStateView.as_view(), name="local_jane_state"
        ),
        path(
            "paikallis-jane/<int:pk>/yhteystiedot/",
            LocalJaneContactsView.as_view(),
            name="local_jane_contacts",
        ),
        path("yhteystieto/<int:pk>/ehdota/", SuggestView.as_view(), name="suggest_contact"),
        path("paikallis-jane/<int:pk>/vaki/", people, name="local_jane_people"),
    ]


@hooks.register("register_page_header_buttons")
def state_button(page, user, view_name, next_url=None):
    """On a local JANE's page, for those who may archive it."""
    policy = LocalJaneStateView.permission_policy
    if page.specific_class is LocalJanePage and policy.user_has_permission(user, "change"):
        yield Button(
            LocalJaneStateView.page_title,
            reverse("local_jane_state", args=[page.pk]),
            icon_name=LocalJaneStateView.header_icon,
            priority=12,
        )


@hooks.register("register_permissions")
def state_permissions():
    """To be given to a group (staff)."""
    return Permission.objects.filter(
        content_type__app_label="localjane", codename="change_localjanestate"
    )


@hooks.register("construct_homepage_panels", order=1000)
def local_dashboard(request, panels: list) -> None:
    """A volunteer's home is her own; of the stock panels she keeps what she is asked to review.

    The others may name pages of a local JANE that she has left.
    """
    dashboard = dashboard_of(request)
    if dashboard is not None:
        kept = [panel for panel in panels if isinstance(panel, WorkflowObjectsToModeratePanel)]
        for panel in kept:
            panel.order = 20
        panels[:] = [as_things_stand(dashboard), *kept]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counts_of_other_sites(request, items: list) -> None:
    """The counts of pages and files take in other sites' too."""
    if dashboard_of(request) is not None:
        items.clear()


@hooks.register("construct_page_action_menu")
def plain_words_for_review(menu_items: list, request, context) -> None:
    """“Send for review”, whatever the workflow is called."""
    for position, item in enumerate(menu_items):
        if type(item) is SubmitForModerationMenuItem:
            menu_items[position] = PlainSubmitMenuItem(order=item.order)


@hooks.register("register_page_header_buttons")
def people_button(page, user, view_name, next_url=None):
    """On a local JANE's page, for those who decide on its people."""
    if page.specific_class is LocalJanePage and may_manage(user, page):
        yield Button(
            pgettext_lazy("of a local JANE", "People"),
            reverse("local_jane_people", args=[page.pk]),
            icon_name="group",
            priority=13,
        )
