"""News and statements."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import ContentBlock
from cms.dates import helsinki_today
from cms.models import BasePage


class NewsIndexPage(BasePage):
    """News of the province, or of a local JANE; the newest first."""

    parent_page_types = ["home.HomePage", "localjane.LocalJanePage"]
    subpage_types = ["news.NewsPage"]
    max_count_per_parent = 1
    page_description = _("A list of news; articles are written below it.")

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")


class NewsKind(models.TextChoices):
    ARTICLE = "article", _("News")
    STATEMENT = "statement", _("Statement")


class NewsPage(BasePage):
    """A news article, or a statement of the council."""

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []
    page_description = _("A news article or a statement.")

    kind = models.CharField(
        _("kind"), max_length=20, choices=NewsKind.choices, default=NewsKind.ARTICLE
    )
    date = models.DateField(_("date"), default=helsinki_today)
    introduction = models.TextField(
        _("in a sentence"), blank=True, help_text=_("Shown in lists and at the top.")
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
    municipalities = ParentalManyToManyField(
        "contacts.Municipality",
        verbose_name=_("municipalities"),
        blank=True,
        related_name="+",
        help_text=_("Whom the news concerns. It is shown on these local JANEs' front pages too."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("image"),
        FieldPanel("body"),
        FieldPanel("date"),
        FieldPanel("kind"),
        FieldPanel("municipalities"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.FilterField("date"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
