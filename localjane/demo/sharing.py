"""What local JANEs have offered to the province, and one item of the province's shown by all."""

import datetime as dt

from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from cms.demo.registry import Demo, part
from cms.models import Listing
from events.models import EventPage
from news.models import NewsPage

# The local JANE's slug and the page's.
ACCEPTED = {
    EventPage: [
        ("joensuu", "jarjestoilta-tilat"),
        ("kitee", "kylien-ilta-puhos"),
        ("lieksa", "digikaveri-viekissa"),
        ("nurmes", "kaveleva-kokous"),
    ],
    NewsPage: [("kitee", "kyytirinki-hakee-kuskeja"), ("lieksa", "latupooli-valmiina")],
}
WAITING = {
    EventPage: [("joensuu", "enon-kyla-parlamentti")],
    NewsPage: [("joensuu", "kansalaistalon-ovet-auki")],
}
EVERYWHERE = "seurantakierros-alkaa"


@part("sharing", needs=["local-janes", "events", "news", "users"], steps=9)
def load_sharing(demo: Demo) -> None:
    """The rows alone: nobody is to be told by mail of a decision that was never made."""
    staff = User.objects.filter(email="henkilosto@example.org").first()
    decided = {
        "state": Listing.State.ACCEPTED,
        "decided_by": staff,
        "decided_at": timezone.now() - dt.timedelta(days=1),
    }
    for page in _pages(demo, ACCEPTED):
        _row(demo, page, offered_at=timezone.now() - dt.timedelta(days=3), **decided)
    publisher = User.objects.filter(email="julkaisija@example.org").first()
    for page in _pages(demo, WAITING):
        asked_at = timezone.now() - dt.timedelta(days=2)
        _row(demo, page, offered_by=publisher, offered_at=asked_at)
    for page in NewsPage.objects.filter(slug=EVERYWHERE, locale__language_code="fi"):
        _row(demo, page, everywhere=True, offered_by=staff, **decided)


def _pages(demo: Demo, slugs: dict) -> list[Page]:
    sites = {page.slug: page for page in demo.local_janes()}
    return [
        page
        for model, pairs in slugs.items()
        for site, slug in pairs
        if site in sites
        for page in model.objects.descendant_of(sites[site]).filter(slug=slug)
    ]


def _row(demo: Demo, page: Page, *, everywhere: bool = False, **values) -> None:
    Listing.objects.get_or_create(
        page_key=page.translation_key, subsite_key=None, everywhere=everywhere, defaults=values
    )
    demo.step(page.title)
