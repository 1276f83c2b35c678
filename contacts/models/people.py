"""People who hold roles."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from cms.sorting import SortedByName
from contacts.phones import validate_phone


class Person(SortedByName, index.Indexed, models.Model):
    """Somebody who holds a role. Kept only as long as a role, present or past, needs the name."""

    first_name = models.CharField(_("first name"), max_length=60)
    last_name = models.CharField(_("last name"), max_length=60)
    email = models.EmailField(_("e-mail"), blank=True)
    hide_email = models.BooleanField(_("do not show the e-mail on the site"), default=False)
    phone = models.CharField(_("phone"), max_length=30, blank=True, validators=[validate_phone])
    hide_phone = models.BooleanField(_("do not show the phone on the site"), default=False)
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Without a picture the initials are shown."),
    )

    panels = [
        FieldRowPanel([FieldPanel("first_name"), FieldPanel("last_name")], heading=_("Name")),
        MultiFieldPanel(
            [
                FieldPanel("email"),
                FieldPanel("hide_email"),
                FieldPanel("phone"),
                FieldPanel("hide_phone"),
            ],
            heading=_("How to reach the person"),
            help_text=_("A role's own e-mail and phone are shown instead of these."),
        ),
        FieldPanel("picture"),
    ]

    search_fields = [
        index.SearchField("first_name"),
        index.SearchField("last_name", boost=2),
        index.AutocompleteField("last_name"),
        index.AutocompleteField("first_name"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def name_to_sort(self) -> str:
        return f"{self.last_name} {self.first_name}"

    @property
    def shown_email(self) -> str:
        """The e-mail address, unless the person hides it."""
        return "" if self.hide_email else self.email

    @property
    def shown_phone(self) -> str:
        """The phone number, unless the person hides it."""
        return "" if self.hide_phone else self.phone
