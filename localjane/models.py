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

from cms.accents import Accent
from cms.blocks import ContentBlock
from cms.models import BasePage, ListPage
from contacts.models import Contact, ContactDirectoryPage
from localjane.front_page import FrontPageParts
from localjane.municipalities import municipality_tiles
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
        FieldPanel("image"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("municipality"),
                FieldPanel("organisation"),
                FieldPanel("accent"),
                FieldPanel("logo"),
            ],
            heading=_("The site's looks and facts"),
            classname="collapsed",
        ),
        InlinePanel("people", heading=_("Contacts in the footer"), label=_("Contact")),
        InlinePanel("social_links", heading=_("Social media"), label=_("Link")),
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


class Role(models.TextChoices):
    """What a group of people may do; `localjane/roles.py` gives the groups their permissions."""

    STAFF = "staff", _("Staff")
    PUBLISHER = "publisher", _("Local publisher")
    EDITOR = "editor", _("Local editor")


class RoleGroup(models.Model):
    """Says which group holds a role, so that a group or a local JANE can be renamed.

    `local_jane` is the translation key of the local JANE's page, one for all its languages; None
    for the province's staff.
    """

    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    local_jane = models.UUIDField(null=True, editable=False)
    group = models.OneToOneField(
        "auth.Group",
        verbose_name=_("group"),
        on_delete=models.CASCADE,
        related_name="role_group",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["local_jane", "role"], name="localjane_one_group_a_role"
            ),
            models.UniqueConstraint(
                fields=["role"],
                condition=models.Q(local_jane__isnull=True),
                name="localjane_one_group_a_provincial_role",
            ),
        ]

    def __str__(self) -> str:
        return str(self.group)


class LocalJaneSpace(models.Model):
    """What belongs to a local JANE beside its pages: its collections of files and its workflow."""

    local_jane = models.UUIDField(unique=True, editable=False)
    collection = models.OneToOneField(
        "wagtailcore.Collection", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    private_collection = models.OneToOneField(
        "wagtailcore.Collection", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    workflow = models.OneToOneField(
        "wagtailcore.Workflow", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.collection)
