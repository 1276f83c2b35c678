"""A spreadsheet between its dry run and its import."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SheetUpload(models.Model):
    """The rows of a file that somebody has sent and not imported yet; only she sees it.

    `rows` are [line, cells by column]. It is deleted when imported, and a day later in any case.
    """

    programme_key = models.UUIDField(editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        editable=False,
        on_delete=models.CASCADE,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)
    file_name = models.CharField(_("file name"), max_length=200, editable=False)
    rows = models.JSONField(editable=False)

    class Meta:
        verbose_name = _("uploaded spreadsheet")
        verbose_name_plural = _("uploaded spreadsheets")

    def __str__(self) -> str:
        return self.file_name
