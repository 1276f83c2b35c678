"""What the province's front page gathers from every part."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Page

from contacts.models import Contact, ContactDirectoryPage, ContactKind
from events.listings import events_for, next_of
from events.models import CalendarPage, EventOccurrence
from localjane.founding.municipalities import MunicipalityTile, municipality_tiles
from news.listings import news_for
from news.models import NewsIndexPage
from programme.reading.local import PartOfProgramme, part_of_programme


@dataclass(frozen=True)
class FrontPageParts:
    """The parts in the order of the page; each comes from the app that owns it."""

    tiles: list[MunicipalityTile]
    directory: Page | None
    calendar: Page | None
    next_event: EventOccurrence | None
    events: list
    news_index: Page | None
    news: list
    programme: PartOfProgramme | None
    helpers: list[Contact]

    @classmethod
    def of(cls, page: Page, today: dt.date) -> "FrontPageParts":
        """The parts for a front page, in its language, on a day in Helsinki."""
        language = page.language
        events = events_for(None, None, today, language, limit=6)
        first, others = next_of(events, timezone.now())
        return cls(
            tiles=municipality_tiles(language),
            directory=ContactDirectoryPage.objects.child_of(page).visible().first(),
            calendar=CalendarPage.objects.child_of(page).visible().first(),
            next_event=first,
            events=others,
            news_index=NewsIndexPage.objects.child_of(page).visible().first(),
            news=news_for(None, None, today, language, limit=5),
            programme=part_of_programme(None, language),
            helpers=list(Contact.objects.filter(kind=ContactKind.DEVELOPMENT_OFFICER)),
        )
