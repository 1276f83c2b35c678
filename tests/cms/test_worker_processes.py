"""Real worker processes: killed, stopped, side by side, and with a database that is away."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection, connections
from django_tasks import TaskResultStatus

from cms.models import FailedTask, TaskLease
from tests.cms import worker_tasks

pytestmark = pytest.mark.database

PATIENCE_SECONDS = 60
LEASE_SECONDS = 2


class RunningWorker:
    """A worker process and what it has logged."""

    def __init__(self, database: SimpleNamespace, log: Path) -> None:
        self.log = log
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "tests.cms.worker_main"],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "cms.settings.test",
                "DATABASE_URL": database.url,
                "TEST_DATABASE_URL": database.url,
                "NOTES": str(database.folder / "job.txt"),
                "WORKER_INTERVAL_SECONDS": "0.1",
                "WORKER_LEASE_SECONDS": str(LEASE_SECONDS),
            },
            stdout=log.open("wb"),
            stderr=subprocess.STDOUT,
        )

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Ask it to stop; gives its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE_SECONDS)


def wait_until(true, what: str, worker: RunningWorker | None = None) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if true():
            return
        if worker and worker.process.poll() is not None:
            break
        time.sleep(0.05)
    log = worker.log.read_text() if worker else ""
    pytest.fail(f"In vain: {what}\n{log}")


@pytest.fixture
def database(transactional_db, tmp_path):
    """The test database as other processes see it too: SQLite's is copied into a file."""
    if connection.vendor != "sqlite":
        server = os.environ.get("TEST_DATABASE_URL") or os.environ["DATABASE_URL"]
        name = connection.settings_dict["NAME"]
        url = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        yield SimpleNamespace(url=url, folder=tmp_path)
        return
    in_memory = connections["default"]
    in_memory.ensure_connection()
    file = tmp_path / "db.sqlite3"
    copy = sqlite3.connect(file)
    in_memory.connection.backup(copy)
    copy.close()
    in_file = type(in_memory)({**in_memory.settings_dict, "NAME": str(file)})
    connections["default"] = in_file
    yield SimpleNamespace(url=f"sqlite:///{file}", folder=tmp_path)
    in_file.close()
    connections["default"] = in_memory


@pytest.fixture
def start(database):
    """Starts worker processes, and ends those that are left."""
    workers = []

    def start_worker() -> RunningWorker:
        worker = RunningWorker(database, database.folder / f"worker{len(workers)}.log")
        workers.append(worker)
        return worker

    yield start_worker
    for worker in workers:
        if worker.process.poll() is None:
            worker.kill()


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def test_a_killed_workers_task_is_run_by_another(database, start):
    notes = database.folder / "notes.txt"
    seconds = LEASE_SECONDS * 2
    task = worker_tasks.note_slowly.enqueue(str(notes), "task", seconds).db_result
    first = start()
    wait_until(lambda: lines(notes) == ["task begins"], "the task begins", first)

    first.kill()
    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING

    second = start()
    wait_until(lambda: lines(notes)[1:] == ["task begins", "task ends"], "it ends", second)
    assert second.stop() == 0
    task.refresh_from_db()
    assert task.status == TaskResultStatus.SUCCESSFUL
    assert len(set(task.worker_ids)) == 2
    assert "put back: its worker died (try 1)" in second.log.read_text()
    assert not TaskLease.objects.exists()


def test_a_worker_told_to_stop_finishes_its_task_and_leaves_the_next(database, start):
    notes = database.folder / "notes.txt"
    running = worker_tasks.note_slowly.enqueue(str(notes), "one", 1).db_result
    waiting = worker_tasks.note.enqueue(str(notes), "two").db_result
    worker = start()
    wait_until(lambda: lines(notes) == ["one begins"], "the task begins", worker)

    assert worker.stop() == 0

    running.refresh_from_db()
    waiting.refresh_from_db()
    assert running.status == TaskResultStatus.SUCCESSFUL
    assert waiting.status == TaskResultStatus.READY
    assert lines(notes) == ["one begins", "one ends"]
    assert worker.log.read_text().rstrip().endswith("stopped")


def test_two_workers_share_tasks_and_jobs_without_running_any_twice(database, start):
    notes = database.folder / "notes.txt"
    workers = [start(), start()]
    for worker in workers:
        wait_until(lambda it=worker: "started" in it.log.read_text(), "it starts", worker)
    wanted = [f"task {number}" for number in range(40)]
    for line in wanted:
        worker_tasks.note.enqueue(str(notes), line)

    wait_until(lambda: len(lines(notes)) >= len(wanted), "all tasks run", workers[0])
    job_notes = database.folder / "job.txt"
    wait_until(lambda: len(lines(job_notes)) >= 10, "the job runs", workers[1])
    assert [worker.stop() for worker in workers] == [0, 0]

    assert Counter(lines(notes)) == Counter(wanted)
    # Each beginning is followed by its own end: no two ran at the same time.
    job_lines = lines(job_notes)
    begins, ends = job_lines[::2], job_lines[1::2]
    assert [line.replace("begins", "ends") for line in begins] == ends
    assert not FailedTask.objects.exists()


def test_a_worker_outlives_a_database_that_does_not_answer(database, start):
    notes = database.folder / "notes.txt"
    worker = start()
    wait_until(lambda: lines(database.folder / "job.txt"), "it is at work", worker)

    if connection.vendor == "sqlite":
        lock = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
        wait_until(lambda: "is locked" in worker.log.read_text(), "it meets the lock", worker)
        lock.execute("ROLLBACK")
        lock.close()
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        wait_until(lambda: "; again in" in worker.log.read_text(), "it notices", worker)

    worker_tasks.note.enqueue(str(notes), "afterwards")
    wait_until(lambda: lines(notes) == ["afterwards"], "the task runs", worker)
    assert worker.stop() == 0
