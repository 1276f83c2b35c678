"""Editions: a programme's words as they were adopted, frozen; and the numbers of its parts."""

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.translated_text import TranslatedTextField


class EditionKind(models.TextChoices):
    ADOPTED = "adopted", _("Adopted programme")
    REVISED = "revised", _("Wording revised")
    CORRECTED = "corrected", _("Typing errors corrected")


DOES_NOT_CHANGE = _("An edition that has been made does not change.")
STAYS = _("An edition that has been published stays.")


class EditionQuerySet(models.QuerySet):
    """Editions of programmes, by the translation key of the programme's page."""

    def of(self, programme) -> "EditionQuerySet":
        """All editions of a programme (a page in any language), the newest first."""
        return self.filter(programme_key=programme.translation_key).order_by("-number")

    def published(self) -> "EditionQuerySet":
        """Those that readers may read."""
        return self.filter(published_at__isnull=False)

    def waiting(self) -> "EditionQuerySet":
        """Those whose moment has not come."""
        return self.filter(published_at__isnull=True)

    def update(self, **values) -> int:
        """Raises ValidationError rather than change what is frozen."""
        if set(values).intersection(Edition.FROZEN):
            raise ValidationError(DOES_NOT_CHANGE)
        return super().update(**values)

    def delete(self):
        """Raises ValidationError if one has been published: only what waits can be cancelled."""
        if self.published().exists():
            raise ValidationError(STAYS)
        return super().delete()


class Edition(models.Model):
    """A programme as it was adopted at one moment: words, numbers and facts in all languages.

    `content` has the shape that `programme/editions/snapshot.py` describes and never changes once
    the edition is made; neither do its digest, kind and number. `publish_at` and `published_at` are
    aware moments: an edition without the latter waits to be published.
    """

    FROZEN = ("programme_key", "number", "kind", "schema_version", "content", "digest", "made_at")

    programme_key = models.UUIDField(db_index=True, editable=False)
    number = models.PositiveSmallIntegerField(_("edition"))
    kind = models.CharField(_("kind"), max_length=20, choices=EditionKind.choices)
    note = TranslatedTextField(_("what has changed"), blank=True, max_words=100)
    schema_version = models.PositiveSmallIntegerField(editable=False)
    content = models.JSONField(editable=False)
    digest = models.CharField(_("digest"), max_length=64, editable=False)
    # Which version of which page goes live with it: {page's id: revision's id}.
    revisions = models.JSONField(editable=False, default=dict)
    made_at = models.DateTimeField(_("made"), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    publish_at = models.DateTimeField(_("goes live"), null=True, blank=True)
    published_at = models.DateTimeField(_("went live"), null=True, blank=True, editable=False)
    # Why it could not go live at its moment; it is not tried again by itself.
    failure = models.TextField(_("why it did not go live"), blank=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of a programme")
        verbose_name_plural = _("editions of programmes")
        ordering = ["programme_key", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme_key", "number"], name="edition_number")
        ]

    def __str__(self) -> str:
        return _("Edition %(number)s") % {"number": self.number}

    def save(self, *args, **kwargs) -> None:
        """Raises ValidationError rather than change what is frozen."""
        if self.pk is not None:
            stored = Edition.objects.get(pk=self.pk)
            if any(getattr(stored, name) != getattr(self, name) for name in self.FROZEN):
                raise ValidationError(DOES_NOT_CHANGE)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Raises ValidationError if it has been published."""
        if self.published_at is not None:
            raise ValidationError(STAYS)
        return super().delete(*args, **kwargs)

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def is_due_at(self, now: dt.datetime) -> bool:
        """Whether the worker is to publish it at a moment, or is doing so."""
        is_due = self.publish_at is not None and self.publish_at <= now
        return is_due and not self.is_published and not self.failure

    @property
    def is_correction(self) -> bool:
        """Whether nothing but typing errors was corrected."""
        return self.kind == EditionKind.CORRECTED


class PartNumber(models.Model):
    """The number of a priority, goal or action, given when it was first adopted.

    It never changes and is never given to another part, so that "2.3.1" means one thing.
    """

    programme_key = models.UUIDField(db_index=True, editable=False)
    part_key = models.UUIDField(unique=True, editable=False)
    number = models.CharField(_("number"), max_length=20)

    class Meta:
        verbose_name = _("number of a programme's part")
        verbose_name_plural = _("numbers of programmes' parts")
        constraints = [
            models.UniqueConstraint(fields=["programme_key", "number"], name="part_number")
        ]

    def __str__(self) -> str:
        return self.number
