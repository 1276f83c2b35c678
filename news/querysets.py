"""Questions about news. `today` is a date in Helsinki."""

import datetime as dt

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page

from cms.models import Image
from cms.pictures import picture_specs
from cms.querysets import BasePageQuerySet
from cms.sharing import shared_with
from cms.subsites import outside_subsites

# The size of a picture in a list (templates/news/components/news_item.html).
LIST_PICTURE = "fill-{240x150,480x300}"


class NewsPageQuerySet(BasePageQuerySet):
    """News. A translation has the date, the kind and the municipalities of its Finnish page."""

    def _finnish(self):
        return self.model._base_manager.filter(
            translation_key=OuterRef("translation_key"),
            locale__language_code=settings.LANGUAGE_CODE,
        ).order_by()

    def with_fact_columns(self) -> "NewsPageQuerySet":
        """Annotate the date and kind that hold for all languages: `fact_date`, `fact_kind`."""
        finnish = self._finnish()
        return self.annotate(
            fact_date=Coalesce(Subquery(finnish.values("date")[:1]), "date"),
            fact_kind=Coalesce(Subquery(finnish.values("kind")[:1]), "kind"),
        )

    def newest(self, today: dt.date) -> "NewsPageQuerySet":
        """What is dated today or earlier, the newest first."""
        return self.with_fact_columns().filter(fact_date__lte=today).order_by("-fact_date", "-pk")

    def for_municipality(self, municipality) -> "NewsPageQuerySet":
        """News that concerns a municipality by name."""
        named = self.model._base_manager.filter(municipalities=municipality)
        finnish = named.filter(locale__language_code=settings.LANGUAGE_CODE)
        return self.filter(
            Q(translation_key__in=finnish.values("translation_key"))
            | Q(pk__in=named.values("pk")) & ~Exists(self._finnish())
        )

    def of_subsite(self, subsite: Page | None) -> "NewsPageQuerySet":
        """News that stands on a subsite's own pages; None: on the province's."""
        if subsite is None:
            return self.filter(outside_subsites())
        return self.filter(path__startswith=subsite.path)

    def listed_on(self, subsite: Page | None, municipality=None) -> "NewsPageQuerySet":
        """What a front page lists.

        A local JANE's: all its own, and of the province's what names its municipality or is shared
        with it. The province's (`subsite` None): its own and what it has accepted of its subsites,
        or of them what names a municipality.
        """
        if subsite is None:
            # With no subsites the first condition is empty, and "or" would drop it.
            own = outside_subsites() or Q(pk__isnull=False)
            listed = self.filter(own | shared_with(None))
            return listed if municipality is None else listed.for_municipality(municipality)
        listed = Q(path__startswith=subsite.path) | shared_with(subsite)
        if municipality is not None:
            named = self.of_subsite(None).for_municipality(municipality)
            listed |= Q(pk__in=named.values("pk"))
        return self.filter(listed)

    def in_list(self, news_index: Page, subsite: Page | None) -> "NewsPageQuerySet":
        """What the page of a news list shows: what stands below it, and what is shared with its
        site (`subsite`, None for the province) in its language."""
        below = Q(path__startswith=news_index.path, depth=news_index.depth + 1)
        return self.filter(below | (shared_with(subsite) & Q(locale_id=news_index.locale_id)))

    def for_lists(self) -> "NewsPageQuerySet":
        """Bring along what a list item shows, pictures in their size too; leave the long texts."""
        pictures = Image.objects.prefetch_renditions(*picture_specs(LIST_PICTURE))
        return (
            self.select_related("locale")
            .defer_streamfields()
            .prefetch_related(Prefetch("image", queryset=pictures))
        )
