"""Bodies: the province's council, its working groups, and those of local JANEs."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.blocks import ContentBlock
from cms.models import BasePage


class BodyIndexPage(BasePage):
    """The council and its working groups."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["council.BodyPage"]
    max_count_per_parent = 1
    page_description = _("The council and its working groups.")

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("bodies page")
        verbose_name_plural = _("bodies pages")


class BodyPage(BasePage):
    """A council, committee or working group: its task and its people."""

    parent_page_types = ["council.BodyIndexPage", "localjane.LocalJanePage"]
    subpage_types = ["cms.StandardPage", "cms.DocumentsPage"]
    page_description = _("A council or working group: its task and its people.")

    organisation = models.ForeignKey(
        "contacts.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    introduction = models.TextField(_("its task"), blank=True)
    body = StreamField(ContentBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("organisation"),
        FieldPanel("introduction"),
        InlinePanel("people", heading=_("People"), label=_("Contact")),
        FieldPanel("body"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")


class BodyContact(Orderable):
    """A contact of a body, in its place."""

    page = ParentalKey(BodyPage, on_delete=models.CASCADE, related_name="people")
    contact = models.ForeignKey(
        "contacts.Contact",
        verbose_name=_("contact"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("contact")]

    def __str__(self) -> str:
        return str(self.contact)
