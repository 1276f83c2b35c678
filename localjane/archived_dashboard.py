"""The home of a volunteer whose local JANE's site is archived: what has happened, and whom to ask.

Her rights have ended, so the usual home would be full of buttons that lead nowhere.
"""

from collections.abc import Mapping
from typing import Any

from cms.subsites import canonical_url
from localjane.dashboard import LocalDashboard


class ArchivedDashboard(LocalDashboard):
    """Takes the place of a `LocalDashboard` whose page is an archived site's."""

    template_name = "localjane/admin/dashboard_archived.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {
            "page": self.page,
            "state": self.page.archived,
            "local_janes": self.local_janes,
            "officers": self.officers(),
            "site_url": canonical_url(self.page) if self.page.live else "",
        }


def as_things_stand(dashboard: LocalDashboard) -> LocalDashboard:
    """The dashboard itself, or that of an archived site if its page is one."""
    if dashboard.page is None or dashboard.page.archived is None:
        return dashboard
    return ArchivedDashboard(dashboard.request, dashboard.subsites)
