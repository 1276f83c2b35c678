"""Where an action came from and where it goes on, as a reader may know it."""

from dataclasses import dataclass

from django.conf import settings

from cms.languages import language_of
from programme.models import ActionPage, Continuation, ContinuationMark, ProgrammePage


@dataclass(frozen=True)
class Onward:
    """The same action in another programme. `changed`: it goes on changed."""

    page: ActionPage
    programme: ProgrammePage
    changed: bool
    foreign_language: str


def later(action: ActionPage) -> Onward | None:
    """The action of a later programme that goes on from this one, if a reader may see it."""
    rows = Continuation.objects.filter(old_key=action.translation_key, new_key__isnull=False)
    # The last that was begun holds: an earlier copy may have been given up.
    return _first(action, [(row.new_key, row.mark) for row in rows.order_by("-pk")])


def earlier(action: ActionPage) -> Onward | None:
    """The action of an earlier programme that this one goes on from, if a reader may see it."""
    rows = Continuation.objects.filter(new_key=action.translation_key)
    return _first(action, [(row.old_key, row.mark) for row in rows])


def _first(action: ActionPage, others: list[tuple]) -> Onward | None:
    """The first of the other actions that is visible, in the action's language or in Finnish."""
    if not others:
        return None
    own = language_of(action)
    keys = [key for key, _mark in others]
    pages = ActionPage.objects.visible().filter(
        translation_key__in=keys, locale__language_code__in={own, settings.LANGUAGE_CODE}
    )
    found = {(page.translation_key, language_of(page)): page for page in pages}
    for key, mark in others:
        page = found.get((key, own)) or found.get((key, settings.LANGUAGE_CODE))
        if page is None:
            continue
        above = page.get_ancestors().filter(depth__gt=1)
        if above.filter(live=False).exists():
            continue
        programme = ProgrammePage.objects.ancestor_of(page).get()
        language = language_of(page)
        foreign = "" if language == own else language
        return Onward(page, programme, mark == ContinuationMark.CHANGED, foreign)
    return None
