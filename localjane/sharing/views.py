"""Screens of sharing without copies: offering to the province, deciding, choosing subsites.

What they write are ordinary rows (cms/sharing.py), so no page changes.
"""

from functools import cached_property

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms import sharing
from cms.languages import language_of
from cms.models import Listing
from cms.subsites import all_subsites, subsite_of
from events.models import EventPage
from localjane.roles import is_staff_member
from localjane.sharing.forms import OfferDecisionForm, ReachForm, WordlessForm
from news.models import NewsPage

SHARED_PAGES = (EventPage, NewsPage)


def may_offer(user, page: Page) -> bool:
    """Whether a user may offer a page to the province: whoever may publish it on a subsite.

    It is the Finnish page that counts, since the offer holds for all languages. Takes the specific
    page.
    """
    if not isinstance(page, SHARED_PAGES) or not page.live:
        return False
    subsite = subsite_of(page)
    if subsite is None or subsite.archived:
        return False
    return page.facts.permissions_for_user(user).can_publish()


def may_choose_reach(user, page: Page) -> bool:
    """Whether a user may list a province's page on subsites: staff."""
    is_of_province = isinstance(page, SHARED_PAGES) and subsite_of(page) is None
    return is_of_province and is_staff_member(user)


class _SharingView(WagtailAdminTemplateMixin, FormView):
    """A form about the page `pk`, in any language."""

    @cached_property
    def page(self) -> Page:
        return get_object_or_404(Page, pk=self.kwargs["pk"]).specific

    def is_allowed(self) -> bool:
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.page.title

    def get_breadcrumbs_items(self) -> list[dict]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        page = {"url": edit, "label": self.page.title}
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.page_title}]

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_context_data(self, **kwargs) -> dict:
        offer = sharing.offer_of(self.page)
        words = {
            "page": self.page,
            "is_event": isinstance(self.page, EventPage),
            "offer": offer,
            "states": Listing.State,
        }
        return {**super().get_context_data(**kwargs), **words}

    def form_valid(self, form) -> HttpResponse:
        try:
            done = self.act(form)
        except sharing.NotShareableError:
            # It has changed meanwhile: show how it stands now.
            messages.error(self.request, _("This is not possible any more. See how it stands now."))
        else:
            messages.success(self.request, done)
        return redirect(self.get_success_url())

    def act(self, form) -> str:
        """Do what was chosen; gives what to tell. Raises sharing.NotShareableError."""
        raise NotImplementedError


class OfferView(_SharingView):
    """Offer a local JANE's page to the province, or take the offer back."""

    form_class = WordlessForm
    template_name = "localjane/admin/offer.html"
    page_title = _("Offer to the province")
    header_icon = "upload"

    def is_allowed(self) -> bool:
        return may_offer(self.request.user, self.page)

    def act(self, form) -> str:
        if "withdraw" in self.request.POST:
            sharing.withdraw(self.page)
            return _("The offer has been taken back.")
        sharing.offer(self.page, self.request.user)
        return _("Offered. You get an e-mail when staff have decided.")


class OfferDecisionView(_SharingView):
    """Staff accept or decline what a local JANE offers, with a word to the writer."""

    form_class = OfferDecisionForm
    template_name = "localjane/admin/offer_decision.html"
    page_title = _("Decide on the offer")
    header_icon = "check"

    def is_allowed(self) -> bool:
        return is_staff_member(self.request.user)

    def get_success_url(self) -> str:
        return reverse("offer_decision", args=[self.page.pk])

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "subsite": subsite_of(self.page)}

    def act(self, form) -> str:
        offer = sharing.offer_of(self.page)
        if offer is None:
            raise sharing.NotShareableError
        decide = sharing.accept if "accept" in self.request.POST else sharing.decline
        decide(offer, self.request.user, form.cleaned_data["note"])
        return _("Decided. The writer is told by e-mail.")


class ReachView(_SharingView):
    """Staff choose on which local JANEs' sites a province's page is listed."""

    form_class = ReachForm
    template_name = "localjane/admin/reach.html"
    page_title = _("Show on local JANEs' sites")
    header_icon = "globe"

    def is_allowed(self) -> bool:
        return may_choose_reach(self.request.user, self.page)

    def get_initial(self) -> dict:
        everywhere, keys = sharing.reach_of(self.page)
        return {"everywhere": everywhere, "subsites": [str(key) for key in keys]}

    def get_form_kwargs(self) -> dict:
        # One choice a subsite, by its Finnish name.
        named = {}
        for page in all_subsites():
            if language_of(page) == settings.LANGUAGE_CODE or page.translation_key not in named:
                named[page.translation_key] = page.title
        choices = sorted(((str(key), title) for key, title in named.items()), key=lambda c: c[1])
        return {**super().get_form_kwargs(), "subsites": choices}

    def act(self, form) -> str:
        chosen = form.cleaned_data
        sharing.list_on(
            self.page, self.request.user, chosen["subsites"], everywhere=chosen["everywhere"]
        )
        return _("Saved. The lists change at once.")
