"""The province's front page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import ContentBlock
from cms.models import BasePage
from home.front_page import FrontPageParts


class HomePage(BasePage):
    """The front page of the province's site in one language."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "localjane.LocalJaneIndexPage",
        "programme.ProgrammeIndexPage",
        "news.NewsIndexPage",
        "events.CalendarPage",
        "council.BodyIndexPage",
        "contacts.ContactDirectoryPage",
        "projects.ProjectIndexPage",
        "cms.DocumentsPage",
        "cms.StandardPage",
    ]
    page_description = _("The front page of the province's site.")

    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("What the council is, in a sentence or two.")
    )
    image = models.ForeignKey(
        "cms.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(ContentBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("image"),
        FieldPanel("body"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "parts": FrontPageParts.of(self, context["today"])}
