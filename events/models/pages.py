"""Calendars and the events in them."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.blocks import ContentBlock
from cms.dates import helsinki_today
from cms.facts import FactsNotice, FactsPageForm
from cms.models import BasePage, ListPage
from events.models.occurrences import EventOccurrence, OccurrenceKind, TakesPlace, Timing
from events.models.states import EventState
from events.querysets import EventPageQuerySet

# Dates further off than this are slips of the finger (and the year 9999 has no tomorrow).
MOST_YEARS_AHEAD = 10
FIRST_YEAR = 1900


class CalendarPage(ListPage):
    """A calendar: the whole province's, or a local JANE's."""

    parent_page_types = ["home.HomePage", "localjane.LocalJanePage"]
    subpage_types = ["events.EventPage"]
    page_description = _("A calendar; events are written below it.")

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")

    def get_context(self, request, *args, **kwargs) -> dict:
        from events.listings import calendar_listing

        context = super().get_context(request, *args, **kwargs)
        context["listing"] = calendar_listing(self, request, context["today"])
        return context


class AttendanceMode(models.TextChoices):
    """How one takes part (schema.org's EventAttendanceModeEnumeration)."""

    OFFLINE = "offline", _("On site")
    ONLINE = "online", _("Remotely")
    MIXED = "mixed", _("On site and remotely")


class EventPage(TakesPlace, BasePage):
    """An event: what, when, where and how to take part."""

    parent_page_types = ["events.CalendarPage"]
    subpage_types = []
    page_description = _("An event: what, when, where and how to take part.")

    introduction = models.TextField(
        _("in a sentence"), blank=True, help_text=_("Shown in lists and at the top.")
    )
    starts_at = models.DateTimeField(
        _("starts"), null=True, blank=True, help_text=_("Leave empty if the time is not yet known.")
    )
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    all_day = models.BooleanField(
        _("lasts whole days"), default=False, help_text=_("Only the days are shown, no hours.")
    )
    attendance_mode = models.CharField(
        _("how one takes part"),
        max_length=10,
        choices=AttendanceMode.choices,
        default=AttendanceMode.OFFLINE,
    )
    place = models.CharField(_("place"), max_length=150, blank=True)
    address = models.CharField(_("street address"), max_length=200, blank=True)
    municipality = models.ForeignKey(
        "contacts.Municipality",
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The event is listed in its local JANE's calendar too."),
    )
    online_url = models.URLField(_("address for taking part remotely"), blank=True)
    organiser = models.ForeignKey(
        "contacts.Organisation",
        verbose_name=_("organiser"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    contact = models.ForeignKey(
        "contacts.Contact",
        verbose_name=_("who to ask"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
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
        FactsNotice(_("The time, place and people come from the Finnish page: change them there.")),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("starts_at"),
                        FieldPanel("ends_at", help_text=_("May be left empty.")),
                    ]
                ),
                FieldPanel("all_day"),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "place",
                    help_text=_("The name of the place, for example: the library's meeting room."),
                ),
                FieldPanel("address", help_text=_("Street and number, and the town.")),
            ],
            heading=_("Where"),
        ),
        FieldPanel(
            "body",
            help_text=_("The programme, how to sign up, what it costs, how to get in."),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "attendance_mode",
                    help_text=_("If one can take part remotely, give the address below, too."),
                ),
                FieldPanel("online_url", help_text=_("The link to the remote meeting.")),
            ],
            heading=_("Taking part remotely"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("municipality"),
                FieldPanel(
                    "organiser", help_text=_("Your local JANE, if you do not choose another.")
                ),
                FieldPanel("contact", help_text=_("Whom readers may call or write to.")),
            ],
            heading=_("Organiser and municipality"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("image", help_text=_("Shown at the top of the event's page."))],
            heading=_("Picture"),
            classname="collapsed",
        ),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.SearchField("place"),
        index.FilterField("starts_at"),
    ]

    base_form_class = FactsPageForm
    fact_fields = [
        "starts_at",
        "ends_at",
        "all_day",
        "attendance_mode",
        "place",
        "address",
        "municipality",
        "online_url",
        "organiser",
        "contact",
    ]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in fact_fields
    ]
    occurrence_kind = OccurrenceKind.EVENT

    objects = PageManager.from_queryset(EventPageQuerySet)()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        last_year = helsinki_today().year + MOST_YEARS_AHEAD
        for name in ("starts_at", "ends_at"):
            moment = getattr(self, name)
            if moment and not FIRST_YEAR <= moment.year <= last_year:
                raise ValidationError({name: _("Check the year.")})
        if self.ends_at and not self.starts_at:
            raise ValidationError({"starts_at": _("Say when it starts, too.")})
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("The end cannot be before the start.")})

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["facts"] = self.facts
        context["timings"] = self.facts.timings()
        context["is_over"] = self.facts.is_over
        context["state"] = self.facts.state
        context["calendar"] = self.get_parent().specific
        return context

    def timings(self) -> list[Timing]:
        return [Timing.of(self.starts_at, self.ends_at, self.all_day)]

    @cached_property
    def state(self) -> EventState:
        """Whether it takes place; one for all languages, whatever a draft says."""
        return EventState.objects.of(self)

    @property
    def is_over(self) -> bool:
        """Whether all of it has ended, by the page itself (a preview shows a draft's times)."""
        now = timezone.now()
        return all(
            EventOccurrence(starts_at=t.starts_at, ends_at=t.ends_at).is_over(now)
            for t in self.timings()
        )
