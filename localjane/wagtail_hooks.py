"""Where staff find the state of a local JANE: a button on its page, whose form does not have it."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets import Button

# Its hooks register themselves.
from localjane import founding_hooks  # noqa: F401
from localjane.models import LocalJanePage
from localjane.views import LocalJaneStateView


@hooks.register("register_admin_urls")
def state_urls() -> list:
    """The address of the screen."""
    return [
        path("paikallis-jane/<int:pk>/tila/", LocalJaneStateView.as_view(), name="local_jane_state")
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
