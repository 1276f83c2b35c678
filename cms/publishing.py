"""Publishing on time: what was approved for a moment goes live then, and what expires is hidden.

Wagtail's own actions do it; its command `publish_scheduled` does not fit, for one page that fails
stops all that come after it, and a page that expires loses the publication approved for later.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from wagtail.models import DraftStateMixin, Page, Revision

from cms import generations
from cms.worker.failures import summary

logger = logging.getLogger(__name__)

PUBLISHED = "wagtail.publish.scheduled"
UNPUBLISHED = "wagtail.unpublish.scheduled"


class PublishingFailed(Exception):  # noqa: N818 (a sentence of staff's, shown as the reason)
    """Some pages could not be published or hidden on time; the others were."""


@dataclass
class Outcome:
    """How many went live and were hidden, and what failed (each in a line)."""

    published: int = 0
    unpublished: int = 0
    failed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        if not self.published and not self.unpublished:
            return ""
        return f"{self.published} published, {self.unpublished} unpublished"


def publish_on_time(now: dt.datetime) -> Outcome:
    """Publish and hide every page and snippet whose moment (an aware datetime) has come.

    Each in a transaction of its own; one that fails is logged, stays as it was and does not stop
    the rest. Publishing comes first, so that a draft which prolongs the life of an expiring page
    keeps it on show. Safe to run twice, and in two workers at once.
    """
    outcome = Outcome()
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    for pk, title in due.values_list("pk", "object_str"):
        done = _attempt(outcome, f"publishing “{title}”", lambda pk=pk: _publish(pk, now))
        outcome.published += done
    for model in _models():
        expired = model._base_manager.filter(live=True, expire_at__lte=now).order_by("expire_at")
        for item in expired:
            done = _attempt(
                outcome,
                f"unpublishing “{item}”",
                lambda model=model, pk=item.pk: _unpublish_expired(model, pk, now),
            )
            outcome.unpublished += done
    return outcome


def _models() -> list[type[models.Model]]:
    """Page, and every other model whose rows can be drafts."""
    others = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *others]


def _attempt(outcome: Outcome, what: str, act: Callable[[], bool]) -> bool:
    try:
        with generations.writing():
            return act()
    except Exception as error:
        line = f"{what}: {summary(error)}"
        logger.error("%s", line, exc_info=logger.isEnabledFor(logging.DEBUG))
        outcome.failed.append(line)
        return False


def _publish(pk: int, now: dt.datetime) -> bool:
    # Cancelled, or published by another worker, since the list was made?
    revision = (
        Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=now).first()
    )
    if revision is None:
        return False
    revision.publish(log_action=PUBLISHED)
    # As it is now: publishing wrote another copy than the revision has at hand.
    item = Revision.objects.get(pk=pk).content_object
    if item.expire_at and item.expire_at <= now:
        # No worker ran during its whole time on show: it must not appear now.
        item.unpublish(set_expired=True, log_action=UNPUBLISHED)
    return True


def _unpublish_expired(model: type[models.Model], pk: int, now: dt.datetime) -> bool:
    row = (
        model._base_manager.select_for_update().filter(pk=pk, live=True, expire_at__lte=now).first()
    )
    if row is None:
        return False
    item = row.specific if isinstance(row, Page) else row
    # Unpublishing cancels what is approved for later. That is right when a person does it, but this
    # page is only to rest until then.
    approved = list(
        item.revisions.filter(approved_go_live_at__gt=now).values_list("pk", "approved_go_live_at")
    )
    item.unpublish(set_expired=True, log_action=UNPUBLISHED)
    for revision, moment in approved:
        Revision.objects.filter(pk=revision).update(approved_go_live_at=moment)
    return True
