"""What waits for staff of the ground's own, and what they look after (cms/editor_tasks.py)."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, TaskState

from cms.dates import helsinki_today
from cms.editor_tasks import EditorTask, for_staff
from cms.models import FailedTask, OutgoingMail
from localjane.activity import deserted_keys
from localjane.models import LocalJanePage, LocalJaneState

# How long those who are asked to review a page have it to themselves.
REVIEW_TIME = dt.timedelta(days=7)
# A local JANE that has published nothing for so long is quiet: half a year.
QUIET_AFTER = dt.timedelta(days=182)


@for_staff("failed-mail", heading=gettext_lazy("Mail that could not be sent"))
def failed_mail(user) -> Iterator[EditorTask]:
    """Messages that the mail server did not take however often it was asked."""
    for mail in OutgoingMail.objects.filter(state=OutgoingMail.State.FAILED):
        yield EditorTask(
            text=mail.subject,
            note=_("To %(address)s. Look at the address, then send it again.")
            % {"address": mail.to},
            url=reverse("send_mail_again", args=[mail.pk]),
            since=mail.posted_at,
        )


@for_staff("failed-work", heading=gettext_lazy("Failed background work"))
def failed_work(user) -> Iterator[EditorTask]:
    """Work in the background that ended in an error and is not repaired by itself."""
    for task in FailedTask.objects.exclude(source=FailedTask.Source.INDEX):
        yield EditorTask(
            text=task.name,
            note=task.explanation,
            url=reverse("failed_tasks"),
            since=task.first_failed_at,
        )


@for_staff("late-reviews", heading=gettext_lazy("Waiting for review for more than a week"))
def late_reviews(user) -> Iterator[EditorTask]:
    """Pages that somebody sent for review a week ago or more, and nobody has looked at."""
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        started_at__lte=timezone.now() - REVIEW_TIME,
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
    )
    columns = ("workflow_state__object_id", "revision__object_str", "task__name", "started_at")
    for page_pk, title, task, started_at in waiting.values_list(*columns):
        yield EditorTask(
            text=title,
            note=task,
            url=reverse("wagtailadmin_pages:edit", args=[page_pk]),
            since=started_at,
        )


@for_staff("quiet-local-janes", heading=gettext_lazy("Quiet local JANEs"))
def quiet_local_janes(user) -> Iterator[EditorTask]:
    """Sites in use where nothing has been published for half a year, in any language.

    Where nobody has even logged in for a year, that is said instead (localjane/editor_tasks.py).
    """
    below = Page.objects.filter(path__startswith=OuterRef("path"), last_published_at__isnull=False)
    latest = below.order_by("-last_published_at").values("last_published_at")[:1]
    archived = LocalJaneState.objects.filter(archived_on__lte=helsinki_today())
    pages = (
        LocalJanePage.objects.live()
        .exclude(translation_key__in=archived.values("local_jane_key"))
        .exclude(translation_key__in=deserted_keys())
        .annotate(latest=Subquery(latest))
        .values_list("translation_key", "locale__language_code", "pk", "title", "latest")
    )
    newest: dict = {}
    for key, *_names, published_at in pages:
        newest[key] = max(filter(None, (newest.get(key), published_at)), default=None)
    for key, language, pk, title, _latest in pages:
        last = newest[key]
        is_quiet = last is None or last <= timezone.now() - QUIET_AFTER
        if language == settings.LANGUAGE_CODE and is_quiet:
            yield EditorTask(
                text=title,
                note=_("Nothing has been published for half a year. Ask whether they need help."),
                url=reverse("local_jane_people", args=[pk]),
                weight=10,
                since=last,
                subsite_key=key,
            )
