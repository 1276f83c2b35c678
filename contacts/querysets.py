"""Questions about roles and terms. `today` is a date in Helsinki."""

import datetime as dt

from django.db import models
from django.db.models import Prefetch, Q

from cms.dates import helsinki_today


class AppointmentQuerySet(models.QuerySet):
    """Terms of people in roles."""

    def current(self, today: dt.date) -> "AppointmentQuerySet":
        """The terms that hold on a day."""
        return self.filter(starts_on__lte=today).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=today)
        )


class ContactQuerySet(models.QuerySet):
    """Roles."""

    def for_municipality(self, municipality) -> "ContactQuerySet":
        """The roles of a municipality."""
        return self.filter(municipality=municipality)

    def with_holders(self, today: dt.date) -> "ContactQuerySet":
        """Bring the present appointments and their people along as `present_appointments`."""
        from contacts.models import Appointment

        present = Appointment.objects.current(today).select_related("person", "person__picture")
        return self.select_related("organisation", "municipality").prefetch_related(
            Prefetch("appointments", queryset=present, to_attr="present_appointments")
        )


class ContactManager(models.Manager.from_queryset(ContactQuerySet)):
    """Roles, always with their present holders: a page of 20 cards takes no more queries than 2."""

    def get_queryset(self) -> ContactQuerySet:
        return super().get_queryset().with_holders(helsinki_today())
