"""The ground that every page stands on, and the two plain pages that any site needs."""

from functools import cached_property

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PagePermissionTester
from wagtail.search import index

from cms.blocks import ContentBlock
from cms.dates import helsinki_today
from cms.languages import language_of
from cms.page_form import BasePageForm
from cms.querysets import BasePageManager, PageDocumentQuerySet

RESERVED_SLUGS = frozenset(
    {
        "admin",
        "avoin-data",
        "haku",
        "media",
        "puuttuu",
        "rannat",
        "static",
        "tiedostot",
        "tila",
        "tili",
        "tyyli",
    }
)

# Where words that belong to any part of any site may stand.
SECTION_PARENTS = [
    "home.HomePage",
    "localjane.LocalJanePage",
    "cms.StandardPage",
]


class PagePermissions(PagePermissionTester):
    """What somebody may do to a page: who may lock it decides who may read it, that is, staff.

    Wagtail lets every publisher decide that, on a screen that names all groups of all sites.
    """

    def can_set_view_restrictions(self) -> bool:
        may_lock = self.user.is_superuser or "lock" in self.permissions
        return may_lock and super().can_set_view_restrictions()


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

    base_form_class = BasePageForm

    objects = BasePageManager()

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("The site itself uses this address. Choose another.")})
        # Finnish has no language prefix, so "/sv-tapahtumat/" would be read as Swedish.
        if get_language_from_path(f"/{self.slug}/"):
            raise ValidationError(
                {"slug": _("An address may not start like a language code. Choose another.")}
            )

    def permissions_for_user(self, user) -> PagePermissionTester:
        return PagePermissions(user, self)

    def get_context(self, request, *args, **kwargs) -> dict:
        # The context processor draws this page's surroundings, in a preview too.
        request.shown_page = self
        return {**super().get_context(request, *args, **kwargs), "today": helsinki_today()}

    @property
    def language(self) -> str:
        """The page's language code, such as "fi-simple"."""
        return language_of(self)

    @property
    def picture_to_share(self):
        """The picture for shared links: the page's share picture, else the one that it shows."""
        return self.share_image or getattr(self.facts, "image", None)

    @property
    def summary(self) -> str:
        """A sentence or two for search engines and shared links."""
        return self.search_description or getattr(self, "introduction", "")

    @cached_property
    def facts(self):
        """The page whose dates, place and other facts hold for all languages: the Finnish one.

        Translations hold words only, so that an unsynchronised one never shows an old time. A
        queryset's `with_facts()` brings these along in one query.
        """
        if self.language == settings.LANGUAGE_CODE:
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


class ListPage(BasePage):
    """A page that lists others, with a word of what they are; its parent has it once."""

    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    class Meta:
        abstract = True


class StandardPage(BasePage):
    """A page of text and pictures: who we are, how to join, a privacy notice."""

    parent_page_types = [*SECTION_PARENTS, "projects.ProjectPage"]
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

    @property
    def parts(self):
        """The pages below this one."""
        return self.get_children().live().public()


class DocumentsPage(BasePage):
    """A list of documents to read or to fill in."""

    parent_page_types = [*SECTION_PARENTS, "council.BodyPage", "projects.ProjectPage"]
    subpage_types = []
    page_description = _("A list of documents.")

    introduction = models.TextField(_("introduction"), blank=True)

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

    @property
    def documents(self) -> list["PageDocument"]:
        """The documents in their order, each row with its file's facts."""
        return list(self.page_documents.select_related("document"))


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

    objects = PageDocumentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.document.title
