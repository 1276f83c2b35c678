"""Where editors and staff find sharing: buttons on the pages of events and news."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from cms import sharing
from cms.models import Listing
from localjane.roles import is_staff_member
from localjane.sharing.views import (
    SHARED_PAGES,
    OfferDecisionView,
    OfferView,
    ReachView,
    may_choose_reach,
    may_offer,
)

OFFER_BUTTONS = {
    Listing.State.OFFERED: _("Offered to the province"),
    Listing.State.ACCEPTED: _("Listed on the province's site"),
    Listing.State.DECLINED: _("Offer declined"),
}


@hooks.register("register_admin_urls")
def sharing_urls() -> list:
    """The addresses of the screens."""
    return [
        path("sivu/<int:pk>/tarjous/", OfferView.as_view(), name="offer"),
        path("sivu/<int:pk>/tarjous/paatos/", OfferDecisionView.as_view(), name="offer_decision"),
        path("sivu/<int:pk>/paikallis-janeissa/", ReachView.as_view(), name="reach"),
    ]


@hooks.register("register_page_header_buttons")
def sharing_buttons(page, user, view_name, next_url=None):
    """On a live event or news item: its offer's state, or where a province's page is listed."""
    if page.specific_class not in SHARED_PAGES or not page.live:
        return
    page = page.specific
    if may_offer(user, page):
        offer = sharing.offer_of(page)
        label = OFFER_BUTTONS[offer.state] if offer else OfferView.page_title
        yield Button(label, reverse("offer", args=[page.pk]), icon_name="upload", priority=14)
        if offer and is_staff_member(user):
            yield Button(
                OfferDecisionView.page_title,
                reverse("offer_decision", args=[page.pk]),
                icon_name=OfferDecisionView.header_icon,
                priority=15,
            )
    elif may_choose_reach(user, page):
        yield Button(
            ReachView.page_title,
            reverse("reach", args=[page.pk]),
            icon_name=ReachView.header_icon,
            priority=14,
        )
