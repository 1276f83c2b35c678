"""Where staff find founding, hosts, renaming and merging; sites are not deleted with pages."""

from django.urls import path, reverse, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from localjane import deletion
from localjane.founding.views import FoundingGuideView, FoundingView, HostView
from localjane.models import LocalJanePage
from localjane.moving.merging_views import MergingView
from localjane.moving.renaming_views import RenamingView
from localjane.roles import is_staff_member


class StaffMenuItem(MenuItem):
    """An item that only the province's staff see."""

    def is_shown(self, request) -> bool:
        return is_staff_member(request.user)


hooks.register("before_delete_page", deletion.refuse_to_delete_site)
hooks.register("before_bulk_action", deletion.refuse_to_delete_sites)


@hooks.register("register_admin_urls")
def founding_urls() -> list:
    """The addresses of the screens."""
    return [
        path("paikallis-jane/perusta/", FoundingGuideView.as_view(), name="found_local_jane_guide"),
        path("paikallis-jane/perusta/tiedot/", FoundingView.as_view(), name="found_local_jane"),
        path("paikallis-jane/<int:pk>/osoite/", HostView.as_view(), name="local_jane_host"),
        path("paikallis-jane/<int:pk>/nimi/", RenamingView.as_view(), name="local_jane_name"),
        path("kuntaliitos/", MergingView.as_view(), name="merge_municipalities"),
    ]


@hooks.register("register_admin_menu_item")
def founding_menu_item() -> MenuItem:
    """Leads to the explaining page, from which the form is one step away."""
    return StaffMenuItem(
        FoundingGuideView.page_title,
        reverse_lazy("found_local_jane_guide"),
        name="found-local-jane",
        icon_name=FoundingGuideView.header_icon,
        order=350,
    )


@hooks.register("register_settings_menu_item")
def merging_menu_item() -> MenuItem:
    """Rarely needed, so it stands among the settings."""
    return StaffMenuItem(
        MergingView.page_title,
        reverse_lazy("merge_municipalities"),
        name="merge-municipalities",
        icon_name=MergingView.header_icon,
        order=900,
    )


@hooks.register("register_page_header_buttons")
def site_buttons(page, user, view_name, next_url=None):
    """On a local JANE's page, for staff."""
    if page.specific_class is not LocalJanePage or not is_staff_member(user):
        return
    for priority, (view, name) in enumerate(
        [(HostView, "local_jane_host"), (RenamingView, "local_jane_name")], start=14
    ):
        yield Button(
            view.page_title,
            reverse(name, args=[page.pk]),
            icon_name=view.header_icon,
            priority=priority,
        )
