"""The province, its municipalities, and the bodies that act there: all of them data."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from cms.sorting import SortedByName
from cms.translated_text import TranslatedTextField
from contacts.querysets import MunicipalityQuerySet


class Region(models.Model):
    """The province that this installation serves."""

    code = models.CharField(
        _("code"), max_length=2, unique=True, help_text=_("Statistics Finland's code, such as 12.")
    )
    name = TranslatedTextField(_("name"))

    panels = [FieldPanel("name"), FieldPanel("code")]

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return str(self.name)


class Municipality(SortedByName, index.Indexed, models.Model):
    """A municipality of the province, with its place on the tile map.

    One that has become part of another one is kept with its `successor`, so that old addresses lead
    on; only `localjane/moving/merging.py` says so.
    """

    region = models.ForeignKey(
        Region, verbose_name=_("region"), on_delete=models.PROTECT, related_name="municipalities"
    )
    code = models.CharField(
        _("code"),
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^\d{3}$", _("Three digits, such as 167."))],
        help_text=_("Statistics Finland's code, such as 167."),
    )
    name_fi = models.CharField(_("name in Finnish"), max_length=60, unique=True)
    name_sv = models.CharField(_("name in Swedish"), max_length=60, blank=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    tile_column = models.PositiveSmallIntegerField(_("column on the tile map"))
    tile_row = models.PositiveSmallIntegerField(_("row on the tile map"))
    successor = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="former",
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)

    panels = [
        FieldRowPanel([FieldPanel("name_fi"), FieldPanel("name_sv")], heading=_("Name")),
        FieldRowPanel(
            [FieldPanel("region", widget=forms.Select), FieldPanel("code"), FieldPanel("slug")]
        ),
        FieldRowPanel(
            [FieldPanel("tile_column"), FieldPanel("tile_row")],
            heading=_("Place on the tile map"),
            help_text=_("Columns from the west, rows from the north; the first is 0."),
        ),
    ]

    search_fields = [
        index.SearchField("name_fi", boost=5),
        index.SearchField("name_sv"),
        index.AutocompleteField("name_fi"),
        index.AutocompleteField("name_sv"),
        index.FilterField("code"),
    ]

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        if self.ended_on is not None:
            # In lists of the admin, where its name may stand beside its successor's.
            return f"{self.name} (–{self.ended_on.year})"
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.successor_id is not None:
            return
        neighbours = Municipality.objects.in_use().exclude(pk=self.pk)
        neighbours = neighbours.filter(
            region_id=self.region_id, tile_column=self.tile_column, tile_row=self.tile_row
        )
        for there in neighbours[:1]:
            message = _("%(name)s is on this tile of the map already.")
            raise ValidationError({"tile_row": ValidationError(message, params={"name": there})})

    @property
    def name(self) -> str:
        """The name in the active language."""
        return (get_language() == "sv" and self.name_sv) or self.name_fi

    def name_to_sort(self) -> str:
        return self.name_fi


class OrganisationKind(models.TextChoices):
    ASSOCIATION = "association", _("Association")
    COUNCIL = "council", _("Council of associations")
    LOCAL_JANE = "local_jane", _("Local JANE")
    BODY = "body", _("Committee or working group")
    MUNICIPALITY = "municipality", _("Municipality")
    AUTHORITY = "authority", _("Public authority")
    FUNDER = "funder", _("Funder")
    SCHOOL = "school", _("School or university")
    OTHER = "other", _("Other")


class Organisation(SortedByName, index.Indexed, models.Model):
    """A body that acts: an association, a council, a local JANE, a municipality, a funder."""

    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=OrganisationKind.choices,
        default=OrganisationKind.ASSOCIATION,
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
        help_text=_("Leave empty if it works in the whole province."),
    )
    website = models.URLField(_("website"), blank=True)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("municipality", widget=forms.Select)]),
        FieldPanel("website"),
    ]

    search_fields = [
        index.SearchField("name", boost=5),
        index.AutocompleteField("name"),
        index.FilterField("kind"),
        index.FilterField("municipality"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="contacts_organisation_name_unique",
                violation_error_message=_("There is already an organisation of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name
