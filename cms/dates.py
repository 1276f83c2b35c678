"""Dates and times as people write them, in the active language and in Helsinki's time.

The patterns are translated (Finnish: 30.10.2026 klo 17.00), so that no sentence is glued together.
"""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

HELSINKI = timezone.get_default_timezone


def helsinki_today() -> dt.date:
    """Today's date in Helsinki."""
    return timezone.localdate()


def day_bounds(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The first moment of a day in Helsinki and that of the next day, as aware datetimes."""
    zone = timezone.get_default_timezone()
    start = dt.datetime.combine(day, dt.time.min, tzinfo=zone)
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min, tzinfo=zone)
    return start, end


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


def format_period(start: dt.datetime | None, end: dt.datetime | None, all_day: bool = False) -> str:
    """A period in words: 30.10.2026 klo 17.00–19.00, 30.–31.10.2026 as whole days, and so on.

    `end` is the last moment (for whole days: any moment of the last day) or None.
    """
    if not start:
        return ""
    start = timezone.localtime(start)
    end = timezone.localtime(end) if end else None
    same_day = end is None or end.date() == start.date()
    if all_day:
        return format_date(start) if same_day else f"{format_date(start)}–{format_date(end)}"
    if end is None or end == start:
        return format_moment(start)
    if same_day:
        return _("%(date)s at %(start)s–%(end)s") % {
            "date": format_date(start),
            "start": date_format(start, "G.i"),
            "end": date_format(end, "G.i"),
        }
    return f"{format_moment(start)} – {format_moment(end)}"
