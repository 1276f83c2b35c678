"""Words of the field that stand for each other."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from search.analysis.words import words_of


class Synonym(models.Model):
    """A word or phrase, and what is searched besides whenever somebody searches it."""

    term = models.CharField(
        _("word or phrase"),
        max_length=100,
        unique=True,
        help_text=_("In its basic form. All inflected forms are found by themselves."),
    )
    equivalents = models.TextField(
        _("what means the same"), max_length=1000, help_text=_("One a line, in the basic form.")
    )
    is_both_ways = models.BooleanField(
        _("works in both directions"),
        default=True,
        help_text=_("Otherwise only whoever searches the first one finds the others too."),
    )

    panels = [FieldPanel("term"), FieldPanel("equivalents"), FieldPanel("is_both_ways")]

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["term"]

    def __str__(self) -> str:
        return self.term

    def clean(self) -> None:
        """Each is made of words, for a search finds nothing else."""
        super().clean()
        lines = [line.strip() for line in self.equivalents.splitlines() if line.strip()]
        self.equivalents = "\n".join(dict.fromkeys(lines))
        if any(not list(words_of(text)) for text in [self.term, *lines]):
            raise ValidationError(_("Write words: signs alone are never found."))
