"""A year of events: past, going on, today, coming and without a time; some in other languages."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path

from wagtail.models import Page

from cms.dates import day_bounds
from cms.demo.bodies import body
from cms.demo.registry import Demo, part
from cms.subsites import subsite_model
from contacts.models import Contact, ContactKind, Municipality, Organisation, OrganisationKind
from events.demo.measuring import load_more
from events.models import AttendanceMode, CalendarPage, EventPage, EventState, EventStatus

HERE = Path(__file__).parent
# How long before it takes place an event has been published.
KNOWN_BEFORE = dt.timedelta(days=30)


@cache
def texts(name: str) -> dict:
    """The words of a TOML file beside this module."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@part(
    "events",
    needs=["home", "local-janes", "municipalities", "organisations", "contacts"],
    steps=45,
)
def load_events(demo: Demo) -> None:
    """The calendars of the province and of the local JANEs that arrange something."""
    province = texts("province")
    calendar = demo.publish(demo.home(), CalendarPage(**province["index"]))
    council = Organisation.objects.filter(kind=OrganisationKind.COUNCIL).first()
    for words in province["item"]:
        demo.step(_event(demo, calendar, words, council).title)
    pages = {page.municipality_code: page for page in demo.local_janes()}
    for local in texts("local").values():
        calendar = demo.publish(pages.pop(local["municipality"]), _calendar(local))
        organiser = Organisation.objects.filter(
            kind=OrganisationKind.LOCAL_JANE, municipality__code=local["municipality"]
        ).first()
        for words in local["item"]:
            words = {"place_code": local["municipality"], **words}
            demo.step(_event(demo, calendar, words, organiser).title)
    if demo.scale > 1:
        load_more(demo, list(pages.values()))


@part(
    "translations-events",
    needs=["events", "translations-local-janes"],
    provides=["translations"],
    steps=6,
)
def load_translated_events(demo: Demo) -> None:
    """Two calendars in each language, with an event each."""
    for name, languages in texts("translations").items():
        parent = (
            demo.home()
            if name == "province"
            else subsite_model().objects.get(slug=name, locale__language_code="fi")
        )
        calendar = CalendarPage.objects.child_of(parent).get()
        for language, words in languages.items():
            demo.translate(calendar, language, **words["index"])
            for event in words["item"]:
                original = EventPage.objects.child_of(calendar).get(slug=event["of"])
                demo.translate(
                    original,
                    language,
                    title=event["title"],
                    slug=event["slug"],
                    introduction=event["lead"],
                    body=_body(event),
                )
            demo.step(words["index"]["title"])


def _calendar(words: dict) -> CalendarPage:
    return CalendarPage(**{name: words[name] for name in ("title", "slug", "introduction")})


def _event(demo: Demo, calendar: Page, words: dict, organiser: Organisation | None) -> EventPage:
    starts_at, ends_at = times(words, demo.today)
    now = day_bounds(demo.today)[0]
    event = EventPage(
        title=words["title"],
        slug=words["slug"],
        introduction=words["lead"],
        starts_at=starts_at,
        ends_at=ends_at,
        all_day=words.get("all_day", False),
        attendance_mode=words.get("mode", AttendanceMode.OFFLINE),
        place=words.get("place", ""),
        address=words.get("address", ""),
        municipality=Municipality.objects.filter(code=words.get("place_code", "")).first(),
        online_url=words.get("online_url", ""),
        organiser=organiser,
        contact=_contact(organiser),
        image=demo.image(**words["picture"]) if "picture" in words else None,
        body=_body(words),
    )
    event = demo.publish(calendar, event, at=min(starts_at or now, now) - KNOWN_BEFORE)
    if "cancelled" in words:
        EventState.objects.get_or_create(
            event_key=event.translation_key,
            defaults={
                "status": EventStatus.CANCELLED,
                "note": words["cancelled"],
                "changed_at": now - dt.timedelta(hours=15),
            },
        )
    return event


def times(words: dict, today: dt.date) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Start and end in Helsinki, on working days unless close to today; None if not known."""
    if "days" not in words:
        return None, None
    first = today + dt.timedelta(days=words["days"])
    if abs(words["days"]) > 7 and "lasts" not in words:
        first += dt.timedelta(days={5: -1, 6: 1}.get(first.weekday(), 0))
    last = first + dt.timedelta(days=words.get("lasts", 0))
    return _at(first, words.get("start", "00:00")), _at(last, words.get("end", "00:00"))


def _at(day: dt.date, clock: str) -> dt.datetime:
    midnight, _next = day_bounds(day)
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), tzinfo=midnight.tzinfo)


def _contact(organiser: Organisation | None) -> Contact | None:
    """The organiser's secretary, or somebody else of it who answers."""
    contacts = {contact.kind: contact for contact in Contact.objects.filter(organisation=organiser)}
    for kind in (ContactKind.SECRETARY, ContactKind.ASSOCIATION_AGENT, ContactKind.CHAIR):
        if organiser and kind in contacts:
            return contacts[kind]
    return None


def _body(words: dict) -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in words.get("text", []))
    text = [{"text": paragraphs}] if paragraphs else []
    return body([*text, *words.get("more", [])])
