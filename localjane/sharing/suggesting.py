"""A volunteer's screens of the shared contacts: who is who, and proposing changes.

Staff alone edit contacts (contacts/wagtail_hooks.py); what she proposes waits in their inbox.
"""

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from contacts import suggestions
from contacts.models import Appointment, Contact, ContactSuggestion
from contacts.suggestion_errors import SuggestionError
from contacts.suggestion_forms import SuggestionForm
from contacts.suggestion_values import only_term
from contacts.suggestion_views import may_decide
from localjane.dashboard import contacts_url
from localjane.models import LocalJanePage
from localjane.people.membership import subsites_of


def local_jane_for(user, contact: Contact) -> LocalJanePage | None:
    """The local JANE for whose municipality somebody may propose changes of a contact, or None.

    Its editors and publishers may, while its site is in use; staff edit the contact itself.
    """
    if not user.is_active or contact.municipality_id is None:
        return None
    for page in subsites_of(user):
        if page.facts.municipality_id == contact.municipality_id and not page.archived:
            return page.facts
    return None


class LocalJaneContactsView(WagtailAdminTemplateMixin, TemplateView):
    """The contacts of a local JANE's municipality; `pk` is its front page's, in any language."""

    template_name = "localjane/admin/contacts.html"
    page_title = _("Who is who")
    header_icon = "group"

    @cached_property
    def page(self) -> LocalJanePage:
        """The local JANE's Finnish front page."""
        return get_object_or_404(LocalJanePage, pk=self.kwargs["pk"]).facts

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.page.title

    def get_breadcrumbs_items(self) -> list[dict]:
        return []

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        contacts = list(Contact.objects.for_municipality(self.page.municipality))
        waiting = ContactSuggestion.objects.waiting().filter(contact__in=contacts)
        mine = waiting.filter(writer=user)
        return {
            **super().get_context_data(**kwargs),
            "contacts": contacts,
            "mine": list(mine.select_related("contact__organisation", "contact__municipality")),
            "waiting": set(waiting.values_list("contact", flat=True)),
            "may_propose": bool(contacts) and local_jane_for(user, contacts[0]) is not None,
            "may_edit": may_decide(user),
            "site_url": contacts_url(self.page, self.request),
        }


class SuggestView(WagtailAdminTemplateMixin, FormView):
    """Propose changes of the contact `pk`; `?kausi=` names one of several present terms."""

    form_class = SuggestionForm
    template_name = "localjane/admin/suggest.html"
    page_title = _("Propose a change")
    header_icon = "edit"

    @cached_property
    def contact(self) -> Contact:
        """The role."""
        return get_object_or_404(Contact, pk=self.kwargs["pk"])

    @cached_property
    def local_jane(self) -> LocalJanePage | None:
        """For whom she proposes; None if she may not."""
        return local_jane_for(self.request.user, self.contact)

    @cached_property
    def term(self) -> Appointment | None:
        """The term that she speaks of; 404 for one that is no present term of the role."""
        wanted = self.request.GET.get("kausi")
        if wanted is None:
            return only_term(self.contact)
        for term in self.contact.present_appointments:
            if str(term.pk) == wanted:
                return term
        raise Http404

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if self.local_jane is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.contact)

    def get_breadcrumbs_items(self) -> list[dict]:
        return []

    def get_success_url(self) -> str:
        return reverse("local_jane_contacts", args=[self.local_jane.pk])

    def get_form(self, form_class=None) -> SuggestionForm:
        data = self.request.POST if self.request.method == "POST" else None
        return SuggestionForm(data, contact=self.contact, term=self.term)

    def form_valid(self, form: SuggestionForm) -> HttpResponse:
        try:
            suggestions.propose(
                self.contact,
                self.request.user,
                term=self.term,
                seen=form.seen,
                wanted=form.wanted,
                note=form.cleaned_data["note"],
            )
        except SuggestionError as error:
            form.add_error(None, error.message)
            return self.form_invalid(form)
        messages.success(
            self.request, _("Sent to staff. You get an e-mail when they have decided.")
        )
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        waiting = ContactSuggestion.objects.waiting().filter(contact=self.contact)
        return {
            **context,
            "media": context["form"].media,
            "action_url": self.request.get_full_path(),
            "submit_button_label": _("Send to staff"),
            "submit_button_active_label": _("Sending…"),
            "contact": self.contact,
            "term": self.term,
            "mine": waiting.filter(writer=self.request.user).first(),
            "others_wait": waiting.exclude(writer=self.request.user).exists(),
            "back_url": self.get_success_url(),
        }
