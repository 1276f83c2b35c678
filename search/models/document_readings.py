"""Which documents' texts have been read for the search, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentReading(models.Model):
    """The last reading of a document's file. `file_hash` says which file it was."""

    class State(models.TextChoices):
        """What came of it."""

        READ = "read", _("Read")
        OTHER_KIND = "other_kind", _("Not a kind of file that is read")
        TOO_LARGE = "too_large", _("Too large to read")
        TOO_SLOW = "too_slow", _("Took too long")
        FAILED = "failed", _("Could not be read")

    document = models.OneToOneField(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    file_hash = models.CharField(max_length=40)
    state = models.CharField(max_length=20, choices=State.choices)
    read_at = models.DateTimeField(auto_now=True)

    # It is no place where a document is in use.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reading of a document")
        verbose_name_plural = _("readings of documents")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.get_state_display()}"
