"""Keeping a file whole: under its name there is all of it or nothing."""

import os
import tempfile
import time
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

UNFINISHED = ".part"
# A writer needs seconds; what is older was left by one that was killed.
FORGOTTEN_SECONDS = 60 * 60


def keep(name: str, content: bytes) -> str:
    """Save a file in the default storage; gives the name that it got.

    On a disk it is written beside its place and moved there once it is whole. Other storages
    (object stores) show a file only when it is whole.
    """
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:
        return default_storage.save(name, ContentFile(content))
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    handle, unfinished = tempfile.mkstemp(suffix=UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file, content)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    if default_storage.file_permissions_mode is not None:
        path.chmod(default_storage.file_permissions_mode)
    return name


def write(file, content: bytes) -> None:
    """Write it all."""
    file.write(content)


def _sweep(folder: Path) -> None:
    """Remove what killed writers have left."""
    before = time.time() - FORGOTTEN_SECONDS
    for path in folder.glob(f"*{UNFINISHED}"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
