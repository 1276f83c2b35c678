"""The superuser's report of what the guard has refused (Reports → Refused requests)."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from localjane.models import AccessRefusal

permission_policy = ModelPermissionPolicy(AccessRefusal)


class RefusalsView(ReportView):
    """Refusals of the last twelve months, the latest first. No group has a permission on them."""

    model = AccessRefusal
    page_title = _("Refused requests")
    header_icon = "lock"
    index_url_name = "access_refusals"
    index_results_url_name = "access_refusals_results"
    permission_policy = permission_policy
    any_permission_required = ["view"]
    is_searchable = False
    columns = [
        DateColumn("happened_at", label=_("When")),
        Column("user", label=_("Who")),
        Column("get_reason_display", label=_("Reason")),
        Column("view_name", label=_("Screen")),
        Column("parameter", label=_("Parameter")),
    ]

    def get_base_queryset(self):
        return AccessRefusal.objects.select_related("user")


class RefusalsMenuItem(MenuItem):
    """Shown to those who may see the report."""

    def is_shown(self, request) -> bool:
        return permission_policy.user_has_permission(request.user, "view")


def menu_item() -> MenuItem:
    """The report's item of the Reports menu."""
    return RefusalsMenuItem(
        _("Refused requests"),
        reverse("access_refusals"),
        name="access-refusals",
        icon_name="lock",
        order=1400,
    )


urlpatterns = [
    path("reports/refused-requests/", RefusalsView.as_view(), name="access_refusals"),
    path(
        "reports/refused-requests/results/",
        RefusalsView.as_view(results_only=True),
        name="access_refusals_results",
    ),
]
