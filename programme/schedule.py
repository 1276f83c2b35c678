"""What is done every day for programmes."""

import datetime as dt

from cms.worker.registry import JobRun, periodic
from programme import sheet_uploads


@periodic(name="forget-spreadsheets", at=dt.time(2, 50))
def forget_spreadsheets(run: JobRun) -> None:
    """Delete uploaded spreadsheets that nobody has imported within a day."""
    sheet_uploads.forget_old(run.now)
