"""What became of a programme's parts in the next one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ContinuationMark(models.TextChoices):
    KEPT = "kept", _("Goes on as it is")
    CHANGED = "changed", _("Goes on changed")
    ENDED = "ended", _("Ends")


class Continuation(models.Model):
    """A part of a programme and the part of the next one that goes on from it, by their keys.

    Priorities and goals have rows too, so that the two programmes can be read side by side. A part
    that ends has no `new_key`.
    """

    old_programme_key = models.UUIDField(db_index=True, editable=False)
    new_programme_key = models.UUIDField(db_index=True, editable=False)
    old_key = models.UUIDField(db_index=True, editable=False)
    new_key = models.UUIDField(null=True, unique=True, editable=False)
    mark = models.CharField(_("what becomes of it"), max_length=10, choices=ContinuationMark)

    class Meta:
        verbose_name = _("continuation of a part")
        verbose_name_plural = _("continuations of parts")
        constraints = [
            models.UniqueConstraint(
                fields=["new_programme_key", "old_key"], name="continued_once_in_a_programme"
            ),
            models.CheckConstraint(
                condition=Q(mark=ContinuationMark.ENDED, new_key__isnull=True)
                | (~Q(mark=ContinuationMark.ENDED) & Q(new_key__isnull=False)),
                name="only_what_ends_has_no_new_part",
            ),
        ]

    def __str__(self) -> str:
        return self.get_mark_display()
