"""Periodic jobs: each app declares its own in `<app>/schedule.py`.

    @periodic(name="send-digests", at=time(7, 0))
    def send_digests(run: JobRun) -> str:
        ...
        return f"{count} digests queued"

A job must be safe to run twice: a worker may die in the middle, and then another begins anew.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class JobRun:
    """One run of a job.

    `now` is when it began; `since` is when the last run that ended well began (at the very first:
    when the worker first saw the job), so (since, now] is the time that this run answers for.
    Both are aware datetimes in UTC.
    """

    now: dt.datetime
    since: dt.datetime


@dataclass(frozen=True)
class PeriodicJob:
    """A job and its times: `every` so often, or daily `at` a time of Helsinki."""

    name: str
    function: Callable[[JobRun], str | None]
    every: dt.timedelta | None = None
    at: dt.time | None = None

    def is_due(
        self, now: dt.datetime, last_started: dt.datetime | None, first_seen: dt.datetime
    ) -> bool:
        """Whether the job's time has come (all aware datetimes).

        A daily job whose time passed while no worker ran is due at once; a new one waits for its
        first time.
        """
        if self.every:
            # A start in the future means that the machine's clock was set back.
            return last_started is None or not last_started <= now < last_started + self.every
        return self.latest_moment(now) > (last_started or first_seen)

    def latest_moment(self, now: dt.datetime) -> dt.datetime:
        """The last time at or before `now` that a daily job should have begun, in UTC."""
        today = timezone.localdate(now)
        for day in (today, today - dt.timedelta(days=1)):
            local = dt.datetime.combine(day, self.at, tzinfo=timezone.get_default_timezone())
            # Compared in UTC, for aware times of one zone compare by the face of the clock.
            moment = local.astimezone(dt.UTC)
            if moment <= now:
                return moment
        # An hour that summer time skips may land after `now` on both days only in theory.
        return moment - dt.timedelta(days=1)


_jobs: dict[str, PeriodicJob] = {}


def periodic(
    *, name: str, every: dt.timedelta | None = None, at: dt.time | None = None
) -> Callable[[Callable[[JobRun], str | None]], Callable[[JobRun], str | None]]:
    """Declare a function a periodic job: `every` so often, or daily `at` a time of Helsinki.

    `name` is its row in the database: keep it when the function moves. The function takes a
    `JobRun` and may return a few words for the log. What it raises is logged and kept, and it runs
    again at its next time. Raises ValueError for a name in use or times that make no sense.
    """
    if (every is None) == (at is None):
        raise ValueError(f"Periodic job {name!r} needs either every= or at=.")
    if every is not None and every <= dt.timedelta(0):
        raise ValueError(f"Periodic job {name!r}: every= must be longer than nothing.")

    def register(function: Callable[[JobRun], str | None]) -> Callable[[JobRun], str | None]:
        known = _jobs.get(name)
        if known and _path(known.function) != _path(function):
            raise ValueError(f"Two periodic jobs are called {name!r}: {_path(known.function)} too.")
        _jobs[name] = PeriodicJob(name, function, every, at)
        return function

    return register


def all_jobs() -> list[PeriodicJob]:
    """The jobs of every app, by name."""
    autodiscover_modules("schedule")
    return [_jobs[name] for name in sorted(_jobs)]


def _path(function: Callable) -> str:
    return f"{function.__module__}.{function.__qualname__}"
