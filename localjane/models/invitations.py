"""Who has been asked to join a local JANE; `localjane/people/invitations.py` sends and accepts."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

VALID_FOR = dt.timedelta(days=14)


def expiry_from_now() -> dt.datetime:
    """When an invitation that is sent now ends."""
    return timezone.now() + VALID_FOR


class Invitation(models.Model):
    """An e-mail address that may join the groups named here, until it expires or is withdrawn.

    `local_jane` is the translation key of the local JANE's page. `link_number` is part of the link,
    and grows with every mail, so that an older mail's link is worth nothing.
    """

    email = models.EmailField(_("e-mail address"))
    local_jane = models.UUIDField(editable=False)
    roles = models.ManyToManyField("auth.Group", verbose_name=_("roles"), related_name="+")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(default=expiry_from_now)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    last_sent_at = models.DateTimeField(null=True)
    link_number = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["-created", "-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["local_jane", "email"],
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="localjane_one_open_invitation",
            )
        ]

    def save(self, *args, **kwargs) -> None:
        # One spelling of an address, as users have.
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.email
