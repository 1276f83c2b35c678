"""Rows of the worker: which task somebody is running, and when each periodic job last ran."""

from django.db import models


class TaskLease(models.Model):
    """A promise that a live worker is running a queued task; it lapses unless it is renewed.

    The stock queue leaves a task "running" for ever when its worker is killed. A lapsed lease puts
    it back, at most three times.
    """

    task_result_id = models.UUIDField(primary_key=True)
    worker_id = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.task_result_id} ({self.worker_id})"


class ClockJob(models.Model):
    """A periodic job's last run and the lease of the one worker that may run it now."""

    name = models.CharField(max_length=100, primary_key=True)
    last_started_at = models.DateTimeField(null=True)
    last_finished_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    lease_holder = models.CharField(max_length=64, blank=True)
    lease_expires_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
