"""What waits for somebody: each app declares its own in `<app>/editor_tasks.py`.

    @for_editors("events-without-place")
    def events_without_place(user, subsites) -> Iterator[EditorTask]:
        ...

    @for_staff("offers")
    def offers(user) -> Iterator[EditorTask]:
        ...

One function is one kind and takes one query, however many subsites there are.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules
from wagtail.models import Page


@dataclass(frozen=True)
class EditorTask:
    """One thing to do, in words that a volunteer understands, and the address of the very field.

    `weight` orders tasks of different kinds, the heaviest first: 30 for what misleads readers, 20
    for what is missing, 10 for what would be nice. `since` is an aware datetime from which it has
    waited; staff see its age. `subsite_key` is the translation key of the subsite that it is of.
    """

    text: str
    url: str
    weight: int = 20
    since: dt.datetime | None = None
    note: str = ""
    subsite_key: object = None
    kind: str = ""


ForEditors = Callable[[object, Sequence[Page]], Iterable[EditorTask]]
ForStaff = Callable[[object], Iterable[EditorTask]]

_for_editors: dict[str, ForEditors] = {}
_for_staff: dict[str, tuple[str, ForStaff]] = {}


def for_editors(kind: str) -> Callable[[ForEditors], ForEditors]:
    """Declare a function of a user and her subsites' (Finnish) front pages that gives tasks."""

    def declare(function: ForEditors) -> ForEditors:
        _for_editors[kind] = function
        return function

    return declare


def for_staff(kind: str, *, heading) -> Callable[[ForStaff], ForStaff]:
    """Declare a function of a member of staff that gives what waits for staff.

    `heading` is the (lazily translated) name of the kind in the staff's inbox.
    """

    def declare(function: ForStaff) -> ForStaff:
        _for_staff[kind] = (heading, function)
        return function

    return declare


def tasks_of(user, subsites: Sequence[Page]) -> list[EditorTask]:
    """All that waits for an editor on her subsites: the heaviest first, then the oldest."""
    autodiscover_modules("editor_tasks")
    found = [task for function in _for_editors.values() for task in function(user, subsites)]
    return sorted(found, key=_urgency)


def inbox_of(user) -> list[tuple[str, list[EditorTask]]]:
    """What waits for staff, by kind: (heading, tasks, the oldest first); no empty kinds."""
    autodiscover_modules("editor_tasks")
    kinds = [
        (heading, sorted(function(user), key=_urgency)) for heading, function in _for_staff.values()
    ]
    return [(heading, tasks) for heading, tasks in kinds if tasks]


def _urgency(task: EditorTask) -> tuple:
    return (-task.weight, task.since or dt.datetime.max.replace(tzinfo=dt.UTC), task.text)
