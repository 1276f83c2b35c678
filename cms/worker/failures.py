"""What failed in the background: logged, counted and kept, so that staff can be shown it.

Wagtail's index tasks run at once on the "default" backend, which swallows every exception; its
signal is the only sign. Queued tasks and periodic jobs report themselves (queue.py, clock.py).
"""

import datetime as dt
import hashlib
import json
import logging
import sys
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import F
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished

logger = logging.getLogger(__name__)


def summary(error: BaseException) -> str:
    """An exception in one line: its class and its words."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}".rstrip(": ")


def record(
    source: str,
    name: str,
    *,
    reason: str,
    arguments: dict | None = None,
    traceback: str = "",
    interrupted: bool = False,
) -> None:
    """Keep a failure: a new row, or one more time on the row of the same task and arguments.

    `source` is one of FailedTask.Source; `arguments` must fit in JSON.
    """
    from cms.models import FailedTask

    now = timezone.now()
    arguments = arguments or {}
    fingerprint = _fingerprint(source, name, arguments)
    known = FailedTask.objects.filter(fingerprint=fingerprint)
    latest = {
        "reason": reason,
        "traceback": traceback,
        "interrupted": interrupted,
        "last_failed_at": now,
    }
    if known.update(times=F("times") + 1, **latest):
        return
    try:
        with transaction.atomic():
            FailedTask.objects.create(
                fingerprint=fingerprint,
                source=source,
                name=name,
                arguments=arguments,
                first_failed_at=now,
                **latest,
            )
    except IntegrityError:
        # Another process was first.
        known.update(times=F("times") + 1, **latest)


def settle(source: str, *, name: str = "", before: dt.datetime | None = None) -> int:
    """Forget failures that something has put right; gives how many.

    Of one task if `name` is given, and only those that last failed before `before`.
    """
    from cms.models import FailedTask

    rows = FailedTask.objects.filter(source=source)
    if name:
        rows = rows.filter(name=name)
    if before:
        rows = rows.filter(last_failed_at__lt=before)
    return rows.delete()[0]


@receiver(task_finished, dispatch_uid="cms.worker.failures")
def notice_failed_index_task(sender: object, task_result: TaskResult, **kwargs) -> None:
    """Keep a failed task of the immediate backend, once the edit that it came with is committed.

    Written after the commit, because a task that failed may have broken the transaction; if that is
    rolled back, nothing changed and no index is behind.
    """
    queued = hasattr(task_result, "db_result")
    if queued or task_result.status != TaskResultStatus.FAILED:
        return
    # The backend sends this while it handles the exception.
    error = sys.exception()
    reason = summary(error) if error else task_result.errors[-1].exception_class_path
    arguments = {"args": task_result.args, "kwargs": task_result.kwargs}
    name = task_result.task.module_path
    logger.error(
        "index task=%s arguments=%s failed: %s", name, task_result.args, reason, exc_info=True
    )
    transaction.on_commit(
        partial(
            record,
            "index",
            name,
            reason=reason,
            arguments=arguments,
            traceback=task_result.errors[-1].traceback,
        ),
        robust=True,
    )


def _fingerprint(source: str, name: str, arguments: dict) -> str:
    whole = json.dumps([source, name, arguments], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()
