"""Questions that every page queryset of this site can answer."""

from django.conf import settings
from django.db import models
from wagtail.models import Page, PageManager, PageQuerySet

from cms.languages import language_of


class BasePageQuerySet(PageQuerySet):
    """Pages, with the domain's verbs."""

    def visible(self) -> "BasePageQuerySet":
        """What anybody may read: live and not private."""
        return self.live().public()

    def in_language_of(self, page: Page) -> "BasePageQuerySet":
        """Pages in the same language as a page."""
        return self.filter(locale_id=page.locale_id)

    def with_facts(self) -> list:
        """A list of the pages, each with its `facts` page brought along, in one further query."""
        pages = list(self)
        wanted = {p.translation_key for p in pages if language_of(p) != settings.LANGUAGE_CODE}
        sources = {}
        if wanted:
            sources = {
                source.translation_key: source
                for source in self.model._default_manager.filter(
                    translation_key__in=wanted, locale__language_code=settings.LANGUAGE_CODE
                )
            }
        for page in pages:
            page.facts = sources.get(page.translation_key, page)
        return pages


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class PageDocumentQuerySet(models.QuerySet):
    """Documents as they are listed on documents pages."""

    def below(self, page: Page) -> "PageDocumentQuerySet":
        """What the visible documents pages under a page list, the newest first."""
        from cms.models import DocumentsPage

        lists = DocumentsPage.objects.descendant_of(page).visible()
        return (
            self.filter(page__in=lists)
            .select_related("document")
            .order_by(models.F("document__date").desc(nulls_last=True), "-document_id")
        )
