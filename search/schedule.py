"""What the search does by itself: forgetting, and reading documents that were missed."""

import datetime as dt

from django.utils import timezone

from cms.worker.registry import JobRun, periodic
from search.documents.tasks import queue_unread
from search.log import store


@periodic(name="forget-searches", at=dt.time(0, 10))
def forget_searches(run: JobRun) -> None:
    """Delete what past weeks hid, and counts of more than a year ago."""
    store.forget_old(timezone.localdate(run.now))


@periodic(name="read-documents", at=dt.time(2, 50))
def read_documents(run: JobRun) -> str:
    """Queue the documents whose text has not been read: older ones, and any that was missed."""
    queued = queue_unread()
    return f"{queued} documents queued" if queued else ""
