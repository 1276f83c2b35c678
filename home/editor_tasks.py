"""What waits for staff of the ground's own (cms/editor_tasks.py)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.editor_tasks import EditorTask, for_staff
from cms.models import FailedTask, OutgoingMail


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
