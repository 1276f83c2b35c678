"""What the mail that comes by the calendar needs to know of its reader."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class AccountNotice(models.Model):
    """An account that was found unused: asked, kept or closed (localjane/people/idle_accounts.py).

    There is a row only where there is something to know: it goes when the person logs in, and with
    her account.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="account_notice"
    )
    # She was asked then, and told that day; both None unless she has yet to answer or was closed.
    asked_at = models.DateTimeField(null=True)
    closes_on = models.DateField(null=True)
    # From then on she counts as having been here.
    kept_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.user)


class WeeklyMail(models.Model):
    """Somebody who wants a mail on Mondays (localjane/letters/weekly_mail.py), else no row."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="weekly_mail"
    )
    chosen_at = models.DateTimeField(default=timezone.now)
    # The Monday of the week whose mail she has got.
    last_week = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.user)
