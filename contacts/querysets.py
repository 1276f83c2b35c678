"""Questions about roles and terms. `today` is a date in Helsinki."""

import datetime as dt

from django.db import connections, models
from django.db.models import Exists, OuterRef, Prefetch, Q, Value
from wagtail.images import get_image_model


class MunicipalityQuerySet(models.QuerySet):
    """Municipalities, in Finnish order."""

    def in_use(self) -> "MunicipalityQuerySet":
        """Those of today: without what has become part of another municipality."""
        return self.filter(successor=None)

    def named(self, text: str):
        """The one that has this code or Finnish name ("167" or "Joensuu"); None if there is none.

        For commands.
        """
        return self.filter(Q(code=text) | Q(name_fi__iexact=text)).first()


class AppointmentQuerySet(models.QuerySet):
    """Terms of people in roles."""

    def current(self, today: dt.date) -> "AppointmentQuerySet":
        """The terms that hold on a day."""
        return self.filter(starts_on__lte=today).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=today)
        )

    def overlapping(
        self, starts_on: dt.date, ends_on: dt.date | None = None
    ) -> "AppointmentQuerySet":
        """The terms that share a day with a period; no last day: until further notice."""
        terms = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
        return terms.filter(starts_on__lte=ends_on) if ends_on else terms

    def next_change(self, today: dt.date) -> dt.date | None:
        """The first day after `today` on which somebody starts or has just left, or None."""
        days = self.aggregate(
            start=models.Min("starts_on", filter=Q(starts_on__gt=today)),
            last=models.Min("ends_on", filter=Q(ends_on__gte=today)),
        )
        changes = [days["start"], days["last"] and days["last"] + dt.timedelta(days=1)]
        return min(filter(None, changes), default=None)

    def with_people(self) -> "AppointmentQuerySet":
        """Bring the people and their pictures along, in every size that has been made of them."""
        pictures = get_image_model().objects.prefetch_renditions()
        return self.select_related("person").prefetch_related(
            Prefetch("person__picture", queryset=pictures)
        )


class ContactQuerySet(models.QuerySet):
    """Roles, by municipality, then in the order of their kinds."""

    def for_municipality(self, municipality) -> "ContactQuerySet":
        """The roles of a municipality, the vacant ones among them."""
        return self.filter(municipality=municipality)

    def for_province(self) -> "ContactQuerySet":
        """The roles that belong to no single municipality."""
        return self.filter(municipality__isnull=True)

    def for_organisation(self, organisation) -> "ContactQuerySet":
        """The roles in an organisation."""
        return self.filter(organisation=organisation)

    def of_kinds(self, *kinds: str) -> "ContactQuerySet":
        """The roles of some kinds."""
        return self.filter(kind__in=kinds)

    def held(self, today: dt.date) -> "ContactQuerySet":
        """The roles that somebody holds on a day."""
        return self.filter(self._is_held(today))

    def vacant(self, today: dt.date) -> "ContactQuerySet":
        """The roles that nobody holds on a day."""
        return self.filter(~self._is_held(today))

    def _is_held(self, today: dt.date) -> Exists:
        from contacts.models import Appointment

        return Exists(Appointment.objects.current(today).filter(contact=OuterRef("pk")))

    def with_terms(self) -> "ContactQuerySet":
        """Bring the terms, their people and the roles' organisations along (the manager does)."""
        from contacts.models import Appointment

        terms = Appointment.objects.with_people()
        return self.select_related("organisation", "municipality").prefetch_related(
            Prefetch("appointments", queryset=terms, to_attr="terms")
        )

    def with_holders(self, today: dt.date) -> "ContactQuerySet":
        """Show who holds the roles on this day, instead of at the moment that a template asks."""
        return self.annotate(shown_on=Value(today, output_field=models.DateField()))

    def only(self, *fields: str) -> "ContactQuerySet":
        """As Django's, which refuses to leave out a field that is joined, as the manager does."""
        return super(ContactQuerySet, self.select_related(None)).only(*fields)

    def lock(self, pk: int) -> None:
        """Let nobody else change this role's terms before the present transaction ends.

        Outside a transaction a lock would end at once, so there is none.
        """
        if connections[self.db].in_atomic_block:
            rows = self.select_related(None).prefetch_related(None).order_by()
            list(rows.select_for_update().filter(pk=pk).values_list("pk"))


class ContactManager(models.Manager.from_queryset(ContactQuerySet)):
    """Roles, always with their holders: a page of 20 cards takes no more queries than one of 2.

    Bring contacts along with `prefetch_related("contact")`, which asks this manager; Django's
    `select_related("contact")` does not, and then each card asks for its holder by itself.
    """

    def get_queryset(self) -> ContactQuerySet:
        return super().get_queryset().with_terms()


class ContactSuggestionQuerySet(models.QuerySet):
    """Proposed changes of contacts, the oldest first."""

    def waiting(self) -> "ContactSuggestionQuerySet":
        """Those that staff have yet to decide on."""
        return self.filter(state="open")

    def settled_before(self, moment: dt.datetime) -> "ContactSuggestionQuerySet":
        """Those decided on or withdrawn before an aware moment whose values are still kept."""
        return self.filter(decided_at__lt=moment, cleared_at__isnull=True)
