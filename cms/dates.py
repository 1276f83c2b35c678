"""Dates and times as people write them, in the active language and in Helsinki's time.

There are two ways of it. An *exact* date stands where papers are filed and where one edits:
30.10.2026 klo 17.00. A *period* is said as people say when something takes place: ke 5.11. klo
17–19. Their patterns are translated, so that no sentence is glued together; plain Finnish has no
abbreviations.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

HELSINKI = timezone.get_default_timezone
NO_BREAK_SPACE = "\u00a0"
# A line may otherwise end after a dash.
UNBROKEN_DASH = "–\u2060"
PLAIN_LANGUAGES = frozenset({"fi-simple"})


def helsinki_today() -> dt.date:
    """Today's date in Helsinki."""
    return timezone.localdate()


def day_bounds(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The first moment of a day in Helsinki and that of the next day, as aware datetimes."""
    zone = timezone.get_default_timezone()
    start = dt.datetime.combine(day, dt.time.min, tzinfo=zone)
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min, tzinfo=zone)
    return start, end


# --- Exact ----------------------------------------------------------------------------------------


def format_date(day: dt.date | None) -> str:
    """30.10.2026; an empty string for None."""
    return date_format(day, "j.n.Y") if day else ""


def format_moment(moment: dt.datetime | None) -> str:
    """30.10.2026 klo 17.00 (time of Helsinki); an empty string for None."""
    if not moment:
        return ""
    local = timezone.localtime(moment)
    return _("%(date)s at %(time)s") % {
        "date": format_date(local),
        "time": date_format(local, "G.i"),
    }


# --- As people say it -----------------------------------------------------------------------------


@dataclass(frozen=True)
class DateLeaf:
    """A period in the parts that a leaf of a calendar shows; read in a row they make a phrase.

    `weekday`, `day` and `hours` are "ke", "5.11." and "klo 17–19". A whole day has no hours. What
    goes over several days stands in `day` alone, with neither weekday nor hours.
    """

    weekday: str
    day: str
    hours: str


@dataclass(frozen=True)
class _Period:
    """A period in Helsinki's time: its days, and its clock unless it lasts whole days."""

    first: dt.date
    last: dt.date
    starts: dt.time | None
    ends: dt.time | None

    @classmethod
    def of(cls, start: dt.datetime, end: dt.datetime | None, all_day: bool) -> "_Period":
        start = timezone.localtime(start)
        end = timezone.localtime(end) if end else start
        if all_day:
            return cls(start.date(), end.date(), None, None)
        if end == start:
            return cls(start.date(), start.date(), start.time(), None)
        last = end.date()
        if end.time() == dt.time.min:
            # What ends on the stroke of midnight ends on the day before, at 24.
            last -= dt.timedelta(days=1)
        return cls(start.date(), last, start.time(), end.time())


def format_period(
    start: dt.datetime | None,
    end: dt.datetime | None = None,
    all_day: bool = False,
    today: dt.date | None = None,
) -> str:
    """A period for a list: ke 5.11. klo 17–19; ma 2.–pe 6.11.; 30.11.–2.12.; "" without a start.

    The year is said unless it is that of `today` (a date in Helsinki, by default the present one).

    :param end: the last moment (for whole days: any moment of the last day) or None.
    """
    return _in_words(start, end, all_day, today or helsinki_today(), _is_plain())


def format_period_in_full(
    start: dt.datetime | None, end: dt.datetime | None = None, all_day: bool = False
) -> str:
    """A period for its own page, always with the year: keskiviikko 5.11.2026 klo 17–19."""
    return _in_words(start, end, all_day, None, True)


def date_leaf(
    start: dt.datetime,
    end: dt.datetime | None = None,
    all_day: bool = False,
    today: dt.date | None = None,
) -> DateLeaf:
    """The parts of a period for a list, by the rules of `format_period`."""
    today = today or helsinki_today()
    period = _Period.of(start, end, all_day)
    if period.first != period.last:
        return DateLeaf("", format_period(start, end, all_day, today), "")
    day = period.first
    return DateLeaf(
        weekday=date_format(day, "l" if _is_plain() else "D"),
        day=_day_and_month(day, with_year=day.year != today.year),
        hours=_hours(period.starts, period.ends),
    )


def _in_words(start, end, all_day: bool, today: dt.date | None, full: bool) -> str:
    """`full`: weekdays and months unabbreviated; `today` None: the year is always said."""
    if not start:
        return ""
    period = _Period.of(start, end, all_day)
    first, last = period.first, period.last
    years_differ = first.year != last.year
    says_year = years_differ or today is None or last.year != today.year
    if first == last:
        return _moment(_day(last, says_year, full), _hours(period.starts, period.ends))
    if period.starts is not None:
        # Both sides are of several words, so there are spaces around the dash.
        starts = _moment(_day(first, years_differ, full), _hours(period.starts))
        return f"{starts} – {_moment(_day(last, says_year, full), _hours(period.ends, last=True))}"
    if full:
        begins, ends = _day(first, years_differ, full), _day(last, says_year, full)
    elif years_differ or first.month != last.month:
        begins, ends = _day_and_month(first, years_differ), _day_and_month(last, says_year)
    else:
        # Translators: the first of several days in one month, as in Mon 2 – Fri 6 Nov.
        begins = _unbroken(date_format(first, pgettext("date format", "D j")))
        ends = _day(last, says_year, full)
    return pgettext("days", "%(first)s – %(last)s") % {"first": begins, "last": ends}


def _is_plain() -> bool:
    return get_language() in PLAIN_LANGUAGES


def _unbroken(text: str) -> str:
    """Keep a short phrase on one line."""
    return text.replace(" ", NO_BREAK_SPACE)


def _day(day: dt.date, with_year: bool, full: bool) -> str:
    if full:
        # Translators: Django's letters of dates; a weekday, a day and a month, as on an invitation.
        plain, dated = pgettext("date format", "l j F"), pgettext("date format", "l j F Y")
        return date_format(day, dated if with_year else plain)
    # Translators: Django's letters of dates; the same as briefly as people write it in a list.
    plain, dated = pgettext("date format", "D j M"), pgettext("date format", "D j M Y")
    return _unbroken(date_format(day, dated if with_year else plain))


def _day_and_month(day: dt.date, with_year: bool) -> str:
    plain, dated = pgettext("date format", "j M"), pgettext("date format", "j M Y")
    return _unbroken(date_format(day, dated if with_year else plain))


def _moment(day: str, hours: str) -> str:
    if not hours:
        return day
    return pgettext("day and hours", "%(day)s, %(hours)s") % {"day": day, "hours": hours}


def _hours(starts: dt.time | None, ends: dt.time | None = None, *, last: bool = False) -> str:
    """klo 17–19; "" for a whole day. `last`: what is given is the end, which may be midnight."""
    if starts is None:
        return ""
    time = _clock(starts, is_end=last)
    if ends is not None:
        time = f"{time}{UNBROKEN_DASH}{_clock(ends, is_end=True)}"
    if _is_plain():
        hours = pgettext("hours in plain language", "%(time)s")
    else:
        hours = pgettext("hours", "%(time)s")
    return _unbroken(hours % {"time": time})


def _clock(time: dt.time, *, is_end: bool) -> str:
    if is_end and time == dt.time.min:
        # Translators: midnight at the end of a day.
        return pgettext("time of day", "24:00")
    if time.minute == 0:
        # Translators: Django's letters of times; on the hour.
        return date_format(time, pgettext("time on the hour", "H:i"))
    return date_format(time, pgettext("time of day", "H:i"))
