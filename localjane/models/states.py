"""What becomes of a local JANE's site outside its pages (cms/states.py)."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.languages import language_of
from cms.states import StateQuerySet
from cms.translated_text import TranslatedText, TranslatedTextField


@dataclass(frozen=True)
class OnwardPage:
    """Where an archived site's readers are led: a page, or an address elsewhere.

    `text` is in the language `lang`, or in the active one where that is "".
    """

    text: str
    lang: str
    page: Page | None
    url: str


class LocalJaneState(models.Model):
    """Whether a local JANE's site is archived, and what its readers are told then.

    An archived site's pages stay at their addresses and say that nobody looks after them.
    """

    KEY = "local_jane_key"

    local_jane_key = models.UUIDField(unique=True, editable=False)
    archived_on = models.DateField(
        _("archived on"),
        null=True,
        blank=True,
        help_text=_("From this day every page of the site says so. Empty: the site is in use."),
    )
    note = TranslatedTextField(
        _("what readers are told"),
        blank=True,
        max_words=500,
        help_text=_("Why the site is no longer in use, and who carries its work on."),
    )
    onward_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page that carries on"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    onward_url = models.URLField(
        _("or an address elsewhere"), blank=True, help_text=_("Give the link a text, too.")
    )
    onward_text = TranslatedTextField(
        _("text of the link"), blank=True, help_text=_("Empty: the title of the page.")
    )

    objects = StateQuerySet.as_manager()

    class Meta:
        verbose_name = _("state of a local JANE")
        verbose_name_plural = _("states of local JANEs")

    def __str__(self) -> str:
        return str(_("Archived") if self.archived_on else _("In use"))

    def clean(self) -> None:
        super().clean()
        if self.onward_page_id and self.onward_url:
            raise ValidationError({"onward_url": _("Choose a page or give an address, not both.")})
        if self.onward_url and not self.onward_text:
            raise ValidationError({"onward_text": _("Give the link a text.")})

    def is_archived_on(self, day: dt.date) -> bool:
        """Whether the site is archived on a day in Helsinki."""
        return self.archived_on is not None and self.archived_on <= day

    @property
    def note_language(self) -> str:
        """The note's language, where it has none in the active one; else ""."""
        return _stand_in(self.note)

    @property
    def onward(self) -> OnwardPage | None:
        """Where readers are led, in the active language where it can be; None for nowhere."""
        if self.onward_url:
            return OnwardPage(
                str(self.onward_text), _stand_in(self.onward_text), None, self.onward_url
            )
        if self.onward_page_id is None:
            return None
        pages = Page.objects.live().public()
        translated = {
            language_of(page): page
            for page in pages.filter(translation_key=self.onward_page.translation_key)
        }
        chosen = language_of(self.onward_page)
        language = next((code for code in (get_language(), chosen) if code in translated), None)
        if language is None:
            return None
        page = translated[language]
        if self.onward_text:
            return self._onward_in_its_words(page)
        return OnwardPage(page.title, "" if language == get_language() else language, page, "")

    def _onward_in_its_words(self, page: Page | None) -> OnwardPage:
        text = self.onward_text
        return OnwardPage(str(text), _stand_in(text), page, "" if page else self.onward_url)


def _stand_in(words: TranslatedText) -> str:
    """The language that stands in for the active one, in which there are no words; else ""."""
    return "" if words.get(get_language()) else settings.LANGUAGE_CODE
