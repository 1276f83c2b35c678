"""Questions about programmes and their actions."""

from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery
from wagtail.models import PageManager

from cms.querysets import BasePageQuerySet
from programme.models.states import ProgrammeState, ProgrammeStatus

# A programme that is in force: what the local part and the front page show.
CURRENT_STATUSES = (ProgrammeStatus.ADOPTED, ProgrammeStatus.FOLLOW_UP)


class ProgrammePageQuerySet(BasePageQuerySet):
    """Programmes."""

    def newest_first(self) -> "ProgrammePageQuerySet":
        """By their first year, the latest first."""
        return self.order_by("-start_year", "-end_year", "-pk")

    def current(self) -> "ProgrammePageQuerySet":
        """Those adopted or in follow-up, the newest first."""
        status = ProgrammeState.objects.filter(programme_key=OuterRef("translation_key"))
        return (
            self.annotate(current_status=Subquery(status.values("status")[:1]))
            .filter(current_status__in=CURRENT_STATUSES)
            .newest_first()
        )

    def in_force(self, language: str):
        """The newest visible programme that is adopted or in follow-up; None if there is none.

        In the language if it is translated (and visible) in it, else in Finnish.
        """
        return self._in_language(self._finnish().current().first(), language)

    def before(self, programme, language: str):
        """The newest visible programme that began before another; None if there is none.

        In the language as `in_force`.
        """
        earlier = self._finnish().filter(start_year__lt=programme.facts.start_year)
        return self._in_language(earlier.newest_first().first(), language)

    def _finnish(self) -> "ProgrammePageQuerySet":
        visible = self.visible().select_related("locale")
        return visible.filter(locale__language_code=settings.LANGUAGE_CODE)

    def _in_language(self, programme, language: str):
        """A Finnish programme's visible translation, if it has one in the language; else itself."""
        if programme is None or language == settings.LANGUAGE_CODE:
            return programme
        translations = self.visible().filter(
            translation_key=programme.translation_key, locale__language_code=language
        )
        return translations.select_related("locale").first() or programme


class ActionPageQuerySet(BasePageQuerySet):
    """Actions. Ask these of Finnish pages: their municipalities hold for all languages."""

    def for_municipality(self, municipality) -> "ActionPageQuerySet":
        """What concerns a municipality: actions that name it, and those that name none at all."""
        named = self.model.municipalities.through.objects.filter(actionpage_id=OuterRef("pk"))
        return self.filter(Exists(named.filter(municipality=municipality)) | ~Exists(named))

    def naming(self, municipality) -> "ActionPageQuerySet":
        """Only the actions that name a municipality."""
        return self.filter(municipalities=municipality)


ProgrammePageManager = PageManager.from_queryset(ProgrammePageQuerySet)
ActionPageManager = PageManager.from_queryset(ActionPageQuerySet)
