"""Dates and periods as people say them: every form, day's and year's turn, each language."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import translation

from cms.dates import (
    DateLeaf,
    date_leaf,
    format_date,
    format_moment,
    format_period,
    format_period_in_full,
)

TODAY = dt.date(2026, 10, 1)


def at(*numbers: int) -> dt.datetime:
    """A moment in Helsinki."""
    return dt.datetime(*numbers, tzinfo=ZoneInfo("Europe/Helsinki"))


def as_typed(text: str) -> str:
    """Text without what keeps its phrases on one line."""
    return text.replace("\u00a0", " ").replace("\u2060", "")


def said(start, end=None, all_day=False, today=TODAY, language="fi") -> str:
    with translation.override(language):
        return as_typed(format_period(start, end, all_day, today))


def said_in_full(start, end=None, all_day=False, language="fi") -> str:
    with translation.override(language):
        return as_typed(format_period_in_full(start, end, all_day))


EVENING = at(2026, 11, 5, 17), at(2026, 11, 5, 19)
DAYS = at(2026, 11, 2), at(2026, 11, 6)
MONTHS = at(2026, 11, 30), at(2026, 12, 2)
YEARS = at(2026, 12, 30), at(2027, 1, 2)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (*EVENING, "to 5.11. klo 17–19"),
        (at(2026, 11, 5, 17, 30), at(2026, 11, 5, 19), "to 5.11. klo 17.30–19"),
        (at(2026, 11, 5, 9), at(2026, 11, 5, 9, 5), "to 5.11. klo 9–9.05"),
        (at(2026, 11, 5, 17), None, "to 5.11. klo 17"),
        (at(2026, 11, 5, 17), at(2026, 11, 5, 17), "to 5.11. klo 17"),
        (at(2026, 11, 5, 0), at(2026, 11, 5, 2), "to 5.11. klo 0–2"),
        (at(2026, 11, 5, 18), at(2026, 11, 6, 0), "to 5.11. klo 18–24"),
        (at(2026, 11, 5, 22), at(2026, 11, 6, 2), "to 5.11. klo 22 – pe 6.11. klo 2"),
        (at(2026, 11, 5, 18), at(2026, 11, 7, 0), "to 5.11. klo 18 – pe 6.11. klo 24"),
        (at(2025, 11, 5, 17), at(2025, 11, 5, 19), "ke 5.11.2025 klo 17–19"),
        (at(2026, 12, 31, 22), at(2027, 1, 1, 1), "to 31.12.2026 klo 22 – pe 1.1.2027 klo 1"),
        (at(2026, 12, 31, 22), at(2027, 1, 1, 0), "to 31.12. klo 22–24"),
        (None, None, ""),
    ],
)
def test_a_period_of_hours(start, end, words):
    assert said(start, end) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (*EVENING, "to 5.11."),
        (at(2026, 11, 5), None, "to 5.11."),
        (*DAYS, "ma 2.–pe 6.11."),
        (*MONTHS, "30.11.–2.12."),
        (*YEARS, "30.12.2026–2.1.2027"),
        (at(2025, 11, 3), at(2025, 11, 7), "ma 3.–pe 7.11.2025"),
        (at(2025, 11, 30), at(2025, 12, 2), "30.11.–2.12.2025"),
        (at(2026, 11, 2), at(2026, 11, 6, 23, 59, 59, 999999), "ma 2.–pe 6.11."),
    ],
)
def test_a_period_of_whole_days(start, end, words):
    assert said(start, end, all_day=True) == words


def test_the_year_is_said_when_it_is_not_the_present_one():
    newyear = at(2027, 1, 3, 14)
    assert said(newyear, today=dt.date(2026, 12, 31)) == "su 3.1.2027 klo 14"
    assert said(newyear, today=dt.date(2027, 1, 1)) == "su 3.1. klo 14"


def test_the_present_year_is_helsinkis(time_machine):
    # An hour and a half before midnight in UTC, the new year has begun in Helsinki.
    time_machine.move_to(dt.datetime(2026, 12, 31, 22, 30, tzinfo=dt.UTC))
    with translation.override("fi"):
        assert as_typed(format_period(at(2027, 1, 3, 14))) == "su 3.1. klo 14"
        assert date_leaf(at(2026, 12, 30, 14)).day == "30.12.2026"


@pytest.mark.parametrize("day", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)])
def test_the_days_when_the_clock_is_moved_are_days_like_others(day):
    start = dt.datetime.combine(day, dt.time.min, tzinfo=ZoneInfo("Europe/Helsinki"))
    end = dt.datetime.combine(day, dt.time(23, 59, 59), tzinfo=ZoneInfo("Europe/Helsinki"))
    assert said(start, end, all_day=True) == f"su {day.day}.{day.month}."
    night = said(start, start.replace(hour=5))
    assert night == f"su {day.day}.{day.month}. klo 0–5"


def test_moments_are_told_in_helsinkis_time():
    assert said(dt.datetime(2026, 7, 1, 21, 30, tzinfo=dt.UTC)) == "to 2.7. klo 0.30"


LANGUAGES = {
    "fi": (
        "to 5.11. klo 17–19",
        "ma 2.–pe 6.11.",
        "30.11.–2.12.",
        "torstai 5.11.2026 klo 17–19",
        "maanantai 2.11.–perjantai 6.11.2026",
    ),
    "sv": (
        "tors 5.11 kl. 17–19",
        "mån 2–fre 6.11",
        "30.11–2.12",
        "torsdag 5 november 2026 kl. 17–19",
        "måndag 2 november–fredag 6 november 2026",
    ),
    "en": (
        "Thu 5 Nov, 17:00–19:00",
        "Mon 2 – Fri 6 Nov",
        "30 Nov – 2 Dec",
        "Thursday 5 November 2026, 17:00–19:00",
        "Monday 2 November – Friday 6 November 2026",
    ),
    "fi-simple": (
        "torstai 5.11. kello 17–19",
        "maanantai 2.11.–perjantai 6.11.",
        "maanantai 30.11.–keskiviikko 2.12.",
        "torstai 5.11.2026 kello 17–19",
        "maanantai 2.11.–perjantai 6.11.2026",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_it_its_own_way(language):
    assert (
        said(*EVENING, language=language),
        said(*DAYS, all_day=True, language=language),
        said(*MONTHS, all_day=True, language=language),
        said_in_full(*EVENING, language=language),
        said_in_full(*DAYS, all_day=True, language=language),
    ) == LANGUAGES[language]


@pytest.mark.parametrize(
    ("start", "end", "all_day", "words"),
    [
        (at(2025, 11, 5, 17, 30), None, False, "keskiviikko 5.11.2025 klo 17.30"),
        (at(2026, 11, 5, 17), None, True, "torstai 5.11.2026"),
        (*MONTHS, True, "maanantai 30.11.–keskiviikko 2.12.2026"),
        (*YEARS, True, "keskiviikko 30.12.2026–lauantai 2.1.2027"),
        (
            at(2026, 11, 5, 22),
            at(2026, 11, 6, 2),
            False,
            "torstai 5.11. klo 22 – perjantai 6.11.2026 klo 2",
        ),
        (None, None, False, ""),
    ],
)
def test_an_events_own_page_always_says_the_year(start, end, all_day, words):
    assert said_in_full(start, end, all_day) == words


@pytest.mark.parametrize(
    ("start", "end", "all_day", "leaf"),
    [
        (*EVENING, False, ("to", "5.11.", "klo 17–19")),
        (*EVENING, True, ("to", "5.11.", "")),
        (at(2025, 11, 5, 17), None, False, ("ke", "5.11.2025", "klo 17")),
        (*DAYS, True, ("", "ma 2.–pe 6.11.", "")),
    ],
)
def test_a_leaf_has_the_same_words_in_parts(start, end, all_day, leaf):
    with translation.override("fi"):
        made = date_leaf(start, end, all_day, TODAY)
    assert DateLeaf(made.weekday, as_typed(made.day), as_typed(made.hours)) == DateLeaf(*leaf)
    assert " ".join(filter(None, leaf)) == said(start, end, all_day)


def test_hours_and_short_dates_are_not_torn_at_a_lines_end():
    with translation.override("fi"):
        assert format_period(*EVENING, today=TODAY) == "to\u00a05.11. klo\u00a017–\u206019"


def test_exact_dates_stay_as_they_are():
    with translation.override("fi"):
        assert format_date(dt.date(2026, 10, 30)) == "30.10.2026"
        assert format_moment(at(2026, 10, 30, 17)) == "30.10.2026 klo 17.00"
        assert format_date(None) == format_moment(None) == ""


def test_templates_say_a_period_briefly_and_in_full(time_machine):
    time_machine.move_to(at(2026, 10, 1, 12))
    template = Template(
        "{% load cms_tags %}{% period start end %}|{% period_in_full start end %}"
        "{% date_leaf start end as leaf %}|{{ leaf.weekday }}"
    )
    with translation.override("fi"):
        text = template.render(Context({"start": EVENING[0], "end": EVENING[1]}))
    assert as_typed(text) == "to 5.11. klo 17–19|torstai 5.11.2026 klo 17–19|to"
