"""The moments at which time alone changes a page: nobody edits, yet what it says is out of date.

A cached page never outlives the next such moment (cms/page_cache.py), and the clock raises all
generations once it has passed (cms/worker). An app declares its own in its `schedule.py`:

    @moments.register
    def next_start_or_end(now):
        return EventOccurrence.objects.next_moment(now)
"""

import datetime as dt
from collections.abc import Callable

from django.db.models import Min
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from wagtail.models import Page, Revision

from cms import generations
from cms.dates import day_bounds

NextMoment = Callable[[dt.datetime], dt.datetime | None]

_registry: list[NextMoment] = []


def register(func: NextMoment) -> NextMoment:
    """Declare moments. May be used as a decorator.

    :param func: given an aware datetime, gives the first moment after it at which a page changes by
        itself, aware too, or None if there is none. One query, or a few that do not grow with the
        number of rows. Its rows are watched like any others: a change to them touches `ALL`.
    """
    if func not in _registry:
        _registry.append(func)
    return func


@register
def next_midnight(now: dt.datetime) -> dt.datetime:
    """The next midnight in Helsinki: "today" means another day from then on."""
    return day_bounds(timezone.localdate(now))[1]


@register
def next_scheduled_publishing(now: dt.datetime) -> dt.datetime | None:
    """When the next page or snippet goes live by schedule."""
    scheduled = Revision.objects.filter(approved_go_live_at__gt=now)
    return scheduled.aggregate(first=Min("approved_go_live_at"))["first"]


@register
def next_expiry(now: dt.datetime) -> dt.datetime | None:
    """When the next live page is to be taken down."""
    expiring = Page.objects.live().filter(expire_at__gt=now)
    return expiring.aggregate(first=Min("expire_at"))["first"]


class _Memory:
    """The moment last worked out: right for any time between then and the moment itself."""

    def __init__(self) -> None:
        self._known: tuple[dt.datetime, dt.datetime] | None = None

    def next_moment(self, now: dt.datetime) -> dt.datetime:
        known = self._known
        if known is None or not known[0] <= now < known[1]:
            known = self._known = (now, _work_out(now))
        return known[1]


def next_moment(now: dt.datetime) -> dt.datetime:
    """The first moment after `now` (aware) at which any page changes by itself; aware.

    Remembered until it has passed or a generation changes. There always is one: midnight.
    """
    return generations.remembered("next moment", _Memory).next_moment(now)


def raise_if_passed(since: dt.datetime | None, now: dt.datetime) -> bool:
    """Touch all generations if a moment lies after `since` and not after `now`; tells whether so.

    For the clock: `since` is the time that it gave as `now` last, None if there is no last time.
    """
    if since is not None and _work_out(since) > now:
        return False
    generations.touch(generations.ALL)
    return True


def _work_out(now: dt.datetime) -> dt.datetime:
    autodiscover_modules("schedule")
    return min(moment for func in tuple(_registry) if (moment := func(now)) is not None)
