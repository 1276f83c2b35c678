"""Books: an edition as a file that one keeps, whole or in part."""

import uuid

from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext_lazy as _

from programme.models.editions import Edition

# Below the folder that is never served by its path (cms/views/media.py, docs/settings.md): the
# programme's page says who may read its books.
FOLDER = "documents/kirjat"


class BookState(models.TextChoices):
    WAITING = "waiting", _("Being made")
    MADE = "made", _("Ready")
    FAILED = "failed", _("Could not be made")


class BookQuerySet(models.QuerySet):
    """Books of editions."""

    def whole(self) -> "BookQuerySet":
        """Books of the whole programme, or of its summary; not the municipalities' extracts."""
        return self.filter(municipality_code="")

    def ready(self) -> "BookQuerySet":
        """Those that there is a file of, even while a newer one is being made."""
        return self.exclude(file="")


class Book(models.Model):
    """An edition in one language as a PDF file; or a municipality's extract of it.

    The file stays as it was until a newer one is whole. `without` are the keys of the parts that
    were left out because not everybody could read them when it was made.
    """

    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.CASCADE, related_name="books"
    )
    language = models.CharField(_("language"), max_length=20)
    # "" for the whole programme.
    municipality_code = models.CharField(_("municipality"), max_length=3, blank=True, default="")
    state = models.CharField(
        _("state"), max_length=10, choices=BookState.choices, default=BookState.WAITING
    )
    ordered_at = models.DateTimeField(_("ordered"))
    reason = models.TextField(_("reason"), blank=True)
    file = models.CharField(_("file"), max_length=200, blank=True)
    size = models.PositiveIntegerField(_("size"), default=0)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    digest = models.CharField(max_length=64, blank=True)
    without = models.JSONField(default=list)
    made_at = models.DateTimeField(_("made"), null=True, blank=True)

    objects = BookQuerySet.as_manager()

    class Meta:
        verbose_name = _("book of a programme")
        verbose_name_plural = _("books of programmes")
        ordering = ["edition", "municipality_code", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language", "municipality_code"], name="one_book_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.language} {self.municipality_code}".strip()

    def new_name(self, digest: str) -> str:
        """The name of a new file, which nobody can guess."""
        return f"{FOLDER}/{uuid.uuid4().hex}-{digest[:8]}.pdf"

    def open(self):
        """The file, open for reading. Raises FileNotFoundError if it is gone."""
        return default_storage.open(self.file)
