"""What is done for programmes by the clock."""

import datetime as dt

from cms.publishing import PublishingFailed
from cms.worker.registry import JobRun, periodic
from programme.editions.publishing import publish_due
from programme.sheets import uploads as sheet_uploads


@periodic(name="publish-editions", every=dt.timedelta(seconds=15))
def publish_editions(run: JobRun) -> str:
    """Let the editions go live whose moment has come."""
    published, failed = publish_due(run.now)
    if failed:
        raise PublishingFailed("; ".join(failed))
    return f"{published} published" if published else ""


@periodic(name="forget-spreadsheets", at=dt.time(2, 50))
def forget_spreadsheets(run: JobRun) -> None:
    """Delete uploaded spreadsheets that nobody has imported within a day."""
    sheet_uploads.forget_old(run.now)
