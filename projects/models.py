"""Projects (hanke): who pays, who runs them, for whom and what for."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.blocks import ContentBlock
from cms.dates import helsinki_today
from cms.models import BasePage, ListPage
from cms.translated_lists import ListedPage, listed_below
from projects.querysets import ProjectPageManager


class ProjectIndexPage(ListPage):
    """All projects, the running ones first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["projects.ProjectPage"]
    page_description = _("The projects, running and ended.")

    class Meta:
        verbose_name = _("projects page")
        verbose_name_plural = _("projects pages")

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        today = helsinki_today()
        return {
            **context,
            "running": self.listed(ProjectPage.objects.running(today)),
            "coming": self.listed(ProjectPage.objects.coming(today)),
            "ended": self.listed(ProjectPage.objects.ended(today)),
        }

    def listed(self, projects) -> list[ListedPage]:
        """The visible ones of some projects, in this page's language if they have that."""
        return listed_below(self, projects.visible())


class ProjectPage(BasePage):
    """A project: its funders, administrator, period, area, target groups, aims and people."""

    parent_page_types = ["projects.ProjectIndexPage"]
    subpage_types = ["cms.StandardPage", "cms.DocumentsPage"]
    page_description = _("A project with its funders, aims and people.")

    introduction = models.TextField(_("introduction"), blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    administrator = models.ForeignKey(
        "contacts.Organisation",
        verbose_name=_("administrator"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    funders = ParentalManyToManyField(
        "contacts.Organisation", verbose_name=_("funders"), blank=True, related_name="+"
    )
    municipalities = ParentalManyToManyField(
        "contacts.Municipality",
        verbose_name=_("municipalities"),
        blank=True,
        related_name="+",
        help_text=_("Leave empty if the project works in the whole province."),
    )
    target_groups = models.CharField(_("target groups"), max_length=255, blank=True)
    body = StreamField(ContentBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")], heading=_("Period")),
        FieldPanel("administrator"),
        FieldPanel("funders"),
        FieldPanel("municipalities"),
        FieldPanel("target_groups"),
        InlinePanel("aims", heading=_("Aims"), label=_("Aim")),
        InlinePanel("people", heading=_("People"), label=_("Contact")),
        FieldPanel("body"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("target_groups"),
        index.SearchField("body"),
        index.RelatedFields("aims", [index.SearchField("text")]),
    ]

    objects = ProjectPageManager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day cannot be before the first.")})

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        last_day = self.facts.ends_on
        context["is_over"] = last_day is not None and last_day < context["today"]
        return context

    @property
    def years(self) -> str:
        """The years of the project: "2017–2020", "2021", "2025–" for one without an end."""
        start, end = self.starts_on, self.ends_on
        first = str(start.year) if start else ""
        last = str(end.year) if end else ""
        return first if first == last else f"{first}–{last}"

    @property
    def contacts(self) -> list:
        """The project's people in their order, each with the present holder."""
        rows = self.facts.people.prefetch_related("contact")
        return [row.contact for row in rows]

    @property
    def subpages(self):
        """The pages of text and documents below the project."""
        return self.get_children().live().public()


class ProjectAim(Orderable):
    """One aim of a project."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="aims")
    text = models.CharField(_("aim"), max_length=255)

    panels = [FieldPanel("text")]

    def __str__(self) -> str:
        return self.text


class ProjectContact(Orderable):
    """A contact of a project, in its place."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="people")
    contact = models.ForeignKey(
        "contacts.Contact",
        verbose_name=_("contact"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("contact")]

    def __str__(self) -> str:
        return str(self.contact)
