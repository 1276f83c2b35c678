"""Who is who: a role (`Contact`) that a person holds for a term (`Appointment`)."""

import datetime as dt

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from cms.dates import helsinki_today
from cms.sorting import SortedByName
from cms.translated_text import TranslatedTextField
from contacts.forms import TermsPanel
from contacts.models.people import Person
from contacts.models.places import Municipality, Organisation
from contacts.phones import validate_phone
from contacts.querysets import AppointmentQuerySet, ContactManager
from contacts.terms import conflict


class ContactKind(models.TextChoices):
    """The kinds of roles, in the order in which they are listed."""

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


class Contact(SortedByName, index.Indexed, ClusterableModel):
    """A role that people can turn to, whoever holds it. A new holder changes every page at once."""

    kind = models.CharField(_("kind"), max_length=30, choices=ContactKind.choices)
    title = TranslatedTextField(
        _("role's title"), blank=True, help_text=_("Leave empty to use the name of the kind.")
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
        help_text=_(
            "The municipality whose pages show this contact. Leave empty to use the "
            "organisation's, or when the contact serves the whole province."
        ),
    )
    email = models.EmailField(
        _("role's e-mail"), blank=True, help_text=_("Shown instead of the person's own.")
    )
    phone = models.CharField(
        _("role's phone"),
        max_length=30,
        blank=True,
        validators=[validate_phone],
        help_text=_("Shown instead of the person's own."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("title"),
                FieldPanel("organisation"),
                FieldPanel("municipality", widget=forms.Select),
            ],
            heading=_("Role"),
        ),
        TermsPanel(
            "appointments",
            heading=_("Who holds the role"),
            label=_("Term"),
            help_text=_(
                "When the person changes, give the old term its last day and add a new term. "
                "Every page that shows this contact changes on that day by itself. "
                "Without a present term the role is shown as vacant."
            ),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("email"), FieldPanel("phone")])],
            heading=_("The role's own e-mail and phone"),
        ),
    ]

    search_fields = [
        index.SearchField("title", boost=3),
        index.SearchField("kind_names", boost=2),
        index.AutocompleteField("title"),
        index.AutocompleteField("kind_names"),
        index.RelatedFields(
            "organisation", [index.SearchField("name"), index.AutocompleteField("name")]
        ),
        index.RelatedFields(
            "municipality",
            [
                index.SearchField("name_fi"),
                index.SearchField("name_sv"),
                index.AutocompleteField("name_fi"),
                index.AutocompleteField("name_sv"),
            ],
        ),
        index.RelatedFields(
            "appointments",
            [
                index.RelatedFields(
                    "person",
                    [
                        index.SearchField("first_name"),
                        index.SearchField("last_name"),
                        index.AutocompleteField("first_name"),
                        index.AutocompleteField("last_name"),
                    ],
                )
            ],
        ),
        index.FilterField("id"),
        index.FilterField("kind"),
        index.FilterField("municipality"),
        index.FilterField("organisation"),
    ]

    objects = ContactManager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        # A page's foreign key brings the holders along too.
        base_manager_name = "objects"
        # What belongs to the whole province comes first.
        ordering = [models.F("municipality__sort_key").asc(nulls_first=True), "sort_key", "pk"]

    def __str__(self) -> str:
        place = self.organisation or self.municipality
        return f"{self.shown_title}, {place}" if place else self.shown_title

    def clean(self) -> None:
        super().clean()
        if self.kind == ContactKind.OTHER and not self.title:
            raise ValidationError({"title": _("Give a title when the kind is “Other”.")})
        if self.municipality is None and self.organisation is not None:
            self.municipality = self.organisation.municipality

    def refresh_from_db(self, *args, **kwargs) -> None:
        super().refresh_from_db(*args, **kwargs)
        self.__dict__.pop("terms", None)

    def name_to_sort(self) -> str:
        position = list(ContactKind.values).index(self.kind) if self.kind else 0
        return f"{position} {self.title.get(settings.LANGUAGE_CODE, '')}"

    # --- What readers see ---

    @property
    def shown_title(self) -> str:
        """The title in the active language; the kind's name if the role has no title of its own."""
        return str(self.title) or self.get_kind_display()

    @property
    def shown_email(self) -> str:
        """The role's own address, else that of the present holder who shows one, else ""."""
        own = (term.shown_email for term in self.present_appointments)
        return self.email or next(filter(None, own), "")

    @property
    def shown_phone(self) -> str:
        """The role's own number, else that of the present holder who shows one, else ""."""
        own = (term.shown_phone for term in self.present_appointments)
        return self.phone or next(filter(None, own), "")

    @property
    def kind_names(self) -> str:
        """The kind's name in every language, for search."""
        names = []
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                names.append(str(self.get_kind_display()))
        return " ".join(dict.fromkeys(names))

    # --- Who holds it ---

    @property
    def is_shared(self) -> bool:
        """Whether several people may hold the role at once."""
        return self.kind in SHARED_KINDS

    @cached_property
    def terms(self) -> list["Appointment"]:
        """All terms, the latest first. The manager brings them along."""
        # Django's own cached_property: a prefetch does not fill in one of functools.
        return list(self.appointments.all())

    @property
    def day(self) -> dt.date:
        """The day whose holders are shown: today, unless `with_holders` named another."""
        return getattr(self, "shown_on", None) or helsinki_today()

    @property
    def present_appointments(self) -> list["Appointment"]:
        """The terms that hold now, in the order of the people's names."""
        present = [term for term in self.terms if term.holds_on(self.day)]
        return sorted(present, key=lambda term: term.person.sort_key)

    @property
    def present_holders(self) -> list[Person]:
        """Who holds the role now, by name; empty when it is vacant."""
        return [term.person for term in self.present_appointments]

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds the role now."""
        return not any(term.holds_on(self.day) for term in self.terms)

    @property
    def vacant_since(self) -> dt.date | None:
        """The first day without a holder; None if somebody holds the role, or nobody ever did."""
        if not self.is_vacant:
            return None
        last_days = [
            term.ends_on for term in self.terms if term.ends_on and term.ends_on < self.day
        ]
        return max(last_days) + dt.timedelta(days=1) if last_days else None

    @property
    def filled_from(self) -> dt.date | None:
        """The first day of the next term that has been agreed; None if there is none."""
        return min((t.starts_on for t in self.terms if t.starts_on > self.day), default=None)

    def appoint(
        self, person: Person, starts_on: dt.date | None = None, ends_on: dt.date | None = None
    ) -> "Appointment":
        """Give the role to a person from a day (today) to a last day (None: until further notice).

        In a role of one holder, the term that then runs ends on the day before. Raises
        ValidationError when another term starts within this one, or if it ends before it starts.
        """
        starts_on = starts_on or helsinki_today()
        with transaction.atomic():
            type(self).objects.lock(self.pk)
            if not self.is_shared:
                before = self.stored_terms.filter(starts_on__lt=starts_on)
                for term in before.overlapping(starts_on):
                    term.ends_on = starts_on - dt.timedelta(days=1)
                    term.save()
            appointment = Appointment(
                contact=self, person=person, starts_on=starts_on, ends_on=ends_on
            )
            appointment.full_clean()
            appointment.save()
        self.__dict__.pop("terms", None)
        return appointment

    @property
    def stored_terms(self) -> AppointmentQuerySet:
        """The terms in the database, whatever a form has done to `appointments` so far."""
        return Appointment.objects.filter(contact_id=self.pk).select_related("person")


class Appointment(models.Model):
    """A person in a role for a term. Both days belong to it; no last day: until further notice."""

    contact = ParentalKey(Contact, on_delete=models.CASCADE, related_name="appointments")
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="appointments"
    )
    starts_on = models.DateField(_("first day"), default=helsinki_today)
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Empty: until further notice.")
    )

    objects = AppointmentQuerySet.as_manager()

    panels = [
        FieldPanel("person"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
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

    def validate_constraints(self, exclude=None) -> None:
        """Check, under a lock on the role, that no other term is in the way.

        A form that edits all of a role's terms at once leaves `contact` out: it compares the terms
        as they stand in the form (`contacts.forms.TermsFormSet`).
        """
        super().validate_constraints(exclude=exclude)
        needed = {"contact", "person", "starts_on", "ends_on"}
        if self.contact_id and needed.isdisjoint(exclude or ()):
            Contact.objects.lock(self.contact_id)
            others = self.contact.stored_terms.exclude(pk=self.pk)
            for other in others.overlapping(self.starts_on, self.ends_on):
                found = conflict(self, other, shared=self.contact.is_shared)
                if found:
                    raise ValidationError({found.field: found.message})

    def holds_on(self, day: dt.date) -> bool:
        """Whether the day belongs to the term."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def shown_email(self) -> str:
        """The person's address, unless the role has its own or the person hides it."""
        return "" if self.contact.email else self.person.shown_email

    @property
    def shown_phone(self) -> str:
        """The person's number, unless the role has its own or the person hides it."""
        return "" if self.contact.phone else self.person.shown_phone
