"""The ground that every page stands on, and the two plain pages that any site needs."""

from functools import cached_property

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.blocks import ContentBlock
from cms.querysets import BasePageManager

RESERVED_SLUGS = frozenset({"admin", "django-admin", "haku", "tili", "tila", "media", "static"})

# Where words that belong to any part of any site may stand.
SECTION_PARENTS = [
    "home.HomePage",
    "localjane.LocalJanePage",
    "cms.StandardPage",
]


class BasePage(Page):
    """What every page has: a share picture, a review date and one address without traps."""

    share_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("share picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where the page is shared. Without one, the site's own is used."),
    )
    review_date = models.DateField(
        _("check again on"),
        null=True,
        blank=True,
        help_text=_("On this day you are reminded to see that the page is still true."),
    )

    promote_panels = [
        *Page.promote_panels,
        FieldPanel("share_image"),
    ]
    settings_panels = [
        *Page.settings_panels,
        FieldPanel("review_date"),
    ]

    objects = BasePageManager()

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError(
                {"slug": _("The site itself uses this address. Choose another.")}
            )
        # Finnish has no language prefix, so "/sv-tapahtumat/" would be read as Swedish.
        if get_language_from_path(f"/{self.slug}/"):
            raise ValidationError(
                {"slug": _("An address may not start like a language code. Choose another.")}
            )

    @cached_property
    def facts(self):
        """The page whose dates, place and other facts hold for all languages: the Finnish one.

        Translations hold words only, so that an unsynchronised one never shows an old time. A
        queryset's `with_facts()` brings these along in one query.
        """
        if self.locale.language_code == settings.LANGUAGE_CODE:
            return self
        source = (
            type(self)
            .objects.filter(
                translation_key=self.translation_key,
                locale__language_code=settings.LANGUAGE_CODE,
            )
            .first()
        )
        return source or self


class StandardPage(BasePage):
    """A page of text and pictures: who we are, how to join, a privacy notice."""

    parent_page_types = SECTION_PARENTS
    subpage_types = ["cms.StandardPage", "cms.DocumentsPage"]
    page_description = _("A page of text and pictures.")

    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences at the top.")
    )
    body = StreamField(ContentBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class DocumentsPage(BasePage):
    """A list of documents to read or to fill in."""

    parent_page_types = [*SECTION_PARENTS, "council.BodyPage", "projects.ProjectPage"]
    subpage_types = []
    page_description = _("A list of documents.")

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "link"])

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        InlinePanel("page_documents", heading=_("Documents"), label=_("Document")),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.RelatedFields("page_documents", [index.SearchField("description")]),
    ]

    class Meta:
        verbose_name = _("documents page")
        verbose_name_plural = _("documents pages")


class PageDocument(Orderable):
    """A document on a documents page, in its place, with a word of what it is."""

    page = ParentalKey(DocumentsPage, on_delete=models.CASCADE, related_name="page_documents")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    description = models.CharField(_("what it is"), max_length=255, blank=True)

    panels = [MultiFieldPanel([FieldPanel("document"), FieldPanel("description")])]

    def __str__(self) -> str:
        return self.document.title
