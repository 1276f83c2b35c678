"""A note of what the guard of the admin has refused (localjane/reach)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccessRefusal(models.Model):
    """Who was refused which screen, when and why. Never what was sent; kept for a year."""

    class Reason(models.TextChoices):
        """What the guard minded."""

        VIEW = "view", _("A screen that is not open to this role")
        ID = "id", _("Something of another site")
        UNKNOWN = "unknown", _("A parameter that is not known")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    happened_at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    view_name = models.CharField(_("screen"), max_length=200)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    parameter = models.CharField(_("parameter"), max_length=100, blank=True)

    class Meta:
        ordering = ["-happened_at", "-pk"]
        verbose_name = _("refusal")
        verbose_name_plural = _("refusals")

    def __str__(self) -> str:
        return f"{self.view_name}: {self.get_reason_display()}"
