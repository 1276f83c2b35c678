"""Queued tasks and, in a worker of its own, periodic jobs for the tests of the worker."""

import time
from pathlib import Path

from django_tasks import task


def write_line(path: str, line: str) -> None:
    """Append a line at once, so that lines of several processes do not mix."""
    with Path(path).open("a", encoding="utf-8") as notes:
        notes.write(f"{line}\n")


@task(backend="work")
def note(path: str, line: str) -> str:
    write_line(path, line)
    return line


@task(backend="work")
def note_slowly(path: str, line: str, seconds: float) -> None:
    write_line(path, f"{line} begins")
    time.sleep(seconds)
    write_line(path, f"{line} ends")


@task(backend="work")
def fail(words: str) -> None:
    raise ValueError(words)


@task(backend="work")
def give_what_json_cannot_hold() -> object:
    return object()
