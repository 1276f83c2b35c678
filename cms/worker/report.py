"""The admin's report of what failed in the background (Reports → Failed background work)."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from cms.models import FailedTask

permission_policy = ModelPermissionPolicy(FailedTask)


class FailedTasksView(ReportView):
    """Failures, the latest first, for whoever has the permission `cms.view_failedtask`."""

    model = FailedTask
    page_title = _("Failed background work")
    header_icon = "warning"
    index_url_name = "failed_tasks"
    index_results_url_name = "failed_tasks_results"
    permission_policy = permission_policy
    any_permission_required = ["view"]
    is_searchable = False
    columns = [
        DateColumn("last_failed_at", label=_("Failed last")),
        Column("get_source_display", label=_("Source")),
        Column("name", label=_("Task")),
        Column("explanation", label=_("What it means")),
        Column("reason", label=_("Reason")),
        Column("times", label=_("Times")),
    ]


class FailedTasksMenuItem(MenuItem):
    """Shown to those who may see the report."""

    def is_shown(self, request) -> bool:
        return permission_policy.user_has_permission(request.user, "view")


def menu_item() -> MenuItem:
    """The report's item of the Reports menu."""
    return FailedTasksMenuItem(
        _("Failed background work"),
        reverse("failed_tasks"),
        name="failed-background-work",
        icon_name="warning",
        order=1300,
    )


urlpatterns = [
    path("reports/failed-background-work/", FailedTasksView.as_view(), name="failed_tasks"),
    path(
        "reports/failed-background-work/results/",
        FailedTasksView.as_view(results_only=True),
        name="failed_tasks_results",
    ),
]
