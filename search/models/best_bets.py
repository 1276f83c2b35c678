"""What staff have chosen to show first for some words."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from search.folding import fold


class BestBet(models.Model):
    """A page or an address that stands on top of the results when certain words are searched.

    A page is shown only while anybody may read it, so that a choice never leads to a draft.
    """

    words = models.TextField(
        _("words"),
        help_text=_("What visitors type, one search on each line. Capital letters do not matter."),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("The page that answers. It is shown in the visitor's language where it is."),
    )
    address = models.URLField(
        _("address elsewhere"), blank=True, help_text=_("Instead of a page: https://…")
    )
    title = models.CharField(
        _("title"), max_length=120, blank=True, help_text=_("Empty: the page's own title.")
    )
    note = models.CharField(
        _("in a sentence"), max_length=200, blank=True, help_text=_("Why it is worth opening.")
    )

    panels = [
        FieldPanel("words"),
        MultiFieldPanel([FieldPanel("page"), FieldPanel("address")], heading=_("Leads to")),
        MultiFieldPanel([FieldPanel("title"), FieldPanel("note")], heading=_("What it says")),
    ]

    class Meta:
        verbose_name = _("chosen result")
        verbose_name_plural = _("chosen results")
        ordering = ["words", "pk"]

    def __str__(self) -> str:
        return ", ".join(self.words.split("\n")[:3])

    def clean(self) -> None:
        super().clean()
        if bool(self.page_id) == bool(self.address):
            raise ValidationError({"page": _("Choose a page, or give an address: one of the two.")})
        if self.address and not self.title:
            raise ValidationError({"title": _("Give a title for the address.")})
        if not self.phrases:
            raise ValidationError({"words": _("Give at least one word.")})

    @property
    def phrases(self) -> frozenset[str]:
        """The searches that it answers, folded as a visitor's are."""
        return frozenset(filter(None, map(fold, self.words.splitlines())))
