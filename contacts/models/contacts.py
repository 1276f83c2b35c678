"""Who is who: a role (`Contact`) that a person holds for a term (`Appointment`)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from cms.dates import helsinki_today
from cms.sorting import SortedByName
from cms.translated_text import TranslatedTextField
from contacts.models.places import Municipality, Organisation
from contacts.querysets import AppointmentQuerySet, ContactManager


class Person(SortedByName, index.Indexed, models.Model):
    """Somebody who holds a role. Kept only as long as a role, present or past, needs the name."""

    first_name = models.CharField(_("first name"), max_length=60)
    last_name = models.CharField(_("last name"), max_length=60)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    hide_email = models.BooleanField(_("do not show the e-mail"), default=False)
    hide_phone = models.BooleanField(_("do not show the phone"), default=False)
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    search_fields = [
        index.SearchField("first_name"),
        index.SearchField("last_name", boost=2),
        index.AutocompleteField("last_name"),
        index.AutocompleteField("first_name"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def name_to_sort(self) -> str:
        return f"{self.last_name} {self.first_name}"


class ContactKind(models.TextChoices):
    MUNICIPAL_CONTACT = "municipal_contact", _("Municipal association contact")
    WELLBEING_COORDINATOR = "wellbeing_coordinator", _("Wellbeing coordinator")
    ASSOCIATION_AGENT = "association_agent", _("Association agent")
    DEVELOPMENT_OFFICER = "development_officer", _("Development officer")
    CHAIR = "chair", _("Chair")
    VICE_CHAIR = "vice_chair", _("Vice chair")
    SECRETARY = "secretary", _("Secretary")
    PROJECT_MANAGER = "project_manager", _("Project manager")
    OTHER = "other", _("Other")


# Kinds that several people may hold at once.
SHARED_KINDS = frozenset(
    {ContactKind.ASSOCIATION_AGENT, ContactKind.DEVELOPMENT_OFFICER, ContactKind.OTHER}
)


class Contact(index.Indexed, ClusterableModel):
    """A role that people can turn to, whoever holds it now. Changing the holder changes every page."""

    kind = models.CharField(_("kind"), max_length=30, choices=ContactKind.choices)
    title = TranslatedTextField(
        _("title"), blank=True, help_text=_("Leave empty to use the name of the kind.")
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contacts",
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contacts",
    )
    email = models.EmailField(
        _("role's e-mail"), blank=True, help_text=_("Shown instead of the person's own.")
    )
    phone = models.CharField(
        _("role's phone"),
        max_length=30,
        blank=True,
        help_text=_("Shown instead of the person's own."),
    )

    objects = ContactManager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        # A page's foreign key brings the present holder along too.
        base_manager_name = "objects"

    def __str__(self) -> str:
        return str(self.title) or self.get_kind_display()


class Appointment(models.Model):
    """A person in a role for a term. Both days belong to the term; no last day: until further notice."""

    contact = ParentalKey(Contact, on_delete=models.CASCADE, related_name="appointments")
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="appointments"
    )
    starts_on = models.DateField(_("first day"), default=helsinki_today)
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="contacts_appointment_ends_after_start",
                violation_error_message=_("The last day cannot be before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.starts_on})"

    def clean(self) -> None:
        super().clean()
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day cannot be before the first.")})
