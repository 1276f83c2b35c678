"""The clock: runs periodic jobs when their time comes, each in one worker at a time."""

import datetime as dt
import logging
import threading
import time
import traceback

from django.db import connections
from django.utils import timezone
from django_tasks_db.utils import retry

from cms.models import ClockJob, FailedTask
from cms.worker import failures
from cms.worker.leases import PUT_BACKS, HeldJob, LeaseKeeper, lease_end
from cms.worker.registry import JobRun, PeriodicJob, all_jobs

logger = logging.getLogger(__name__)

# A run that says nothing and ends sooner is not worth a line: some run every few seconds.
WORTH_A_LINE_SECONDS = 1


class Clock:
    """The periodic jobs of every app, as one worker sees them."""

    def __init__(self, worker_id: str, keeper: LeaseKeeper) -> None:
        self.worker_id = worker_id
        self.keeper = keeper
        self.jobs = all_jobs()
        self._threads: dict[str, threading.Thread] = {}

    def run_due(self) -> int:
        """Run every job whose time has come, one after another; gives how many ran."""
        ran = 0
        for job, row in self._due():
            # Jobs before it took their time.
            taken = self._take(job, row, timezone.now())
            if taken:
                self._run(job, taken)
                ran += 1
        return ran

    def start_due(self) -> None:
        """Start every job whose time has come in a thread of its own, so that a long one (an index
        at night) does not hold up the short ones."""
        self._threads = {name: it for name, it in self._threads.items() if it.is_alive()}
        for job, row in self._due():
            # Alive but kept from renewing by the database: it is not interrupted.
            if job.name in self._threads:
                continue
            taken = self._take(job, row, timezone.now())
            if taken:
                thread = threading.Thread(
                    target=self._run_and_close, args=(job, taken), name=job.name, daemon=True
                )
                self._threads[job.name] = thread
                thread.start()

    def wait(self) -> None:
        """Wait for the jobs that are running."""
        for thread in self._threads.values():
            thread.join()

    def _due(self) -> list[tuple[PeriodicJob, ClockJob]]:
        now = timezone.now()
        rows = ClockJob.objects.in_bulk([job.name for job in self.jobs])
        new = [
            ClockJob(name=job.name, first_seen_at=now) for job in self.jobs if job.name not in rows
        ]
        if new:
            ClockJob.objects.bulk_create(new, ignore_conflicts=True)
            rows.update({row.name: row for row in new})
        return [(job, rows[job.name]) for job in self.jobs if _is_due(job, rows[job.name], now)]

    def _take(self, job: PeriodicJob, row: ClockJob, now: dt.datetime) -> ClockJob | None:
        """Take the job if its row is still as it was read; gives the row as it is then."""
        same = ClockJob.objects.filter(
            name=row.name,
            last_started_at=row.last_started_at,
            lease_holder=row.lease_holder,
            lease_expires_at=row.lease_expires_at,
        )
        # A holder that is still there died in the middle.
        interruptions = row.interruptions + 1 if row.lease_holder else 0
        if interruptions > PUT_BACKS:
            reason = f"Its worker died {interruptions} times in the middle of it."
            given_up = same.update(
                lease_holder="", lease_expires_at=None, interruptions=0, last_error=reason
            )
            if given_up:
                logger.error("job=%s given up until its next time: %s", job.name, reason)
                failures.record(FailedTask.Source.CLOCK, job.name, reason=reason, interrupted=True)
            return None
        taken = same.update(
            last_started_at=now,
            lease_holder=self.worker_id,
            lease_expires_at=lease_end(),
            interruptions=interruptions,
        )
        if not taken:
            return None
        if interruptions:
            logger.warning("job=%s begins anew: its worker died", job.name)
        row.last_started_at = now
        return row

    def _run(self, job: PeriodicJob, row: ClockJob) -> None:
        began = time.monotonic()
        run = JobRun(now=row.last_started_at, since=row.covered_until or row.first_seen_at)
        try:
            with self.keeper.holding(HeldJob(job.name, self.worker_id)):
                said = job.function(run)
        except (Exception, SystemExit) as error:
            reason = failures.summary(error)
            trace = "".join(traceback.format_exception(error))
            took = time.monotonic() - began
            logger.error("job=%s failed after %.1f s: %s", job.name, took, reason)
            self._finish(row, last_error=trace)
            failures.record(FailedTask.Source.CLOCK, job.name, reason=reason, traceback=trace)
            return
        took = time.monotonic() - began
        worth_a_line = said or job.at or took >= WORTH_A_LINE_SECONDS
        level = logging.INFO if worth_a_line else logging.DEBUG
        logger.log(level, "job=%s done in %.1f s: %s", job.name, took, said or "nothing to tell")
        self._finish(row, last_error="", covered_until=run.now)
        if row.last_error:
            failures.settle(FailedTask.Source.CLOCK, name=job.name)

    @retry()
    def _finish(self, row: ClockJob, **values) -> None:
        mine = ClockJob.objects.filter(
            name=row.name, lease_holder=self.worker_id, last_started_at=row.last_started_at
        )
        mine.update(
            last_finished_at=timezone.now(),
            lease_holder="",
            lease_expires_at=None,
            interruptions=0,
            **values,
        )

    def _run_and_close(self, job: PeriodicJob, row: ClockJob) -> None:
        try:
            self._run(job, row)
        except Exception as error:
            # The outcome could not be written: the lease lapses and the job begins anew.
            logger.warning("job=%s: outcome not kept: %s", job.name, failures.summary(error))
        finally:
            connections.close_all()


def _is_due(job: PeriodicJob, row: ClockJob, now: dt.datetime) -> bool:
    if row.lease_holder:
        return row.lease_expires_at <= now
    return job.is_due(now, row.last_started_at, row.first_seen_at)
