"""Questions about projects. `today` is a date in Helsinki."""

import datetime as dt

from django.db.models import F, Q
from wagtail.models import PageManager

from cms.querysets import BasePageQuerySet


class ProjectPageQuerySet(BasePageQuerySet):
    """Projects; on any day each is running, coming or ended, and only one of these.

    Both days belong to the project. One without a first day has begun, one without a last goes on.
    """

    def running(self, today: dt.date) -> "ProjectPageQuerySet":
        """What goes on today, the latest begun first."""
        begun = Q(starts_on__isnull=True) | Q(starts_on__lte=today)
        return self.filter(begun, self._not_ended(today)).order_by(
            F("starts_on").desc(nulls_last=True), "-pk"
        )

    def coming(self, today: dt.date) -> "ProjectPageQuerySet":
        """What has not begun, the next first."""
        return self.filter(self._not_ended(today), starts_on__gt=today).order_by("starts_on", "pk")

    def ended(self, today: dt.date) -> "ProjectPageQuerySet":
        """What ended before today, the latest first."""
        return self.filter(ends_on__lt=today).order_by("-ends_on", "-pk")

    @staticmethod
    def _not_ended(today: dt.date) -> Q:
        return Q(ends_on__isnull=True) | Q(ends_on__gte=today)


ProjectPageManager = PageManager.from_queryset(ProjectPageQuerySet)
