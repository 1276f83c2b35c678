"""The staff's screens of founding a local JANE and of giving it a host."""

import logging
from functools import cached_property

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms import generations
from localjane.founding import founding
from localjane.founding.forms import FoundingForm, HostForm
from localjane.models import LocalJanePage
from localjane.moving import site_hosts
from localjane.roles import is_staff_member

logger = logging.getLogger(__name__)


class StaffScreen(WagtailAdminTemplateMixin):
    """A screen for the province's staff alone; `page` is a local JANE's, if it is about one."""

    page: LocalJanePage | None = None

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_staff_member(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        items = [*self.breadcrumbs_items]
        if self.page is not None:
            url = reverse("wagtailadmin_explore", args=[self.page.pk])
            items.append({"url": url, "label": self.page.title})
        # The last one is the screen's heading.
        return [*items, {"url": "", "label": self.page_title}]


class FoundingGuideView(StaffScreen, TemplateView):
    """Helps to decide whether a site is needed, before the form."""

    template_name = "localjane/admin/founding_guide.html"
    page_title = _("Found a local JANE")
    header_icon = "site"


class FoundingView(StaffScreen, FormView):
    """The form: everything is made at once, or nothing and it says why."""

    form_class = FoundingForm
    template_name = "localjane/admin/founding.html"
    page_title = _("Found a local JANE")
    header_icon = "site"

    def form_valid(self, form: FoundingForm) -> HttpResponse:
        try:
            done = founding.found(form.plan, by=self.request.user)
        except ValidationError as refusal:
            form.add_refusal(refusal)
        except Exception as error:
            # Nothing of it is left. Whoever filled in the form should keep it and hear the reason.
            logger.exception("Founding a local JANE failed.")
            form.add_error(
                None,
                _("Something went wrong, and nothing was made. The reason: %(reason)s")
                % {"reason": error},
            )
        else:
            text = _(
                "%(name)s is founded. Its pages are drafts: readers see them once they are "
                "published."
            )
            messages.success(self.request, text % {"name": done.page.title})
            return redirect("wagtailadmin_explore", done.page.pk)
        # What was remembered meanwhile may rest on rows that are gone again.
        generations.touch()
        return self.form_invalid(form)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "media": context["form"].media,
            "action_url": reverse("found_local_jane"),
            "submit_button_label": _("Found the local JANE"),
            "submit_button_active_label": _("Founding…"),
        }


class HostView(StaffScreen, FormView):
    """Give a local JANE a host, another one or none; `pk` is its front page's, in any language."""

    form_class = HostForm
    template_name = "localjane/admin/host.html"
    page_title = _("Host of the site")
    header_icon = "site"

    @cached_property
    def page(self) -> LocalJanePage:
        """The local JANE's Finnish front page."""
        return get_object_or_404(LocalJanePage, pk=self.kwargs["pk"]).facts

    def get_initial(self) -> dict:
        return {"host": site_hosts.host_of(self.page)}

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "page": self.page}

    def form_valid(self, form: HostForm) -> HttpResponse:
        host = form.cleaned_data["host"]
        site_hosts.give_host(self.page, host)
        text = (
            _("The host of %(name)s is now %(host)s.")
            if host
            else _("%(name)s no longer has a host of its own.")
        )
        messages.success(self.request, text % {"name": self.page.title, "host": host})
        return redirect("wagtailadmin_explore", self.page.pk)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "media": context["form"].media,
            "action_url": reverse("local_jane_host", args=[self.page.pk]),
            "submit_button_label": _("Save"),
            "submit_button_active_label": _("Saving…"),
        }
