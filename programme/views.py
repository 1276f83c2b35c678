"""The staff's screens of follow-up: how far a programme and its actions are.

They write ordinary rows, never pages: see programme/models/states.py.
"""

from functools import cached_property

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.views.generic import EditView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from programme.forms import ActionStateForm, ProgrammeStateForm
from programme.models import ActionPage, ActionState, ProgrammePage, ProgrammeState
from programme.reading.tree import ProgrammeTree


class FollowUpView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Every action of a programme with its state, drafts too; without `pk`, of the newest one."""

    template_name = "programme/admin/follow_up.html"
    page_title = _("Follow-up of the programme")
    header_icon = "list-ol"
    permission_policy = ModelPermissionPolicy(ActionState)
    permission_required = "change"

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @cached_property
    def programmes(self) -> list[ProgrammePage]:
        """All programmes in Finnish, the newest first."""
        finnish = ProgrammePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        return list(finnish.newest_first().select_related("locale"))

    @cached_property
    def programme(self) -> ProgrammePage | None:
        """The one shown."""
        if "pk" in self.kwargs:
            return get_object_or_404(ProgrammePage, pk=self.kwargs["pk"]).facts
        return self.programmes[0] if self.programmes else None

    def get_page_subtitle(self) -> str:
        return self.programme.title if self.programme else ""

    def get_context_data(self, **kwargs) -> dict:
        programme = self.programme
        return {
            **super().get_context_data(**kwargs),
            "programmes": self.programmes,
            "programme": programme,
            "tree": ProgrammeTree(programme, everything=True) if programme else None,
            "may_change_programme": ModelPermissionPolicy(ProgrammeState).user_has_permission(
                self.request.user, "change"
            ),
        }


class StateView(EditView):
    """The state of one page (`pk` is the page's, in any language), made when first written."""

    page_model: type
    template_name = "programme/admin/state.html"
    permission_required = "change"
    edit_url_name: str

    @cached_property
    def page(self):
        """The page whose state this is."""
        return get_object_or_404(self.page_model, pk=self.kwargs["pk"])

    def get_object(self, queryset=None):
        states = self.model.objects
        is_writing = self.request.method == "POST"
        return states.made_for(self.page) if is_writing else states.of(self.page)

    @property
    def programme(self) -> ProgrammePage:
        """The programme to go back to."""
        return ProgrammePage.objects.ancestor_of(self.page, inclusive=True).get()

    def get_page_subtitle(self) -> str:
        return self.page.title

    def get_breadcrumbs_items(self) -> list[dict]:
        follow_up = {"url": self.get_success_url(), "label": FollowUpView.page_title}
        return [*self.breadcrumbs_items, follow_up, {"url": "", "label": self.page.title}]

    def get_edit_url(self) -> str:
        return reverse(self.edit_url_name, args=[self.page.pk])

    def get_success_url(self) -> str:
        return reverse("programme_follow_up_of", args=[self.programme.pk])

    def get_success_message(self) -> str:
        return _("Saved: %(title)s, %(status)s.") % {
            "title": self.page.title,
            "status": self.object.get_status_display(),
        }

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "page": self.page, "can_delete": False}


class ActionStateView(StateView):
    """How far an action is."""

    model = ActionState
    page_model = ActionPage
    form_class = ActionStateForm
    permission_policy = ModelPermissionPolicy(ActionState)
    page_title = _("State of an action")
    header_icon = "list-ol"
    edit_url_name = "programme_action_state"


class ProgrammeStateView(StateView):
    """A programme's status and the steps of its adoption."""

    model = ProgrammeState
    page_model = ProgrammePage
    permission_policy = ModelPermissionPolicy(ProgrammeState)
    page_title = _("Status and adoption")
    header_icon = "list-ol"
    edit_url_name = "programme_state"

    def get_panel(self):
        panels = [
            FieldPanel("status"),
            InlinePanel(
                "steps",
                [
                    FieldPanel("kind"),
                    FieldPanel("title"),
                    FieldPanel("organisation"),
                    FieldPanel("date"),
                ],
                heading=_("Steps of adoption"),
                label=_("Step"),
            ),
        ]
        return ObjectList(panels, base_form_class=ProgrammeStateForm).bind_to_model(ProgrammeState)
