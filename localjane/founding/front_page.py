"""What a local JANE's front page shows without an editor's work, from its municipality alone."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Page

from cms.models import PageDocument
from contacts.models import Contact
from events.listings import events_for, next_of
from events.models import CalendarPage, EventOccurrence
from news.listings import news_for
from news.models import NewsIndexPage
from programme.reading.local import PartOfProgramme, part_of_programme


@dataclass(frozen=True)
class FrontPageParts:
    """The parts in the order of the page. Each comes from the app that owns it.

    Roles show vacancies too, so a subsite with no content of its own still says who is who and
    what the programme does in its municipality. An archived one's events are not announced: nobody
    looks after them any more.
    """

    archived: bool
    next_event: EventOccurrence | None
    calendar: Page | None
    events: list
    news_index: Page | None
    news: list
    roles: list[Contact]
    documents: list[PageDocument]
    programme: PartOfProgramme | None

    @classmethod
    def of(cls, page: Page, today: dt.date) -> "FrontPageParts":
        """The parts for a local JANE's page, in its language, on a day in Helsinki."""
        municipality = page.facts.municipality
        language = page.language
        archived = page.archived is not None
        events = [] if archived else events_for(page, municipality, today, language, limit=5)
        first, others = next_of(events, timezone.now())
        return cls(
            archived=archived,
            next_event=first,
            calendar=CalendarPage.objects.child_of(page).visible().first(),
            events=others,
            news_index=NewsIndexPage.objects.child_of(page).visible().first(),
            news=news_for(page, municipality, today, language, limit=4),
            roles=list(Contact.objects.for_municipality(municipality)),
            documents=list(PageDocument.objects.below(page.facts)[:5]),
            programme=part_of_programme(municipality, language),
        )
