"""Screens of a proposed change: its writer's, and the staff's who decide."""

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from contacts import suggestions
from contacts.models import ContactSuggestion
from contacts.suggestion_errors import ChangedMeanwhileError, SuggestionError
from contacts.suggestion_forms import DecisionForm
from contacts.suggestion_values import rows_of


def may_decide(user) -> bool:
    """Whether somebody may change contacts, and so decide on what others propose: staff."""
    changes = ("change_contact", "change_person", "add_person")
    return user.has_perms([f"contacts.{codename}" for codename in changes])


class _SuggestionScreen(WagtailAdminTemplateMixin):
    """A screen about the proposal `pk`."""

    header_icon = "user"

    @cached_property
    def suggestion(self) -> ContactSuggestion:
        return get_object_or_404(ContactSuggestion, pk=self.kwargs["pk"])

    def is_allowed(self) -> bool:
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.suggestion.contact)

    def get_breadcrumbs_items(self) -> list[dict]:
        return []

    def get_context_data(self, **kwargs) -> dict:
        words = {"suggestion": self.suggestion, "rows": rows_of(self.suggestion)}
        return {**super().get_context_data(**kwargs), **words}


class OwnSuggestionView(_SuggestionScreen, TemplateView):
    """What has become of one's own proposal; while it waits it can be withdrawn."""

    template_name = "contacts/admin/own_suggestion.html"
    page_title = _("Your proposal")

    def is_allowed(self) -> bool:
        return self.suggestion.writer_id == self.request.user.pk

    def post(self, request, *args, **kwargs) -> HttpResponse:
        """Withdraw it."""
        try:
            suggestions.withdraw(self.suggestion)
        except SuggestionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("The proposal has been withdrawn."))
        return redirect("contact_suggestion", self.suggestion.pk)


class DecisionView(_SuggestionScreen, FormView):
    """Staff see what differs, and accept or decline with a word to the writer."""

    form_class = DecisionForm
    template_name = "contacts/admin/suggestion_decision.html"
    page_title = _("Contact changes proposed")

    def is_allowed(self) -> bool:
        return may_decide(self.request.user)

    def get_form(self, form_class=None) -> DecisionForm:
        data = self.request.POST if self.request.method == "POST" else None
        rows = rows_of(self.suggestion)
        return DecisionForm(data, suggestion=self.suggestion, rows=rows)

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        user, word = self.request.user, form.cleaned_data["word"]
        try:
            if form.is_accepting:
                suggestions.accept(self.suggestion, user, form.acceptance, word)
            else:
                suggestions.decline(self.suggestion, user, word)
        except ChangedMeanwhileError as error:
            form.show_present()
            form.add_error(None, error.message)
            return self.form_invalid(form)
        except SuggestionError as error:
            messages.error(self.request, error.message)
            return redirect("contact_suggestion_decision", self.suggestion.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("Decided. The writer is told by e-mail."))
        return redirect("contact_suggestion_decision", self.suggestion.pk)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        rows, form = context["rows"], context["form"]
        return {
            **context,
            "media": form.media,
            "rows_to_take": [(row, row.name in form.taken) for row in rows],
            "is_stale": any(row.is_stale for row in rows),
        }
