"""What an adopted programme does not do beside its editions: go live, hide, move or be deleted.

As soon as a programme has an edition, published or waiting, the words that readers see change with
editions only. Drafts are saved as ever, and new parts are added as drafts. The staff's screens say
so before anything happens (programme/editions/guards.py); what stands here holds for every other
way: the hour of a scheduled page, an approved review, a translation that is published, a script.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from programme.models.editions import Edition, PartNumber

BESIDE_EDITIONS = _(
    "The programme has been adopted. What readers see of it changes only with a new edition."
)

_publishing: ContextVar[bool] = ContextVar("an edition is being published", default=False)
_placing: ContextVar[bool] = ContextVar("a part is being placed by the rules", default=False)


class BesideEditionsError(PermissionDenied):
    """Something would change an adopted programme beside its editions."""

    def __init__(self):
        super().__init__(str(BESIDE_EDITIONS))


@contextmanager
def publishing() -> Iterator[None]:
    """Within it an edition's pages go live."""
    token = _publishing.set(True)
    try:
        yield
    finally:
        _publishing.reset(token)


@contextmanager
def placing() -> Iterator[None]:
    """Within it a part is moved that `programme.writing.move` has found free to move."""
    token = _placing.set(True)
    try:
        yield
    finally:
        _placing.reset(token)


def is_bound(page: Page) -> bool:
    """Whether a page is, or is part of, a programme that has an edition."""
    # The path also of a page that is being added.
    ends = range(Page.steplen, len(page.path) + 1, Page.steplen)
    above = Page.objects.filter(path__in=[page.path[:end] for end in ends])
    return _editions_of(above).exists()


def is_bound_below(page: Page) -> bool:
    """Whether a page is above a programme that has an edition (or is it)."""
    below = Page.objects.descendant_of(page, inclusive=True)
    return _editions_of(below).exists()


def _editions_of(pages: QuerySet) -> QuerySet:
    return Edition.objects.filter(programme_key__in=pages.values("translation_key"))


def may_go(page: Page) -> bool:
    """Whether a page of a bound programme may be deleted: a part that no edition has.

    A translation that readers have never seen may go too, unless an edition waits for it.
    """
    if _editions_of(Page.objects.filter(pk=page.pk)).exists():
        return False
    if not PartNumber.objects.filter(part_key=page.translation_key).exists():
        return True
    is_translation = page.locale.language_code != settings.LANGUAGE_CODE
    if not is_translation or page.live or page.first_published_at is not None:
        return False
    waiting = Edition.objects.waiting().values_list("revisions", flat=True)
    return not any(str(page.pk) in revisions for revisions in waiting)


def refuse_move(page: Page, target: Page) -> None:
    """Raises BesideEditionsError if a page may not be moved below `target`."""
    if not is_bound(page) and not is_bound(target):
        return
    if not _placing.get() or page.live:
        raise BesideEditionsError


class BoundByEditions:
    """What a programme's pages do once it is adopted; a mixin of page models, before `Page`."""

    def save(self, *args, **kwargs):
        """A new part is a draft; a live one keeps what readers see (raises ValidationError).

        Whoever names the fields to save writes no words: Wagtail does so for drafts and locks.
        """
        if kwargs.get("update_fields") is None and self._is_kept():
            if self._state.adding:
                self.live = False
            elif self.live or Page.objects.filter(pk=self.pk, live=True).exists():
                raise ValidationError({NON_FIELD_ERRORS: [BESIDE_EDITIONS]})
        return super().save(*args, **kwargs)

    def publish(self, revision, *args, **kwargs):
        """Beside editions nothing happens: the draft waits for the next edition."""
        if self._is_kept():
            self.revisions.filter(approved_go_live_at__isnull=False).update(
                approved_go_live_at=None
            )
            return None
        return super().publish(revision, *args, **kwargs)

    def unpublish(self, *args, **kwargs):
        """Beside editions nothing happens, and no date on which it was to be hidden stays."""
        if self._is_kept():
            Page.objects.filter(pk=self.pk).update(expire_at=None)
            return None
        return super().unpublish(*args, **kwargs)

    def _is_kept(self) -> bool:
        return not _publishing.get() and is_bound(self)
