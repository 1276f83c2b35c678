"""Plain words in the menu of a page's form."""

from django.utils.translation import gettext as _
from wagtail.admin.action_menu import SubmitForModerationMenuItem


class PlainSubmitMenuItem(SubmitForModerationMenuItem):
    """Says what happens, not what the workflow is called."""

    def get_context_data(self, parent_context) -> dict:
        return {**super().get_context_data(parent_context), "label": _("Send for review")}
