"""Sharing without copies: on which other sites a page is listed (docs/sharing.md).

A page lives in one place. A subsite's page is offered to the province, and staff accept or decline
it; a province's page is listed on chosen subsites or on all, at once. Every app's listings ask
`shared_with` here, so one edit of the page shows in all of them. Nobody's rights are checked here:
the screens do that (localjane/sharing/views.py).
"""

from collections.abc import Collection, Sequence
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, When
from django.utils import timezone
from wagtail.models import Page

from cms import generations, outbox
from cms.models import Listing
from cms.subsites import all_subsites, canonical_url, outside_subsites, subsite_of

P = TypeVar("P", bound=Page)
State = Listing.State


class NotShareableError(Exception):
    """What is asked does not fit where the page stands, or what has become of its offer."""


# --- Offering to the province ---------------------------------------------------------------------


def offers() -> models.QuerySet[Listing]:
    """All offers to the province, whatever has become of them."""
    return Listing.objects.filter(subsite_key__isnull=True, everywhere=False)


def offer_of(page: Page) -> Listing | None:
    """What has become of a page's offer to the province; None if it has not been offered."""
    return offers().filter(page_key=page.translation_key).first()


def offer(page: Page, user) -> Listing:
    """Offer a subsite's page to the province; what was declined may be offered again.

    An offer that waits or is accepted stays as it is. Raises NotShareableError for a page of the
    province, a page that not everybody may read, and an archived subsite's.
    """
    subsite = subsite_of(page)
    is_public = Page.objects.filter(pk=page.pk).live().public().exists()
    if subsite is None or subsite.archived or not is_public:
        raise NotShareableError
    listing, _is_new = offers().get_or_create(
        page_key=page.translation_key,
        defaults={"offered_by": user, "subsite_key": None, "everywhere": False},
    )
    if listing.state == State.DECLINED:
        listing.state, listing.note = State.OFFERED, ""
        listing.offered_by, listing.offered_at = user, timezone.now()
        listing.decided_by = listing.decided_at = None
        listing.save()
    return listing


def withdraw(page: Page) -> bool:
    """Take an offer back, accepted or not; gives whether there was one."""
    listing = offer_of(page)
    if listing is None:
        return False
    listing.delete()
    return True


def accept(listing: Listing, user, note: str = "") -> None:
    """List an offered page on the province's site, and tell who offered it."""
    _decide(listing, State.ACCEPTED, user, note)


def decline(listing: Listing, user, note: str = "") -> None:
    """Do not list an offered page on the province's site (any more), and tell who offered it."""
    _decide(listing, State.DECLINED, user, note)


def page_of(listing: Listing) -> Page | None:
    """The page that a row is about: the Finnish one, else any; None if it is gone."""
    pages = list(Page.objects.filter(translation_key=listing.page_key).select_related("locale"))
    pages.sort(key=lambda page: page.locale.language_code != settings.LANGUAGE_CODE)
    return pages[0] if pages else None


def _decide(listing: Listing, state: State, user, note: str) -> None:
    """Raises NotShareableError if it has been decided so already, or the page is gone."""
    page = page_of(listing)
    if page is None or listing.state == state:
        raise NotShareableError
    listing.state, listing.note = state, note
    listing.decided_by, listing.decided_at = user, timezone.now()
    listing.save()
    writer = listing.offered_by
    if writer is not None and writer.is_active and writer.email:
        outbox.post(
            "offer",
            writer.email,
            "offer_decided",
            {
                "title": page.title,
                "is_accepted": state == State.ACCEPTED,
                "note": note,
                "page_url": canonical_url(page),
            },
        )


def waiting_offers() -> models.QuerySet[Listing]:
    """Offers that staff have not decided on, of pages that are still live.

    Each has `page_pk`, `title` and `url_path` of its page (the Finnish one, if there is one): one
    query, however many.
    """
    pages = Page.objects.live().filter(translation_key=OuterRef("page_key"))
    pages = pages.order_by(
        Case(When(locale__language_code=settings.LANGUAGE_CODE, then=0), default=1), "pk"
    )
    waiting = offers().filter(state=State.OFFERED).order_by("offered_at", "pk")
    return waiting.annotate(
        page_pk=Subquery(pages.values("pk")[:1]),
        title=Subquery(pages.values("title")[:1]),
        url_path=Subquery(pages.values("url_path")[:1]),
    ).filter(page_pk__isnull=False)


# --- The province's pages on subsites -------------------------------------------------------------


def reach_of(page: Page) -> tuple[bool, frozenset[UUID]]:
    """Where a province's page is listed: whether on all subsites, and the keys of chosen ones."""
    rows = Listing.objects.filter(page_key=page.translation_key, state=State.ACCEPTED)
    rows = rows.filter(Q(everywhere=True) | Q(subsite_key__isnull=False))
    pairs = list(rows.values_list("everywhere", "subsite_key"))
    return any(all_ for all_, _key in pairs), frozenset(key for _all, key in pairs if key)


def list_on(page: Page, user, keys: Collection[UUID] = (), *, everywhere: bool = False) -> None:
    """List a province's page on exactly these subsites (their translation keys), or on all.

    Raises NotShareableError for a subsite's page.
    """
    if subsite_of(page) is not None:
        raise NotShareableError
    was_everywhere, former = reach_of(page)
    wanted = frozenset() if everywhere else frozenset(keys)
    rows = Listing.objects.filter(page_key=page.translation_key)
    # One by one: only so do the signals see them.
    for row in rows.filter(subsite_key__in=former - wanted):
        row.delete()
    if was_everywhere and not everywhere:
        for row in rows.filter(everywhere=True):
            row.delete()
    new = [{"subsite_key": key} for key in sorted(wanted - former)]
    if everywhere and not was_everywhere:
        new.append({"everywhere": True})
    now = timezone.now()
    for where in new:
        Listing.objects.create(
            page_key=page.translation_key,
            state=State.ACCEPTED,
            offered_by=user,
            decided_by=user,
            decided_at=now,
            **where,
        )


# --- For listings ---------------------------------------------------------------------------------


def shared_with(
    subsite: Page | None, *, path_field: str = "path", key_field: str = "translation_key"
) -> Q:
    """A condition that keeps what other sites share with a site (None: the province).

    The province's: accepted pages of its subsites, but of no archived one. A subsite's: the
    province's pages that are listed on it or everywhere. Always one subquery. Whether anybody may
    read the pages is for the asker to say. `path_field` and `key_field` lead to the page's path and
    translation key.
    """
    accepted = Listing.objects.filter(state=State.ACCEPTED)
    if subsite is None:
        keys = accepted.filter(subsite_key__isnull=True, everywhere=False)
        place = ~outside_subsites(path_field) & outside_archived_subsites(path_field)
    else:
        keys = accepted.filter(Q(subsite_key=subsite.translation_key) | Q(everywhere=True))
        place = outside_subsites(path_field)
    return Q(**{f"{key_field}__in": keys.values("page_key")}) & place


def outside_archived_subsites(path_field: str = "path") -> Q:
    """A condition that leaves out what lies in an archived subsite: it is not announced."""
    condition = Q()
    for page in archived_subsites():
        condition &= ~Q(**{f"{path_field}__startswith": page.path})
    return condition


def archived_subsites() -> list[Page]:
    """The front pages, in every language, of subsites that nobody looks after any more."""
    # One look at the generations, also inside a transaction, for however many subsites.
    with generations.one_snapshot():
        return [page for page in all_subsites() if page.archived]


def with_origins(pages: Sequence[P], subsite: Page | None) -> list[P]:
    """The pages, each with its `origin`: the name of the municipality whose subsite it stands on.

    "" for what stands on the list's own site (`subsite`, None for the province) or the province's.
    """
    pages = list(pages)
    here = subsite and subsite.translation_key
    # Once for all pages: each look at what is remembered may take a query inside a transaction.
    subsites = all_subsites()
    for page in pages:
        home = next((each for each in subsites if page.url_path.startswith(each.url_path)), None)
        is_elsewhere = home is not None and home.translation_key != here
        page.origin = home.municipality_name if is_elsewhere else ""
    return pages
