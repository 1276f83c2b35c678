"""Bodies: the province's council, its working groups, and those of local JANEs."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.blocks import ContentBlock
from cms.facts import FactsInlinePanel, FactsNotice, FactsPageForm
from cms.models import BasePage, ListPage
from contacts.models import Contact


class BodyIndexPage(ListPage):
    """The council and its working groups."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["council.BodyPage"]
    page_description = _("The council and its working groups.")

    class Meta:
        verbose_name = _("bodies page")
        verbose_name_plural = _("bodies pages")

    @property
    def bodies(self) -> list["BodyPage"]:
        """The visible bodies in the tree's order, with their organisations."""
        bodies = BodyPage.objects.child_of(self).visible().order_by("path")
        return bodies.select_related("locale", "organisation").defer_streamfields().with_facts()


class BodyPage(BasePage):
    """A council, committee or working group: its task and its people."""

    parent_page_types = ["council.BodyIndexPage", "localjane.LocalJanePage"]
    subpage_types = ["cms.DocumentsPage"]
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
        FieldPanel("introduction"),
        FactsNotice(
            _("The organisation and the people come from the Finnish page: change them there.")
        ),
        FieldPanel("organisation"),
        FactsInlinePanel("people", heading=_("People"), label=_("Contact")),
        FieldPanel("body"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    base_form_class = FactsPageForm
    fact_fields = ["organisation", "people"]
    override_translatable_fields = [SynchronizedField("organisation", overridable=False)]

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["facts"] = self.facts
        context["contacts"] = self.facts.contacts
        context["parts"] = self.get_children().live().public()
        return context

    @property
    def contacts(self) -> list[Contact]:
        """The people's roles in the order that the editor gave, each with its present holder."""
        ids = [row.contact_id for row in self.people.all()]
        by_id = {contact.pk: contact for contact in Contact.objects.filter(pk__in=ids)}
        return [by_id[pk] for pk in ids if pk in by_id]


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
