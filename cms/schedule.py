"""The ground's own periodic jobs. The daily ones run before three: summer time skips the hour
after it once a year, and repeats it once."""

import datetime as dt

from django.core.management import call_command

from cms import outbox, signed_links
from cms.models import FailedTask, OutgoingMail
from cms.moments import raise_if_passed
from cms.publishing import PublishingFailed, publish_on_time
from cms.worker import failures
from cms.worker.leases import WORK
from cms.worker.registry import JobRun, periodic

SUCCESSES_KEPT_DAYS = 14
FAILURES_KEPT_DAYS = 90
MAIL_KEPT_DAYS = 90

# The tasks of the immediate backend, by the index that each keeps.
REFERENCE_INDEX_TASK = "wagtail.tasks.update_reference_index_task"
SEARCH_INDEX_TASK = "modelsearch.tasks.insert_or_update_object_task"


@periodic(name="publish-on-time", every=dt.timedelta(seconds=15))
def publish_scheduled(run: JobRun) -> str:
    """Publish and hide pages whose moment has come."""
    outcome = publish_on_time(run.now)
    if outcome.failed:
        raise PublishingFailed("; ".join(outcome.failed))
    return str(outcome)


@periodic(name="raise-generations", every=dt.timedelta(seconds=10))
def raise_generations(run: JobRun) -> None:
    """Let cached pages go stale that time alone has changed: midnight, the end of an event."""
    raise_if_passed(run.since, run.now)


@periodic(name="send-mail", every=dt.timedelta(seconds=5))
def send_mail(run: JobRun) -> str:
    """Send what is due in the outbox."""
    sent = outbox.send_due(run.now)
    return f"{sent} sent" if sent else ""


@periodic(name="clear-mail", at=dt.time(2, 40))
def clear_mail(run: JobRun) -> None:
    """Delete what the outbox still knows of mail of three months ago, and of links long expired."""
    oldest = run.now - dt.timedelta(days=MAIL_KEPT_DAYS)
    settled = OutgoingMail.objects.exclude(state=OutgoingMail.State.WAITING)
    settled.filter(posted_at__lt=oldest).delete()
    signed_links.forget_expired(run.now)


@periodic(name="repair-reference-index", at=dt.time(2, 10))
def repair_reference_index(run: JobRun) -> str:
    """Rebuild the list of what refers to what, for a failed update leaves it behind."""
    call_command("rebuild_references_index", verbosity=0)
    return _repaired(REFERENCE_INDEX_TASK, run)


@periodic(name="repair-search-index", at=dt.time(2, 20))
def repair_search_index(run: JobRun) -> str:
    """Rebuild the search index, for a failed update leaves it behind."""
    call_command("update_index", verbosity=0)
    return _repaired(SEARCH_INDEX_TASK, run)


@periodic(name="clear-sessions", at=dt.time(2, 30))
def clear_sessions(run: JobRun) -> None:
    """Delete sessions that have expired."""
    call_command("clearsessions", verbosity=0)


@periodic(name="clear-task-results", at=dt.time(2, 35))
def clear_task_results(run: JobRun) -> None:
    """Delete what finished long ago: successes after two weeks, failures after three months."""
    call_command(
        "prune_db_task_results",
        f"--backend={WORK}",
        "--queue-name=*",
        f"--min-age-days={SUCCESSES_KEPT_DAYS}",
        f"--failed-min-age-days={FAILURES_KEPT_DAYS}",
        verbosity=0,
    )
    oldest = run.now - dt.timedelta(days=FAILURES_KEPT_DAYS)
    FailedTask.objects.filter(last_failed_at__lt=oldest).delete()


def _repaired(task: str, run: JobRun) -> str:
    # One that failed while the index was being rebuilt may be behind still.
    settled = failures.settle(FailedTask.Source.INDEX, name=task, before=run.now)
    return f"rebuilt, {settled} failures settled"
