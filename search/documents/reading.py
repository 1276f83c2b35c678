"""Reads a document's file in a process of its own, so that no file can hold the worker up."""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass

from django.conf import settings

from cms.models import Document
from search.models import DocumentReading

State = DocumentReading.State

KINDS = frozenset({"pdf", "docx", "odt", "txt", "csv"})
LARGEST_FILE = 25 * 1024 * 1024
MOST_CHARACTERS = 200_000
MOST_BYTES = 768 * 1024 * 1024
MOST_SECONDS = 60


@dataclass(frozen=True)
class Reading:
    """What came of reading a file; `text` "" unless it was read."""

    state: State
    text: str = ""


def read(document: Document) -> Reading:
    """The text of a document's file, or why there is none. Never raises for what a file holds.

    Raises OSError (or what the storage raises) when the file itself cannot be fetched.
    """
    kind = document.file_extension.lower()
    if kind not in KINDS:
        return Reading(State.OTHER_KIND)
    if document.file.size > LARGEST_FILE:
        return Reading(State.TOO_LARGE)
    with tempfile.NamedTemporaryFile(suffix=f".{kind}") as copy:
        with document.file.open("rb") as file:
            shutil.copyfileobj(file, copy)
        copy.flush()
        return read_file(kind, copy.name)


def read_file(kind: str, path: str, seconds: int = MOST_SECONDS) -> Reading:
    """The text of a file on this machine; its reader is killed after so many seconds."""
    limits = [str(number) for number in (MOST_CHARACTERS, MOST_BYTES, seconds)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module; the file's path is ours, too
            [sys.executable, "-m", "search.documents.child", kind, path, *limits],
            cwd=settings.BASE_DIR,
            # Nothing of ours for whoever takes the reader over: no secret, no database.
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            # Libraries warn of each small fault of a file.
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Reading(State.TOO_SLOW)
    if done.returncode:
        return Reading(State.FAILED)
    text = done.stdout.decode("utf-8", "replace")
    return Reading(State.READ, " ".join(text.split())[:MOST_CHARACTERS])
