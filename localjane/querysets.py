"""Questions about local JANEs."""

from wagtail.models import PageManager

from cms.querysets import BasePageQuerySet


class LocalJaneQuerySet(BasePageQuerySet):
    """Local JANEs' front pages."""

    def for_subsite_list(self) -> "LocalJaneQuerySet":
        """All of them with what cms/subsites.py reads, in one query."""
        return self.select_related("municipality", "locale", "logo")


LocalJaneManager = PageManager.from_queryset(LocalJaneQuerySet)
