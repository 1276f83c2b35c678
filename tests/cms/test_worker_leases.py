"""Leases of queued tasks: put back, given up, and never two results of one task."""

import datetime as dt
import logging

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from cms.models import FailedTask, TaskLease
from cms.worker.leases import PUT_BACKS, HeldTask, LeaseKeeper, put_back_lapsed
from cms.worker.queue import Queue
from tests.cms import worker_tasks

pytestmark = [pytest.mark.django_db, pytest.mark.database]

START = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def clock(settings):
    settings.WORKER_LEASE_SECONDS = 60
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def open_connection(monkeypatch):
    """The stock loop would close the connection, and with it the transaction that a test is."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


@pytest.fixture
def queue():
    return Queue("this-worker", LeaseKeeper())


def claimed(worker_id: str = "dead-worker", tries: int = 1) -> DBTaskResult:
    """A task as a worker leaves it that is killed in the middle of its last try."""
    result = worker_tasks.fail.enqueue("words").db_result
    for _ in range(tries):
        result.claim(worker_id)
    return result


def status_of(result: DBTaskResult) -> str:
    result.refresh_from_db()
    return result.status


def test_a_task_is_put_back_when_its_lease_has_lapsed_and_not_before(clock):
    result = claimed()
    HeldTask(result, "dead-worker")
    clock.shift(59)
    assert put_back_lapsed() == 0
    assert status_of(result) == TaskResultStatus.RUNNING

    clock.shift(2)
    assert put_back_lapsed() == 1
    assert status_of(result) == TaskResultStatus.READY
    assert not TaskLease.objects.exists()
    assert put_back_lapsed() == 0


def test_a_renewed_lease_does_not_lapse(clock):
    result = claimed()
    lease = HeldTask(result, "live-worker")
    clock.shift(40)
    assert lease.renew()
    clock.shift(40)
    assert put_back_lapsed() == 0
    assert status_of(result) == TaskResultStatus.RUNNING


def test_a_task_killed_between_its_claim_and_its_lease_is_put_back(clock):
    result = claimed()
    clock.shift(59)
    assert put_back_lapsed() == 0
    clock.shift(2)
    assert put_back_lapsed() == 1
    assert status_of(result) == TaskResultStatus.READY


def test_a_worker_never_puts_back_what_it_is_running_itself(clock):
    result = claimed()
    HeldTask(result, "this-worker")
    clock.shift(120)
    assert put_back_lapsed([result.pk]) == 0
    assert status_of(result) == TaskResultStatus.RUNNING


def test_a_lapsed_lease_of_a_finished_task_is_only_removed(clock):
    result = claimed()
    HeldTask(result, "dead-worker")
    result.set_successful("done")
    clock.shift(61)
    assert put_back_lapsed() == 0
    assert status_of(result) == TaskResultStatus.SUCCESSFUL
    assert not TaskLease.objects.exists()


def test_a_task_is_put_back_three_times_then_given_up_and_shown(
    clock, django_capture_on_commit_callbacks
):
    announced = []

    def listen(sender, task_result, **kwargs):
        announced.append((task_result.id, task_result.status))

    result = worker_tasks.fail.enqueue("words").db_result
    for _ in range(PUT_BACKS):
        result.claim("dead-worker")
        HeldTask(result, "dead-worker")
        clock.shift(61)
        put_back_lapsed()
        assert status_of(result) == TaskResultStatus.READY
    result.claim("dead-worker")
    HeldTask(result, "dead-worker")
    clock.shift(61)
    task_finished.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        assert put_back_lapsed() == 1
    task_finished.disconnect(listen)

    assert status_of(result) == TaskResultStatus.FAILED
    assert announced == [(str(result.pk), TaskResultStatus.FAILED)]
    assert result.task_result.errors[0].exception_class.__name__ == "WorkerDiedError"
    failure = FailedTask.objects.get()
    assert failure.interrupted
    assert failure.source == FailedTask.Source.QUEUE
    assert failure.name == "tests.cms.worker_tasks.fail"
    assert "died 4 times" in failure.reason


def test_the_late_result_of_a_worker_that_was_silent_is_dropped(clock, queue, tmp_path):
    result = worker_tasks.note.enqueue(str(tmp_path / "notes.txt"), "line").db_result
    result.claim("slow-worker")
    slow = HeldTask(result, "slow-worker")
    succeed, fail = slow.ends(result.set_successful), slow.ends(result.set_failed)
    clock.shift(61)
    put_back_lapsed()
    queue.run_ready()

    fail(RuntimeError("late"))
    assert status_of(result) == TaskResultStatus.SUCCESSFUL
    succeed("late")
    assert DBTaskResult.objects.get().return_value == "line"


def test_a_task_that_ends_gives_its_lease_back(queue, tmp_path):
    result = worker_tasks.note.enqueue(str(tmp_path / "notes.txt"), "line").db_result
    assert queue.run_ready() == 1
    assert status_of(result) == TaskResultStatus.SUCCESSFUL
    assert not TaskLease.objects.exists()
    assert not FailedTask.objects.exists()


def test_a_task_that_raises_is_failed_and_shown_and_the_next_one_runs(queue, tmp_path):
    bad = worker_tasks.fail.enqueue("no such list").db_result
    good = worker_tasks.note.enqueue(str(tmp_path / "notes.txt"), "line").db_result
    assert queue.run_ready() == 2
    assert status_of(bad) == TaskResultStatus.FAILED
    assert status_of(good) == TaskResultStatus.SUCCESSFUL
    failure = FailedTask.objects.get()
    assert failure.reason == "ValueError: no such list"
    assert failure.arguments == {"args": ["no such list"], "kwargs": {}, "id": str(bad.pk)}
    assert "Traceback" in failure.traceback
    assert not TaskLease.objects.exists()


def test_a_task_whose_function_is_gone_is_failed_and_shown(queue):
    result = worker_tasks.fail.enqueue("words").db_result
    DBTaskResult.objects.update(task_path="tests.cms.worker_tasks.removed")
    queue.run_ready()
    assert status_of(result) == TaskResultStatus.FAILED
    assert "removed" in FailedTask.objects.get().reason


@pytest.mark.django_db(transaction=True)
def test_a_task_that_gives_what_json_cannot_hold_is_failed(queue):
    result = worker_tasks.give_what_json_cannot_hold.enqueue().db_result
    queue.run_ready()
    assert status_of(result) == TaskResultStatus.FAILED
    assert "not JSON serializable" in FailedTask.objects.get().reason
    assert not TaskLease.objects.exists()


def test_once_runs_what_is_due_and_tells_it_in_one_line_an_event(tmp_path, caplog):
    notes = tmp_path / "notes.txt"
    worker_tasks.note.enqueue(str(notes), "line")
    worker_tasks.fail.enqueue("two\nlines")
    later = worker_tasks.note.using(run_after=timezone.now() + dt.timedelta(days=1))
    later.enqueue(str(notes), "tomorrow")
    with caplog.at_level(logging.INFO):
        call_command("worker", "--once")
    assert notes.read_text() == "line\n"
    said = [record.getMessage() for record in caplog.records if record.name.startswith("cms.")]
    assert any("tests.cms.worker_tasks.note" in line and "done in" in line for line in said)
    assert any("tests.cms.worker_tasks.fail" in line and "two lines" in line for line in said)
    assert not [line for line in said if "\n" in line]
    assert said[-1].endswith("and 2 tasks")
    assert not [record for record in caplog.records if record.name == "django_tasks"]
