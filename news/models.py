"""News and statements."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.blocks import ContentBlock
from cms.dates import helsinki_today
from cms.facts import FactsNotice, FactsPageForm
from cms.models import BasePage, ListPage
from news.querysets import NewsPageQuerySet

MOST_DAYS_AHEAD = 366


class NewsIndexPage(ListPage):
    """News of the province, or of a local JANE; the newest first."""

    parent_page_types = ["home.HomePage", "localjane.LocalJanePage"]
    subpage_types = ["news.NewsPage"]
    page_description = _("A list of news; articles are written below it.")

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def get_context(self, request, *args, **kwargs) -> dict:
        from news.listings import news_listing

        context = super().get_context(request, *args, **kwargs)
        context["listing"] = news_listing(self, request, context["today"])
        return context


class NewsKind(models.TextChoices):
    ARTICLE = "article", _("News item")
    STATEMENT = "statement", _("Statement")


class NewsPage(BasePage):
    """A news article, or a statement of the council."""

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []
    page_description = _("A news article or a statement.")

    kind = models.CharField(
        _("kind"), max_length=20, choices=NewsKind.choices, default=NewsKind.ARTICLE
    )
    date = models.DateField(
        _("date"), default=helsinki_today, help_text=_("It is shown in lists from this day on.")
    )
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
    image_caption = models.CharField(
        _("caption"), max_length=255, blank=True, help_text=_("Shown below the picture.")
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
        FieldPanel(
            "body", help_text=_("The news itself: choose a part by the plus sign, then write.")
        ),
        MultiFieldPanel(
            [
                FieldPanel("image", help_text=_("Shown at the top and in lists.")),
                FieldPanel("image_caption"),
            ],
            heading=_("Picture"),
        ),
        FactsNotice(
            _("The date, kind and municipalities come from the Finnish page: change them there.")
        ),
        MultiFieldPanel(
            [
                FieldPanel("date"),
                FieldPanel("kind", help_text=_("A statement says what the council thinks.")),
                FieldPanel("municipalities"),
            ],
            heading=_("Date, kind and municipalities"),
            classname="collapsed",
        ),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("image_caption"),
        index.SearchField("body"),
        index.FilterField("date"),
        index.FilterField("kind"),
    ]

    base_form_class = FactsPageForm
    fact_fields = ["date", "kind", "municipalities"]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in fact_fields
    ]

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    def clean(self) -> None:
        super().clean()
        if self.date and self.date > helsinki_today() + dt.timedelta(days=MOST_DAYS_AHEAD):
            raise ValidationError({"date": _("The date is over a year ahead. Check the year.")})

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["facts"] = self.facts
        context["news_index"] = self.get_parent().specific
        context["newer"], context["older"] = self.neighbours(context["today"])
        return context

    def neighbours(self, today: dt.date) -> "tuple[NewsPage | None, NewsPage | None]":
        """The next newer and the next older visible article of the same list."""
        others = NewsPage.objects.sibling_of(self, inclusive=False).visible().newest(today)
        date, pk = self.facts.date, self.pk or 0
        newer = others.filter(Q(fact_date__gt=date) | Q(fact_date=date, pk__gt=pk))
        older = others.filter(Q(fact_date__lt=date) | Q(fact_date=date, pk__lt=pk))
        return newer.last(), older.first()
