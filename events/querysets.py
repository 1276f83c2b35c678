"""Questions about when things happen. `today` is a date in Helsinki."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from wagtail.models import Page, get_page_models

from cms.dates import day_bounds
from cms.querysets import BasePageQuerySet
from cms.sharing import outside_archived_subsites, shared_with
from cms.states import StateQuerySet
from cms.subsites import outside_subsites


class EventPageQuerySet(BasePageQuerySet):
    """Pages of events. When they happen, ask their occurrences."""

    def for_lists(self) -> "EventPageQuerySet":
        """Bring along what a list item shows; leave the long texts."""
        return self.select_related("locale", "municipality", "organiser").defer_streamfields()


class EventStateQuerySet(StateQuerySet):
    """States of events."""

    def cancelled(self) -> "EventStateQuerySet":
        """Those of events that do not take place."""
        return self.filter(status="cancelled")

    def cancelled_of(self, keys) -> dict:
        """The states of the cancelled ones among events, by their pages' translation keys."""
        return self.cancelled().filter(event_key__in=keys).by_key()


class EventOccurrenceQuerySet(models.QuerySet):
    """Occurrences. Upcoming, past and undated together hold each exactly once."""

    # --- When ---

    def upcoming(self, today: dt.date) -> "EventOccurrenceQuerySet":
        """What ends today or later: running, today's and coming ones, the next first.

        What began earlier and ended on the stroke of midnight ended yesterday.
        """
        start, _end = day_bounds(today)
        return self.filter(Q(starts_at__gte=start) | Q(ends_at__gt=start)).order_by(
            "starts_at", "pk"
        )

    def past(self, today: dt.date) -> "EventOccurrenceQuerySet":
        """What ended before today, the latest first."""
        start, _end = day_bounds(today)
        return self.filter(starts_at__lt=start, ends_at__lte=start).order_by("-starts_at", "-pk")

    def undated(self) -> "EventOccurrenceQuerySet":
        """What has no time yet, the last written first."""
        return self.filter(starts_at__isnull=True).order_by("-pk")

    # --- Where ---

    def visible(self) -> "EventOccurrenceQuerySet":
        """What anybody may read: its page is live and not private."""
        return self.filter(page__in=Page.objects.live().public())

    def for_subsite(self, subsite: Page) -> "EventOccurrenceQuerySet":
        """What stands on a subsite, given its page in any language."""
        return self.filter(page__path__startswith=subsite.facts.path)

    def of_province(self) -> "EventOccurrenceQuerySet":
        """What stands on the province's pages and on no subsite."""
        return self.filter(outside_subsites("page__path"))

    def for_municipality(self, municipality) -> "EventOccurrenceQuerySet":
        """Events whose page names the municipality."""
        return self.filter(page__eventpage__municipality=municipality)

    def in_calendar(self, subsite: Page | None, municipality=None) -> "EventOccurrenceQuerySet":
        """What a site's calendar lists.

        A local JANE's: all its own, and of the province's those that name its municipality or are
        shared with it. The province's (`subsite` None): everybody's but an archived site's, or
        those in one municipality.
        """
        if subsite is None:
            rows = self.filter(outside_archived_subsites("page__path"))
            return rows if municipality is None else rows.for_municipality(municipality)
        listed = Q(page__path__startswith=subsite.facts.path)
        listed |= shared_with(subsite, path_field="page__path", key_field="page_key")
        if municipality is not None:
            named = Q(page__eventpage__municipality=municipality)
            listed |= outside_subsites("page__path") & named
        return self.filter(listed)

    def listed_on(self, subsite: Page | None, municipality=None) -> "EventOccurrenceQuerySet":
        """What a site's front page lists.

        A local JANE's: what its calendar lists. The province's (`subsite` None): its own and what
        it has accepted of its subsites, or of them those in one municipality.
        """
        if subsite is not None:
            return self.in_calendar(subsite, municipality)
        # With no subsites the first condition is empty, and "or" would drop it.
        own = outside_subsites("page__path") or Q(pk__isnull=False)
        accepted = shared_with(None, path_field="page__path", key_field="page_key")
        rows = self.filter(own | accepted)
        return rows if municipality is None else rows.for_municipality(municipality)

    # --- With their pages ---

    def with_pages(self, language: str) -> list:
        """A list of the occurrences, each with its page in a language as `shown_page`.

        Where there is no such (visible) translation it is the Finnish page. Its `facts` are brought
        along, and so is the event's `state`. The number of queries does not grow with the rows.
        """
        from events.models import EventState, TakesPlace

        rows = list(self)
        ids = {row.page_id for row in rows}
        keys = {row.page_key for row in rows}
        kinds = {row.kind for row in rows}
        own, translated = {}, {}
        for model in get_page_models():
            if not issubclass(model, TakesPlace) or model.occurrence_kind not in kinds:
                continue
            words = model.objects.filter(
                translation_key__in=keys, locale__language_code=language
            ).visible()
            wanted = Q(pk__in=ids) | Q(pk__in=words.values("pk"))
            for page in model.objects.filter(wanted).for_lists():
                if page.pk in ids:
                    own[page.pk] = page
                else:
                    translated[page.translation_key] = page
        cancelled = EventState.objects.cancelled_of(keys)
        for row in rows:
            row.state = cancelled.get(row.page_key) or EventState(event_key=row.page_key)
            source = own[row.page_id]
            source.facts = source
            row.shown_page = translated.get(row.page_key, source)
            row.shown_page.facts = source
        return rows

    # --- When lists change by time alone ---

    def next_moment(self, now: dt.datetime) -> dt.datetime | None:
        """The next start or end of anything after a moment; None if nothing is coming."""
        moments = self.aggregate(
            start=models.Min("starts_at", filter=Q(starts_at__gt=now)),
            end=models.Min("ends_at", filter=Q(ends_at__gt=now) & Q(ends_at__gt=F("starts_at"))),
        )
        return min((m for m in moments.values() if m), default=None)
