"""The staff's screen of a local JANE's state.

The state is an ordinary row, never a page: see cms/states.py.
"""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import EditView
from wagtail.permission_policies import ModelPermissionPolicy

from localjane import roles
from localjane.forms import LocalJaneStateForm
from localjane.models import LocalJanePage, LocalJaneState


class LocalJaneStateView(EditView):
    """Archive a site or take it into use again; `pk` is its front page's, in any language."""

    model = LocalJaneState
    form_class = LocalJaneStateForm
    permission_policy = ModelPermissionPolicy(LocalJaneState)
    permission_required = "change"
    template_name = "localjane/admin/state.html"
    page_title = _("Archiving")
    header_icon = "folder-inverse"

    @cached_property
    def page(self) -> LocalJanePage:
        """The local JANE's front page."""
        return get_object_or_404(LocalJanePage, pk=self.kwargs["pk"])

    def get_object(self, queryset=None) -> LocalJaneState:
        states = LocalJaneState.objects
        is_writing = self.request.method == "POST"
        return states.made_for(self.page) if is_writing else states.of(self.page)

    def save_instance(self) -> LocalJaneState:
        state = super().save_instance()
        # The local people's rights end and return with it.
        roles.set_up_local_groups(self.page)
        return state

    def get_page_subtitle(self) -> str:
        return self.page.title

    def get_breadcrumbs_items(self) -> list[dict]:
        page = {"url": self.get_success_url(), "label": self.page.title}
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.page_title}]

    def get_edit_url(self) -> str:
        return reverse("local_jane_state", args=[self.page.pk])

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_explore", args=[self.page.pk])

    def get_success_message(self) -> str:
        return _("Saved: %(title)s, %(status)s.") % {
            "title": self.page.title,
            "status": self.object,
        }

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "page": self.page, "can_delete": False}
