"""Leases: how long a worker may be silent before its work is somebody else's.

A worker holds one for the task that it runs and one for each periodic job, and a thread renews
them. When a worker is killed, its leases lapse and the work is put back.
"""

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import retry

from cms.models import ClockJob, FailedTask, TaskLease
from cms.worker import failures

logger = logging.getLogger(__name__)

# The backend in TASKS whose tasks wait in the database.
WORK = "work"
# How many times work whose worker died is put back before it is given up.
PUT_BACKS = 3


class WorkerDiedError(Exception):
    """The reason of a task that was given up because its workers died in the middle."""


class Lease(Protocol):
    """Something that a live worker holds and renews."""

    def renew(self) -> bool:
        """Prolong it; False if somebody else has it now."""


def lease_end() -> dt.datetime:
    """When a lease that is taken or renewed now lapses."""
    return timezone.now() + dt.timedelta(seconds=settings.WORKER_LEASE_SECONDS)


class HeldTask:
    """The lease of one queued task that this worker is running."""

    def __init__(self, result: DBTaskResult, worker_id: str) -> None:
        self.result_id = result.pk
        self.worker_id = worker_id
        # What the task raised, if it did.
        self.error: BaseException | None = None
        TaskLease.objects.update_or_create(
            pk=result.pk, defaults={"worker_id": worker_id, "expires_at": lease_end()}
        )

    def __str__(self) -> str:
        return f"task id={self.result_id}"

    def renew(self) -> bool:
        return bool(self._rows().update(expires_at=lease_end()))

    def ends(self, write: Callable) -> Callable:
        """`write` (a result's set_successful or set_failed), made to give the lease back after it.

        A worker that was silent too long, say suspended, has lost its lease: its late result is
        dropped, for it must not overwrite that of the worker which runs the task now.
        """

        def write_if_held(outcome) -> None:
            if isinstance(outcome, BaseException):
                self.error = outcome
            # Anew, so that nobody else can take it between this and the writing.
            if not retry()(self.renew)():
                logger.warning("%s: the lease was lost, result dropped", self)
                return
            write(outcome)
            try:
                self._rows().delete()
            except DatabaseError as error:
                # The result stands. A lease of a finished task lapses and is swept away.
                logger.warning("%s: lease not given back: %s", self, failures.summary(error))

        return write_if_held

    def _rows(self):
        return TaskLease.objects.filter(pk=self.result_id, worker_id=self.worker_id)


class HeldJob:
    """The lease of one periodic job that this worker is running."""

    def __init__(self, name: str, worker_id: str) -> None:
        self.name = name
        self.worker_id = worker_id

    def __str__(self) -> str:
        return f"job={self.name}"

    def renew(self) -> bool:
        mine = ClockJob.objects.filter(name=self.name, lease_holder=self.worker_id)
        return bool(mine.update(lease_expires_at=lease_end()))


class LeaseKeeper:
    """A thread that renews every lease that this process holds, three times in its length."""

    def __init__(self) -> None:
        self._held: set[Lease] = set()
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._renew_all, name="leases", daemon=True)

    @contextmanager
    def holding(self, lease: Lease) -> Iterator[None]:
        """Renew the lease as long as the block runs."""
        with self._lock:
            self._held.add(lease)
        try:
            yield
        finally:
            with self._lock:
                self._held.discard(lease)

    def task_ids(self) -> list:
        """The ids of the tasks that this process is running."""
        with self._lock:
            return [lease.result_id for lease in self._held if isinstance(lease, HeldTask)]

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """The thread runs as long as the block does."""
        self._thread.start()
        try:
            yield
        finally:
            self._ended.set()
            self._thread.join()

    def _renew_all(self) -> None:
        pause = settings.WORKER_LEASE_SECONDS / 3
        wait = pause
        try:
            while not self._ended.wait(wait):
                wait = pause
                with self._lock:
                    held = list(self._held)
                try:
                    lost = [lease for lease in held if not lease.renew()]
                except Exception as error:
                    logger.warning("leases not renewed: %s", failures.summary(error))
                    connections.close_all()
                    wait = min(1, pause)
                else:
                    self._report(lost)
        finally:
            connections.close_all()

    def _report(self, lost: list[Lease]) -> None:
        with self._lock:
            # What ended while the renewal was under way is not lost.
            lost = [lease for lease in lost if lease in self._held]
            self._held.difference_update(lost)
        for lease in lost:
            logger.warning("%s: the lease was lost to another worker", lease)


def put_back_lapsed(held: list | None = None) -> int:
    """Put back, or give up, every task whose worker has died; gives how many.

    `held` are ids of tasks that this very process is running: it knows that it lives, even when the
    database kept it from renewing. A task killed between its claim and its lease has none, so one
    that runs without is lapsed as soon as a lease would be. Safe to run in many workers at once.
    """
    now = timezone.now()
    held = held or []
    lapsed = TaskLease.objects.filter(expires_at__lt=now).exclude(pk__in=held)
    done = sum(_end_lapsed(lease) for lease in lapsed)
    leaseless = (
        DBTaskResult.objects.running()
        .filter(
            backend_name=WORK,
            started_at__lt=now - dt.timedelta(seconds=settings.WORKER_LEASE_SECONDS),
        )
        .exclude(pk__in=TaskLease.objects.values("pk"))
        .exclude(pk__in=held)
    )
    return done + sum(_put_back_or_give_up(result) for result in leaseless)


def _end_lapsed(lease: TaskLease) -> bool:
    with transaction.atomic():
        # Whoever deletes this very lease acts; one renewed meanwhile is spared.
        mine, _ = TaskLease.objects.filter(pk=lease.pk, expires_at=lease.expires_at).delete()
        result = DBTaskResult.objects.running().filter(pk=lease.pk).first() if mine else None
        return result is not None and _put_back_or_give_up(result)


@transaction.atomic
def _put_back_or_give_up(seen: DBTaskResult) -> bool:
    # Each claim adds a worker's id and changes started_at: the count of tries, and a guard against
    # a worker that has put it back and claimed it since.
    result = (
        DBTaskResult.objects.running()
        .select_for_update()
        .filter(pk=seen.pk, started_at=seen.started_at)
        .first()
    )
    if result is None:
        return False
    tries = len(result.worker_ids)
    if tries <= PUT_BACKS:
        result.status = TaskResultStatus.READY
        result.save(update_fields=["status"])
        logger.warning(
            "task=%s id=%s put back: its worker died (try %d)", result.task_path, result.pk, tries
        )
        return True
    error = WorkerDiedError(f"Given up: its worker died {tries} times in the middle of it.")
    result.set_failed(error)
    keep_failure(result, error, interrupted=True)
    logger.error("task=%s id=%s given up: %s", result.task_path, result.pk, error)
    transaction.on_commit(partial(_announce, result), robust=True)
    return True


def keep_failure(result: DBTaskResult, error: BaseException, *, interrupted: bool = False) -> None:
    """Keep a queued task's failure where staff are shown it."""
    failures.record(
        FailedTask.Source.QUEUE,
        result.task_path[:255],
        reason=failures.summary(error),
        arguments={**result.args_kwargs, "id": str(result.pk)},
        traceback=result.traceback,
        interrupted=interrupted,
    )


def _announce(result: DBTaskResult) -> None:
    task_finished.send(type(result.task.get_backend()), task_result=result.task_result)
