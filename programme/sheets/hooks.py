"""Where staff find the spreadsheet: a button of the programme's other screens."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets import Button

from programme.sheets import views as sheet_views


@hooks.register("register_admin_urls")
def sheet_urls() -> list:
    """The addresses of the screens."""
    return [
        path("ohjelma/<int:pk>/taulukko/", sheet_views.SheetView.as_view(), name="programme_sheet"),
        path(
            "ohjelma/<int:pk>/taulukko/tiedosto/",
            sheet_views.SheetFileView.as_view(),
            name="programme_sheet_file",
        ),
        path(
            "ohjelma/<int:pk>/taulukko/<int:upload>/",
            sheet_views.SheetUploadView.as_view(),
            name="programme_sheet_upload",
        ),
    ]


@hooks.register("programme_screens")
def sheet_button(programme, user):
    """For those who may use it."""
    if sheet_views.may_use_sheet(user, programme):
        yield Button(
            sheet_views.SheetView.page_title,
            reverse("programme_sheet", args=[programme.pk]),
            icon_name=sheet_views.SheetPageScreen.header_icon,
            priority=30,
        )
