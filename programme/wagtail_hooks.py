"""Where staff find the follow-up: a menu item, and a button on each page that has a state."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from programme import views

# Each of these registers its own screens.
from programme.books import screen  # noqa: F401
from programme.drafting import outline_hooks  # noqa: F401
from programme.editions import hooks as edition_hooks  # noqa: F401
from programme.models import ActionPage, ActionState, AdoptionStep, ProgrammePage, ProgrammeState
from programme.sheets import hooks as sheet_hooks  # noqa: F401


@hooks.register("register_admin_urls")
def register_follow_up_urls():
    return [
        path("ohjelma/", views.FollowUpView.as_view(), name="programme_follow_up"),
        path("ohjelma/<int:pk>/", views.FollowUpView.as_view(), name="programme_follow_up_of"),
        path("ohjelma/<int:pk>/vaihe/", views.ProgrammeStateView.as_view(), name="programme_state"),
        path(
            "ohjelma/toimenpide/<int:pk>/",
            views.ActionStateView.as_view(),
            name="programme_action_state",
        ),
    ]


class FollowUpMenuItem(MenuItem):
    """Shown to those who may change actions' states."""

    def is_shown(self, request) -> bool:
        policy = views.FollowUpView.permission_policy
        return policy.user_has_permission(request.user, "change")


@hooks.register("register_admin_menu_item")
def register_follow_up_menu_item():
    return FollowUpMenuItem(
        _("Programme follow-up"),
        reverse("programme_follow_up"),
        name="programme-follow-up",
        icon_name="list-ol",
        order=350,
    )


@hooks.register("register_page_header_buttons")
def state_button(page, user, view_name, next_url=None):
    """On a programme's or an action's page: the way to its state, which its form does not have."""
    view = {ProgrammePage: views.ProgrammeStateView, ActionPage: views.ActionStateView}.get(
        page.specific_class
    )
    if view and view.permission_policy.user_has_permission(user, "change"):
        yield Button(
            view.page_title,
            reverse(view.edit_url_name, args=[page.pk]),
            icon_name="list-ol",
            priority=12,
        )


@hooks.register("register_permissions")
def register_state_permissions():
    """States' permissions, to be given to a group (staff)."""
    models = [model._meta.model_name for model in (ProgrammeState, AdoptionStep, ActionState)]
    return Permission.objects.filter(
        content_type__app_label="programme",
        content_type__model__in=models,
        codename__startswith="change_",
    )
