"""Rows of the worker: who runs which task, when each periodic job last ran, and what has failed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskLease(models.Model):
    """A promise that a live worker is running a queued task; it lapses unless it is renewed.

    The stock queue leaves a task "running" for ever when its worker is killed. A lapsed lease puts
    it back (cms/worker/leases.py).
    """

    task_result_id = models.UUIDField(primary_key=True)
    worker_id = models.CharField(max_length=64)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.task_result_id} ({self.worker_id})"


class ClockJob(models.Model):
    """A periodic job's last run and the lease of the one worker that may run it now.

    `covered_until` is when the last run that ended well began: the next one answers for everything
    after it. `interruptions` counts the runs in a row whose worker died in the middle.
    """

    name = models.CharField(max_length=100, primary_key=True)
    first_seen_at = models.DateTimeField()
    last_started_at = models.DateTimeField(null=True)
    last_finished_at = models.DateTimeField(null=True)
    covered_until = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    interruptions = models.PositiveSmallIntegerField(default=0)
    lease_holder = models.CharField(max_length=64, blank=True)
    lease_expires_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class FailedTask(models.Model):
    """Work in the background that failed, one row however many times the same thing does.

    Rows are made by cms/worker/failures.py. One of an index goes when the nightly repair has ended
    well, one of a periodic job when the job has, and any when it is 90 days old (cms/schedule.py).
    """

    class Source(models.TextChoices):
        """Where the work came from."""

        INDEX = "index", _("Index")
        QUEUE = "queue", _("Queue")
        CLOCK = "clock", _("Periodic job")

    # The source, the task and its arguments in one short key, so that the database can refuse two.
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    source = models.CharField(_("source"), max_length=10, choices=Source.choices)
    name = models.CharField(_("task"), max_length=255)
    arguments = models.JSONField(_("arguments"), default=dict)
    # The worker died in the middle once too often; there is no error of the task itself.
    interrupted = models.BooleanField(_("interrupted"), default=False)
    reason = models.TextField(_("reason"))
    traceback = models.TextField(_("traceback"), blank=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    first_failed_at = models.DateTimeField(_("failed first"))
    last_failed_at = models.DateTimeField(_("failed last"), db_index=True)

    class Meta:
        ordering = ["-last_failed_at"]
        verbose_name = _("failed background task")
        verbose_name_plural = _("failed background tasks")

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"

    @property
    def explanation(self) -> str:
        """What it means, for staff, in the active language."""
        if self.interrupted:
            return _("The worker stopped in the middle of this again and again. It was given up.")
        match self.source:
            case self.Source.INDEX:
                return _("An index fell behind after a change. It is repaired next night.")
            case self.Source.CLOCK:
                return _("A periodic job ended in an error. It is tried again at its next time.")
        return _("The task ended in an error and is not tried again.")
