"""Events of the further local JANEs of `load_demo --scale N`: put together by dice."""

import datetime as dt

from wagtail.models import Page

from cms.dates import day_bounds
from cms.demo.registry import Demo
from contacts.models import Municipality
from events.models import AttendanceMode, CalendarPage, EventPage

EVENTS = 10
BARE_SLUG = "ilomantsi"
SUBJECTS = ("Järjestöilta", "Digineuvonta", "Talkoot", "Kokous", "Kyläilta", "Koulutus")
PLACES = ("Kirjasto", "Seurantalo", "Koulun sali", "Kunnantalo")


def load_more(demo: Demo, local_janes: list[Page]) -> None:
    """A calendar for each of the given local JANEs, but the one that is bare on purpose."""
    for local_jane in local_janes:
        if local_jane.slug == BARE_SLUG:
            continue
        calendar = demo.publish(local_jane, CalendarPage(title="Tapahtumat", slug="tapahtumat"))
        municipality = Municipality.objects.get(code=local_jane.municipality_code)
        for number in range(1, EVENTS + 1):
            day = demo.today + dt.timedelta(days=demo.random.randrange(-300, 120))
            starts_at = day_bounds(day)[0] + dt.timedelta(hours=demo.random.randrange(9, 19))
            event = EventPage(
                title=f"{demo.random.choice(SUBJECTS)} {number}",
                slug=f"tapahtuma-{number}",
                starts_at=starts_at,
                ends_at=starts_at + dt.timedelta(hours=2),
                attendance_mode=demo.random.choice(AttendanceMode.values),
                place=demo.random.choice(PLACES),
                municipality=municipality,
            )
            demo.publish(calendar, event)
        demo.step(local_jane.title)
