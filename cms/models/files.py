"""Pictures and documents: Wagtail's own, with what readers and the law need besides."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index


class Image(AbstractImage):
    """A picture. It has a text alternative, or is said to be decoration (WCAG 2.2, 1.1.1)."""

    # Wagtail's own fields, but for their reverse names, which its stock image model has taken.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by user"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="uploaded_images",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True
    tags = TaggableManager(
        help_text=None, blank=True, verbose_name=_("tags"), related_name="tagged_images"
    )

    description = models.CharField(
        _("text alternative"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    is_decorative = models.BooleanField(
        _("decoration only"),
        default=False,
        help_text=_("The picture tells nothing that the text beside it does not say."),
    )
    credit = models.CharField(_("photographer or source"), max_length=255, blank=True)

    admin_form_fields = (
        *(f for f in WagtailImage.admin_form_fields if f != "description"),
        "description",
        "is_decorative",
        "credit",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def clean(self) -> None:
        super().clean()
        if not self.description and not self.is_decorative:
            raise ValidationError(
                {"description": _("Say what the picture shows, or mark it as decoration only.")}
            )

    @property
    def default_alt_text(self) -> str:
        """What a screen reader says; empty for a decoration."""
        return "" if self.is_decorative else self.description


class Rendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="cms_rendition_unique"
            )
        ]


class Document(AbstractDocument):
    """A file to read or to fill in."""

    # Wagtail's own fields, but for their reverse names, which its stock document model has taken.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by user"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="uploaded_documents",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True
    tags = TaggableManager(
        help_text=None, blank=True, verbose_name=_("tags"), related_name="tagged_documents"
    )

    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    date = models.DateField(
        _("date"), null=True, blank=True, help_text=_("When the document was made or approved.")
    )
    extracted_text = models.TextField(editable=False, blank=True)

    admin_form_fields = (*WagtailDocument.admin_form_fields, "language", "date")

    search_fields = [
        *AbstractDocument.search_fields,
        index.SearchField("extracted_text"),
        index.FilterField("language"),
        index.FilterField("date"),
    ]
