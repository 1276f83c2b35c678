"""Numbers and dates of cells as the texts that a Finnish spreadsheet shows."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel

from cms.tables.raw import Unfit


def number_text(text: str) -> str:
    """ "12,5" for "12.5". Excel keeps 1.1 as 1.1000000000000001, which is the same number."""
    return _plain(Decimal(repr(float(text))))


def percent_text(text: str) -> str:
    """ "50 %" for "0.5"."""
    return f"{_plain(Decimal(repr(float(text))) * 100)} %"


def _plain(number: Decimal) -> str:
    if not number.is_finite():
        raise ValueError(number)
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def date_text(value: str | datetime, epoch: datetime | None = None) -> "str | Unfit":
    """ "1.5.2026", with a time "1.5.2026 14.30"; a time alone "14.30". From the days since `epoch`
    as text, or a date."""
    if isinstance(value, str):
        try:
            value = from_excel(float(value), epoch)
        except (ValueError, OverflowError):
            return Unfit(_("Here is a date that does not exist."))
    if isinstance(value, timedelta):
        return Unfit(_("Here is a duration. Write it as text."))
    clock = f"{value.hour}.{value.minute:02}"
    if isinstance(value, time):
        return clock
    day = f"{value.day}.{value.month}.{value.year}"
    return day if value.time() == time() else f"{day} {clock}"
