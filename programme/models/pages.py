"""The association programme: pages all the way down, so that each action has an address."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import SHORT_TEXT_FEATURES, ContentBlock
from cms.models import BasePage


class ProgrammeIndexPage(BasePage):
    """All programmes of the province, the newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["programme.ProgrammePage"]
    max_count_per_parent = 1
    page_description = _("The association programmes, past and present.")

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("programmes page")
        verbose_name_plural = _("programmes pages")


class ProgrammePage(BasePage):
    """One association programme: what it is, for which years; its priorities stand below it."""

    parent_page_types = ["programme.ProgrammeIndexPage"]
    subpage_types = ["programme.PriorityPage"]
    page_description = _("An association programme with its priorities, goals and actions.")

    start_year = models.PositiveSmallIntegerField(
        _("first year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    end_year = models.PositiveSmallIntegerField(
        _("last year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    introduction = models.TextField(_("introduction"), blank=True)
    foreword = StreamField(ContentBlock(), verbose_name=_("foreword"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year")], heading=_("Period")),
        FieldPanel("introduction"),
        FieldPanel("foreword"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("foreword"),
        index.FilterField("start_year"),
    ]

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")


class PriorityPage(BasePage):
    """A strategic priority of a programme."""

    parent_page_types = ["programme.ProgrammePage"]
    subpage_types = ["programme.GoalPage"]
    page_description = _("A strategic priority; its goals stand below it.")

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")


class GoalPage(BasePage):
    """A goal: why it is set, and what is meant to come true. Its actions stand below it."""

    parent_page_types = ["programme.PriorityPage"]
    subpage_types = ["programme.ActionPage"]
    page_description = _("A goal of the programme; its actions stand below it.")

    why = RichTextField(_("why"), blank=True, features=SHORT_TEXT_FEATURES)
    what = RichTextField(_("what comes true"), blank=True, features=SHORT_TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("why"), FieldPanel("what")]

    search_fields = [
        *Page.search_fields,
        index.SearchField("why"),
        index.SearchField("what"),
    ]

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")


class ActionPage(BasePage):
    """An action: what is done for a goal, by whom, where and when. How far it is: `ActionState`."""

    parent_page_types = ["programme.GoalPage"]
    subpage_types = []
    page_description = _("An action of the programme: what is done, by whom, where and when.")

    description = RichTextField(_("description"), blank=True, features=SHORT_TEXT_FEATURES)
    schedule = models.CharField(
        _("schedule"), max_length=150, blank=True, help_text=_("In words, such as: every autumn.")
    )
    responsible = ParentalManyToManyField(
        "contacts.Organisation",
        verbose_name=_("responsible organisations"),
        blank=True,
        related_name="+",
    )
    partners = ParentalManyToManyField(
        "contacts.Organisation", verbose_name=_("partners"), blank=True, related_name="+"
    )
    municipalities = ParentalManyToManyField(
        "contacts.Municipality",
        verbose_name=_("municipalities"),
        blank=True,
        related_name="+",
        help_text=_("Leave empty if the action concerns the whole province."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("description"),
        FieldPanel("schedule"),
        FieldPanel("responsible"),
        FieldPanel("partners"),
        FieldPanel("municipalities"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("description"),
        index.SearchField("schedule"),
        index.RelatedFields("responsible", [index.SearchField("name")]),
        index.RelatedFields("partners", [index.SearchField("name")]),
    ]

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
