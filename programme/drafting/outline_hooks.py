"""Where staff find the screens on which programmes are written."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from programme import views
from programme.drafting import next_views, outline_views
from programme.drafting.new_programme import may_add_programmes
from programme.drafting.writing_screen import may_write_programmes
from programme.models import ProgrammePage


@hooks.register("register_admin_urls")
def register_outline_urls():
    outline = outline_views.OutlineView.as_view()
    return [
        path("ohjelma/jasennys/", outline, name="programme_outlines"),
        path("ohjelma/<int:pk>/jasennys/", outline, name="programme_outline"),
        path("ohjelma/uusi/", next_views.NewProgrammeView.as_view(), name="programme_new"),
        path(
            "ohjelma/<int:pk>/seuraava/",
            next_views.NextProgrammeView.as_view(),
            name="programme_next",
        ),
        path(
            "ohjelma/osa/<int:pk>/muokkaa/",
            outline_views.PartEditView.as_view(),
            name="programme_part_edit",
        ),
        path(
            "ohjelma/osa/<int:pk>/uusi/",
            outline_views.PartAddView.as_view(),
            name="programme_part_add",
        ),
        path(
            "ohjelma/osa/<int:pk>/siirra/",
            outline_views.PartMoveView.as_view(),
            name="programme_part_move",
        ),
    ]


class OutlineMenuItem(MenuItem):
    """Shown to those who may write programmes."""

    def is_shown(self, request) -> bool:
        return may_write_programmes(request.user)


@hooks.register("register_admin_menu_item")
def register_outline_menu_item():
    return OutlineMenuItem(
        _("Programme"),
        reverse("programme_outlines"),
        name="programme-outline",
        icon_name="list-ul",
        order=349,
    )


@hooks.register("register_page_header_buttons")
def outline_button(page, user, view_name, next_url=None):
    """On a programme's page: the way to its outline."""
    if page.specific_class is ProgrammePage and may_write_programmes(user):
        yield Button(
            outline_views.OutlineView.page_title,
            reverse("programme_outline", args=[page.pk]),
            icon_name="list-ul",
            priority=11,
        )


@hooks.register("programme_screens")
def own_screens(programme, user):
    """Buttons above the outline: the programme's own page, its status and its follow-up."""
    edit = reverse("wagtailadmin_pages:edit", args=[programme.pk])
    yield Button(_("Title, years and foreword"), edit, priority=10)
    for view, url_name, label in (
        (views.ProgrammeStateView, "programme_state", _("Status and adoption")),
        (views.FollowUpView, "programme_follow_up_of", _("Follow-up of the programme")),
    ):
        if view.permission_policy.user_has_permission(user, "change"):
            yield Button(label, reverse(url_name, args=[programme.pk]), priority=20)
    if may_add_programmes(user):
        address = reverse("programme_next", args=[programme.pk])
        yield Button(next_views.NextProgrammeView.page_title, address, priority=60)
