"""What the screens on which programmes are written have in common."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from programme.models import ProgrammePage, ProgrammeState


def may_write_programmes(user) -> bool:
    """Whether somebody has to do with writing programmes at all: staff."""
    return ModelPermissionPolicy(ProgrammeState).user_has_permission(user, "change")


def finnish_programmes() -> list[ProgrammePage]:
    """All programmes in Finnish, drafts too, the newest first."""
    finnish = ProgrammePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return list(finnish.newest_first().select_related("locale"))


class WritingScreen(WagtailAdminTemplateMixin, TemplateView):
    """What the screens have in common: staff only, a way back to the outline."""

    header_icon = "list-ul"

    def dispatch(self, request, *args, **kwargs):
        if not may_write_programmes(request.user) or not self.may_enter():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may_enter(self) -> bool:
        """Whether the user may be on this screen; the page that it is about is there."""
        return True

    @property
    def programme(self) -> ProgrammePage | None:
        """The programme that the screen is about."""
        raise NotImplementedError

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": outline_url(self.programme), "label": self.programme.draft_title},
            {"url": "", "label": self.get_page_title()},
        ]


def outline_url(programme: Page, anchor: str = "") -> str:
    """The address of a programme's outline, at one of its rows."""
    url = reverse("programme_outline", args=[programme.pk])
    return f"{url}#{anchor}" if anchor else url
