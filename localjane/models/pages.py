"""A local JANE's subsite: its front page carries all that is its own."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms import generations
from cms.accents import Accent
from cms.blocks import ContentBlock
from cms.dates import helsinki_today
from cms.models import BasePage, ListPage
from contacts.models import Contact, ContactDirectoryPage
from localjane.founding.front_page import FrontPageParts
from localjane.founding.municipalities import municipality_tiles
from localjane.models.states import LocalJaneState
from localjane.querysets import LocalJaneManager


class LocalJaneIndexPage(ListPage):
    """All local JANEs: the way to one's own municipality."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["localjane.LocalJanePage"]
    page_description = _("All local JANEs; each one's own site stands below it.")

    class Meta:
        verbose_name = _("local JANEs page")
        verbose_name_plural = _("local JANEs pages")

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "tiles": municipality_tiles(self.language),
            "directory": ContactDirectoryPage.objects.in_language_of(self).visible().first(),
        }


class LocalJanePage(BasePage):
    """The front page of a local JANE and everything that its site is known by."""

    parent_page_types = ["localjane.LocalJaneIndexPage"]
    subpage_types = [
        "news.NewsIndexPage",
        "events.CalendarPage",
        "council.BodyPage",
        "cms.DocumentsPage",
        "cms.StandardPage",
    ]
    page_description = _("A local JANE's own site.")

    municipality = models.ForeignKey(
        "contacts.Municipality",
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    organisation = models.ForeignKey(
        "contacts.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    accent = models.CharField(
        _("colour"), max_length=20, choices=Accent.choices, default=Accent.PINE
    )
    logo = models.ForeignKey(
        "cms.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Without a logo the initials are shown."),
    )
    image = models.ForeignKey(
        "cms.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences at the top.")
    )
    body = StreamField(ContentBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("image", help_text=_("A picture of your town or of what you do.")),
        FieldPanel(
            "body",
            help_text=_("Shown below the introduction. Events and news come by themselves."),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "municipality", help_text=_("Decides whose events and contacts are shown.")
                ),
                FieldPanel("organisation", help_text=_("The local JANE itself, in the contacts.")),
                FieldPanel("accent", help_text=_("The colour of the site's header and links.")),
                FieldPanel("logo"),
            ],
            heading=_("The site's looks and facts"),
            classname="collapsed",
        ),
        InlinePanel(
            "people",
            heading=_("Contacts in the footer"),
            label=_("Contact"),
            help_text=_("Whom readers may turn to; shown at the bottom of every page."),
            classname="collapsed",
        ),
        InlinePanel(
            "social_links",
            heading=_("Social media"),
            label=_("Link"),
            help_text=_("Where else you are; shown at the bottom of every page."),
            classname="collapsed",
        ),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.FilterField("municipality"),
    ]

    objects = LocalJaneManager()

    class Meta:
        verbose_name = _("local JANE")
        verbose_name_plural = _("local JANEs")

    def clean(self) -> None:
        super().clean()
        if self.municipality_id and self.locale_id:
            taken = LocalJanePage.objects.filter(
                municipality_id=self.municipality_id, locale_id=self.locale_id
            ).exclude(pk=self.pk)
            if taken.exists():
                raise ValidationError(
                    {"municipality": _("This municipality has a local JANE's site already.")}
                )

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "parts": FrontPageParts.of(self, context["today"])}

    @property
    def municipality_code(self) -> str:
        """Statistics Finland's code of the municipality, such as "167"."""
        return self.facts.municipality.code

    @property
    def municipality_name(self) -> str:
        """The municipality's name in the active language."""
        return str(self.facts.municipality.name)

    @property
    def archived(self) -> LocalJaneState | None:
        """The site's state, if the site is archived today; else None. Takes no query a page."""
        states = generations.remembered("states of local JANEs", LocalJaneState.objects.by_key)
        state = states.get(self.translation_key)
        return state if state and state.is_archived_on(helsinki_today()) else None

    @cached_property
    def footer_contacts(self) -> list:
        """The contacts of the footer in their order, with their present holders."""
        contacts = {row.contact_id: None for row in self.people.all()}
        found = Contact.objects.in_bulk(contacts)
        return [found[pk] for pk in contacts if pk in found]

    @cached_property
    def links(self) -> list:
        """The links of the footer in their order."""
        return list(self.social_links.all())


class SocialLink(Orderable):
    """A link to the local JANE elsewhere."""

    page = ParentalKey(LocalJanePage, on_delete=models.CASCADE, related_name="social_links")
    name = models.CharField(_("service"), max_length=60, help_text=_("For example: Facebook"))
    url = models.URLField(_("address"))

    panels = [FieldPanel("name"), FieldPanel("url")]

    def __str__(self) -> str:
        return self.name


class LocalJaneContact(Orderable):
    """A contact in a local JANE's footer, in its place."""

    page = ParentalKey(LocalJanePage, on_delete=models.CASCADE, related_name="people")
    contact = models.ForeignKey(
        "contacts.Contact",
        verbose_name=_("contact"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("contact")]

    def __str__(self) -> str:
        return str(self.contact)
