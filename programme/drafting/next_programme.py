"""The next programme from the last: what goes on is copied as drafts, what became of each part is
kept in rows (programme/models/continuations.py).
"""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from programme.drafting import writing
from programme.drafting.new_programme import programme_index
from programme.models import (
    ActionPage,
    Continuation,
    ContinuationMark,
    GoalPage,
    PriorityPage,
    ProgrammePage,
    ProgrammeState,
)

MODELS = {1: PriorityPage, 2: GoalPage, 3: ActionPage}


def words_of(programme: ProgrammePage) -> dict[int, list[Page]]:
    """The parts of a programme by level, each in order and as it goes on: the words that readers
    see, or the draft of what has never been published."""
    found = {}
    for level, model in MODELS.items():
        pages = model.objects.descendant_of(programme).filter(depth=programme.depth + level)
        pages = pages.order_by("path").prefetch_related("latest_revision")
        if model is ActionPage:
            pages = pages.prefetch_related("responsible", "partners", "municipalities")
        found[level] = [page if page.live else _drafted(page) for page in pages]
    return found


def _drafted(page: Page) -> Page:
    return page.latest_revision.as_object() if page.latest_revision else page


def marks_of(parts: Mapping[int, list[Page]], said: Mapping[int, str]) -> dict[UUID, str]:
    """The mark of every part by its key. `said` has those of actions by the page's id; an action of
    which nothing valid is said is kept, and so is every priority and goal."""
    marks = {
        page.translation_key: ContinuationMark.KEPT for level in parts for page in parts[level]
    }
    for action in parts[3]:
        if said.get(action.pk) in ContinuationMark.values:
            marks[action.translation_key] = ContinuationMark(said[action.pk])
    return marks


def begin_next(old: ProgrammePage, values: Mapping, said: Mapping[int, str], user) -> ProgrammePage:
    """A new programme, in preparation, with drafts of what goes on from an old one; all or nothing.

    `values` has title, start_year and end_year. The structure and the words are those of the
    Finnish pages. Raises RefusedError, or PermissionDenied if the user may not write there.
    """
    old = old.facts
    parts = words_of(old)
    marks = marks_of(parts, said)
    with transaction.atomic():
        new = writing.add(programme_index(), ProgrammePage, values, user)
        ProgrammeState.objects.made_for(new)
        made: dict[str, Page] = {old.path: new}
        rows = []
        for page, kind in _in_order(parts):
            mark = marks[page.translation_key]
            copy = None
            if mark != ContinuationMark.ENDED:
                parent = made[page.path[: -Page.steplen]]
                copy = made[page.path] = writing.add(parent, kind, _values(page), user)
            rows.append(
                Continuation(
                    old_programme_key=old.translation_key,
                    new_programme_key=new.translation_key,
                    old_key=page.translation_key,
                    new_key=copy and copy.translation_key,
                    mark=mark,
                )
            )
        Continuation.objects.bulk_create(rows)
    return new


def _in_order(parts: Mapping[int, list[Page]]) -> Iterator[tuple[Page, type]]:
    """Every part with its model, parents before what stands below them."""
    for level, pages in parts.items():
        for page in pages:
            yield page, MODELS[level]


def _values(page: Page) -> dict:
    """What a part says, as `writing.add` takes it. Measures become new ones, with their targets."""
    values = {"title": page.title}
    if isinstance(page, PriorityPage):
        return {**values, "introduction": page.introduction}
    if isinstance(page, GoalPage):
        return {**values, "why": page.why, "what": page.what}
    return {
        **values,
        "description": page.description,
        "schedule": page.schedule,
        "responsible": list(page.responsible.all()),
        "partners": list(page.partners.all()),
        "municipalities": list(page.municipalities.all()),
        "measures": [dict(block.value) for block in page.measures],
        "update_interval": page.update_interval,
    }
