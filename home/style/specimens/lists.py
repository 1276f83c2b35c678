"""Lists of what happens, what is new and what there is to read."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.utils.translation import pgettext_lazy

from cms.filters import Filter, Option
from home.style.specimens.base import (
    CANCELLED,
    CHOSEN,
    EMPTY,
    FOREIGN,
    ITEM,
    LONG,
    MANY,
    PICTURE,
    SINGLE,
    UNKNOWN,
    USUAL,
    Specimen,
    each,
)
from home.style.stand_ins import (
    LONG_TITLE,
    LONG_WORD,
    NOWHERE,
    TEXT,
    PictureStandIn,
    Thing,
    appointment,
    contact,
    document,
    moment,
    news,
    occurrence,
    page,
    result,
)


def specimens(request) -> Iterator[Specimen]:
    """The components, made anew: their dates count from today."""
    yield each(
        "events/components/occurrence_item.html",
        (USUAL, {"occurrence": occurrence()}),
        (
            pgettext_lazy("state of a component", "several days"),
            {"occurrence": occurrence(starts_at=moment(2, 9), ends_at=moment(5, 15))},
        ),
        (
            pgettext_lazy("state of a component", "whole day, remote"),
            {
                "occurrence": occurrence(
                    starts_at=moment(9, 0),
                    ends_at=moment(9, 0),
                    all_day=True,
                    attendance_mode="online",
                    mode="Etänä",
                )
            },
        ),
        (
            pgettext_lazy("state of a component", "time to be announced"),
            {"occurrence": occurrence(starts_at=None, ends_at=None)},
        ),
        (CANCELLED, {"occurrence": occurrence(state=Thing(is_cancelled=True))}),
        (LONG, {"occurrence": occurrence(LONG_TITLE, place=LONG_WORD, introduction=TEXT * 3)}),
        (FOREIGN, {"occurrence": occurrence("Föreningskväll", language="sv", introduction="")}),
        wrapper=ITEM,
        heading_level=4,
        request=request,
    )
    yield each(
        "events/components/next_event.html",
        (USUAL, {"occurrence": occurrence()}),
        (EMPTY, {"occurrence": None}),
        request=request,
    )
    yield each(
        "events/components/next_events.html",
        (EMPTY, {"occurrences": []}),
        (MANY, {"occurrences": [occurrence(), occurrence("Toimintapäivä")]}),
        calendar=page("Tapahtumat"),
        request=request,
    )
    event = occurrence().shown_page
    vars(event).update(address="Koulukatu 1", online_url="")
    remote = occurrence(attendance_mode="online", mode="Etänä").shown_page
    vars(remote).update(address="", online_url=NOWHERE)
    timing = Thing(starts_at=moment(1, 17), ends_at=moment(1, 19), all_day=False)
    undated = Thing(starts_at=None, ends_at=None, all_day=False)
    yield each(
        "events/components/facts.html",
        (USUAL, {"facts": event, "timings": [timing]}),
        (MANY, {"facts": remote, "timings": [timing, timing]}),
        (EMPTY, {"facts": event, "timings": [undated]}),
        (CANCELLED, {"facts": event, "timings": [timing], "is_cancelled": True}),
        wrapper='<div class="event-facts">{}</div>',
    )
    yield each(
        "news/components/news_item.html",
        (USUAL, {"item": news()}),
        (PICTURE, {"item": news(image=PictureStandIn())}),
        (pgettext_lazy("state of a component", "statement"), {"item": news(fact_kind="statement")}),
        (LONG, {"item": news(LONG_TITLE, introduction=TEXT * 3, image=PictureStandIn())}),
        (FOREIGN, {"item": news("Digigruppen söker medlemmar", language="sv", introduction="")}),
        wrapper=ITEM,
        heading_level=4,
        request=request,
    )
    yield each(
        "news/components/latest_news.html",
        (EMPTY, {"news": []}),
        (SINGLE, {"news": [news()]}),
        news_index=page("Uutiset"),
        request=request,
    )
    yield each(
        "components/document_row.html",
        (USUAL, {"document": document(), "description": "Mitä tehdään ja milloin"}),
        (LONG, {"document": document(LONG_TITLE, date=None), "description": TEXT}),
        (FOREIGN, {"document": document("Verksamhetsplan", language="sv"), "description": ""}),
        wrapper=ITEM,
        heading_level=4,
    )
    yield each(
        "projects/components/project_group.html",
        (EMPTY, {"projects": []}),
        (
            MANY,
            {
                "projects": [
                    Thing(page=page(title), facts=Thing(years=years), foreign_language="")
                    for title, years in (("Digitukea kylille", "2024–2026"), (LONG_TITLE, ""))
                ]
            },
        ),
        heading="Käynnissä olevat hankkeet",
        name="running",
        request=request,
    )
    yield each(
        "council/components/body_item.html",
        (USUAL, {"body": page("Digityöryhmä")}),
        wrapper=ITEM,
        heading_level=4,
        request=request,
    )
    found = page("Yhdistyksen perustaminen", get_verbose_name="Sivu")
    event_found = page("Avustusneuvonta", get_verbose_name="Tapahtuma")
    yield each(
        "search/components/result.html",
        (USUAL, {"result": result(found)}),
        (CANCELLED, {"result": result(event_found, when="ke 5.11. klo 17", is_cancelled=True)}),
        wrapper=ITEM,
        request=request,
    )
    yield each(
        "search/components/how_found.html",
        (
            USUAL,
            {
                "corrections": [Thing(typed="yhditys", searched="yhdistys", href=NOWHERE)],
                "is_loose": True,
            },
        ),
        (EMPTY, {"corrections": [], "is_loose": False}),
    )
    yield each(
        "search/components/best_bets.html",
        (
            MANY,
            {
                "best_bets": [
                    Thing(title="Näin haet avustusta", href=NOWHERE, note=TEXT, language="fi"),
                    Thing(title="Ansök om understöd", href=NOWHERE, note="", language="sv"),
                ]
            },
        ),
        (EMPTY, {"best_bets": []}),
    )
    yield each(
        "search/components/card.html",
        (
            USUAL,
            {
                "card": Thing(
                    heading="Juuka",
                    site=NOWHERE,
                    site_name="Juuan JANE",
                    website="",
                    contacts=[contact(appointment())],
                    directory=NOWHERE,
                )
            },
        ),
        (EMPTY, {"card": None}),
    )
    yield each(
        "components/parts.html",
        (MANY, {"parts": [page("Säännöt"), page(LONG_TITLE)]}),
        (EMPTY, {"parts": []}),
        request=request,
    )
    numbers = Paginator(range(60), 20)
    yield each(
        "components/pagination.html",
        (pgettext_lazy("state of a component", "first page"), {"items": numbers.page(1)}),
        (pgettext_lazy("state of a component", "middle page"), {"items": numbers.page(2)}),
        (pgettext_lazy("state of a component", "last page"), {"items": numbers.page(3)}),
        (pgettext_lazy("state of a component", "only page"), {"items": Paginator([1], 20).page(1)}),
        request=request,
    )
    for template in ("components/filter.html", "components/folded_filter.html"):
        yield each(
            template,
            (USUAL, {"filter": municipality_filter("")}),
            (CHOSEN, {"filter": municipality_filter("juuka")}),
            (UNKNOWN, {"filter": municipality_filter("", unknown="Atlantis")}),
        )


def municipality_filter(value: str, unknown: str = "", label: str = "Kunta") -> Filter:
    """A filter of a few municipalities, with one chosen or an unknown one asked for."""
    choices = (("", "Kaikki kunnat"), ("juuka", "Juuka"), ("kitee", "Kitee"), ("lieksa", "Lieksa"))
    options = tuple(Option(key, text, NOWHERE, key == value) for key, text in choices)
    return Filter("kunta", label, options, value, unknown)
