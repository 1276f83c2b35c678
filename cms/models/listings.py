"""Where else a page is listed than on its own site (cms/sharing.py)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Listing(models.Model):
    """That a page is, or is asked to be, listed on another site; one row for all its languages.

    `page_key` is the page's translation key; `subsite_key` that of the subsite where it is listed,
    None for the province. A local page is offered to the province, and staff accept or decline; a
    provincial page is listed on chosen subsites at once, or on all by `everywhere`.
    """

    class State(models.TextChoices):
        """What has become of the offer."""

        OFFERED = "offered", _("Offered")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    page_key = models.UUIDField(db_index=True, editable=False)
    subsite_key = models.UUIDField(null=True, db_index=True, editable=False)
    everywhere = models.BooleanField(default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.OFFERED
    )
    note = models.TextField(_("a word about it"), blank=True)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    offered_at = models.DateTimeField(_("offered"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        verbose_name = _("listing elsewhere")
        verbose_name_plural = _("listings elsewhere")
        constraints = [
            models.UniqueConstraint(
                fields=["page_key", "subsite_key"], name="cms_one_listing_a_subsite"
            ),
            models.UniqueConstraint(
                fields=["page_key", "everywhere"],
                condition=models.Q(subsite_key__isnull=True),
                name="cms_one_listing_without_subsite",
            ),
            # "Everywhere" names no subsite.
            models.CheckConstraint(
                condition=models.Q(everywhere=False) | models.Q(subsite_key__isnull=True),
                name="cms_everywhere_names_no_subsite",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_key}: {self.get_state_display()}"
