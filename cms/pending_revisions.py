"""Changing a fact in what is saved of pages but not published: publishing it later keeps it.

Staff who rename a page, or merge what pages point to, change the published page. A draft, a version
that waits for review or for its hour, or the former version that undoing publishes again, would
bring the old fact back. What people have written in them stays.
"""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet
from wagtail.models import Page, Revision, TaskState


def of_page(page: Page) -> QuerySet[Revision]:
    """The versions of a page that may still be published without anybody choosing an old one."""
    under_review = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    return Revision.page_revisions.filter(object_id=str(page.pk)).filter(
        Q(pk__in=[page.latest_revision_id, page.live_revision_id])
        | Q(approved_go_live_at__isnull=False)
        | Q(pk__in=under_review.values("revision"))
    )


def rewrite(revisions: Iterable[Revision], change: Callable[[dict], bool]) -> int:
    """Let `change` alter the content of each version; it tells whether it did. Gives how many.

    The versions keep their number, author and time: nothing new was written.
    """
    changed = 0
    for revision in revisions:
        content = revision.content
        if change(content):
            title = content.get("title", revision.object_str)
            Revision.objects.filter(pk=revision.pk).update(content=content, object_str=title)
            changed += 1
    return changed
