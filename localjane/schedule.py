"""What local JANEs' sites have done every day."""

import datetime as dt

from cms.dates import helsinki_today
from cms.worker.registry import JobRun, periodic
from localjane import roles
from localjane.letters import weekly_mail
from localjane.models import LocalJanePage, LocalJaneState
from localjane.people import idle_accounts
from localjane.reach import refusals


@periodic(name="close-archived-sites", at=dt.time(0, 5))
def close_archived_sites(run: JobRun) -> None:
    """Take the local people's rights on sites whose archiving was set for a day that has come."""
    archived = LocalJaneState.objects.filter(archived_on__lte=helsinki_today())
    for key in archived.values_list("local_jane_key", flat=True):
        if page := LocalJanePage.objects.filter(translation_key=key).first():
            roles.set_up_local_groups(page)


@periodic(name="idle-accounts", at=dt.time(8, 15))
def idle_accounts_job(run: JobRun) -> str:
    """Ask people who have not logged in for a year, and close the accounts of who did not answer.

    By day, since it sends mail.
    """
    return idle_accounts.work_through(run.now)


@periodic(name="weekly-mail", at=weekly_mail.HOUR)
def weekly_mail_job(run: JobRun) -> str:
    """On Mondays: mail the first things to do to those who want that."""
    return weekly_mail.send(run.since, run.now)


@periodic(name="forget-refusals", at=dt.time(2, 45))
def forget_refusals(run: JobRun) -> None:
    """Delete notes of what the admin's guard refused more than a year ago."""
    refusals.forget_old(run.now)
