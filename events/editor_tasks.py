"""What waits for editors in their calendars."""

from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.dates import format_moment
from cms.editor_tasks import EditorTask, for_editors
from events.models import AttendanceMode, EventPage, EventState


@for_editors("events-without-place")
def events_without_place(user, subsites: Sequence[Page]) -> Iterator[EditorTask]:
    """Coming events that one goes to, and that do not say where."""
    if not subsites:
        return
    below = Q()
    for page in subsites:
        below |= Q(path__startswith=page.path)
    cancelled = EventState.objects.cancelled().filter(event_key=OuterRef("translation_key"))
    events = (
        EventPage.objects.filter(below, ~Exists(cancelled), place="", starts_at__gte=timezone.now())
        .exclude(attendance_mode=AttendanceMode.ONLINE)
        .order_by("starts_at")
    )
    for event in events:
        yield EditorTask(
            text=_("The event “%(title)s” has no place.") % {"title": event.title},
            note=_("It starts on %(moment)s.") % {"moment": format_moment(event.starts_at)},
            url=reverse("wagtailadmin_pages:edit", args=[event.pk]) + "#id_place",
            weight=30,
            since=event.latest_revision_created_at,
            subsite_key=next(s.translation_key for s in subsites if event.path.startswith(s.path)),
        )
