"""Mail that waits to be sent, and what has become of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One message to one address. Made by `cms.outbox.post`, sent by the worker.

    Its words are kept while it waits. Once it is sent they go, since they hold personal data and
    secret links; the bare row stays for 90 days (cms/schedule.py) so that staff see what was sent.
    """

    class State(models.TextChoices):
        """Where a message stands."""

        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")

    # What the mail is about ("invitation"), for pacing and for staff.
    kind = models.CharField(_("kind"), max_length=40)
    # Given by the sender, so that a job that runs twice posts once.
    key = models.CharField(max_length=200, unique=True, null=True, editable=False)
    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    posted_at = models.DateTimeField(_("posted"), default=timezone.now)
    send_after = models.DateTimeField(default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    last_error = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["send_after", "pk"]
        verbose_name = _("message in the outbox")
        verbose_name_plural = _("messages in the outbox")
        indexes = [models.Index(fields=["state", "send_after"], name="cms_outbox_state_after")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"
