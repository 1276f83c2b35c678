"""Adopting a programme and publishing its editions: all pages at one moment, or none.

`look` shows what would be adopted, `adopt` makes the edition, `publish` lets it go live, `cancel`
takes back one that waits. Views call these inside the request's transaction, jobs and commands
inside none; each opens its own.
"""

import datetime as dt
import logging
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from modelsearch import index
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision

from cms import generations, indexes, pending_revisions
from cms.worker.leases import WORK
from programme.editions import adoption, snapshot
from programme.editions.bound import publishing
from programme.editions.numbering import give_numbers, numbers_for
from programme.models import (
    Edition,
    EditionKind,
    PartNumber,
    ProgrammePage,
    ProgrammeState,
    ProgrammeStatus,
)

logger = logging.getLogger(__name__)

# More pages than this take longer than a request should.
AT_ONCE_PAGES = 40
PUBLISHED = "programme.publish_edition"
# Sent in the transaction that publishes an edition: edition_published.send(Edition, edition=…)
edition_published = Signal()
WRITTEN_STATUSES = (ProgrammeStatus.PREPARATION, ProgrammeStatus.COMMENTS)


class RefusedError(Exception):
    """An edition cannot be made, published or taken back; `message` says why."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Look:
    """What an edition made now would hold, beside the newest one that readers have."""

    programme: ProgrammePage
    taken: snapshot.Snapshot
    former: Edition | None

    @cached_property
    def digest(self) -> str:
        return snapshot.digest_of(self.taken.content)

    @property
    def is_different(self) -> bool:
        """Whether there is anything to publish."""
        return self.former is None or self.former.digest != self.digest

    @cached_property
    def pages(self) -> list[Page]:
        """The pages that would change for readers, parents first."""
        known = {int(pk) for pk in self.taken.revisions}
        found = Page.objects.filter(pk__in=_all_pages(self.programme)).select_related("locale")
        return [
            page
            for page in found.order_by("path")
            if page.pk not in known
            or not page.live
            or page.live_revision_id != self.taken.revisions[str(page.pk)]
        ]


def look(programme: ProgrammePage) -> Look:
    """What adopting a programme (its page in any language) would make; writes nothing."""
    programme = programme.facts
    return Look(programme, snapshot.take(programme, to_look_at=True), former_of(programme))


def former_of(programme: ProgrammePage) -> Edition | None:
    """The newest edition that readers have."""
    return Edition.objects.of(programme).published().first()


def waiting_of(programme: ProgrammePage) -> Edition | None:
    """The edition that waits to go live; there is one at most."""
    return Edition.objects.of(programme).waiting().first()


def adopt(
    programme: ProgrammePage,
    user,
    kind: str,
    note: dict | None = None,
    publish_at: dt.datetime | None = None,
    *,
    seen_digest: str = "",
) -> Edition:
    """Freeze a programme's newest drafts as an edition, to go live at `publish_at` or when told.

    Its parts get their numbers, and a programme that was being written becomes adopted. An edition
    that waits is replaced. `seen_digest` is that of what the user has looked at.

    Raises RefusedError.
    """
    programme = programme.facts
    with generations.writing():
        state = ProgrammeState.objects.made_for(programme)
        # One at a time: the second finds what the first has made.
        state = ProgrammeState.objects.select_for_update().get(pk=state.pk)
        if former_of(programme) is None:
            kind = EditionKind.ADOPTED
            if missing := adoption.next_step(state):
                raise RefusedError(
                    _("First record this step of adoption: %(step)s.") % {"step": missing.label}
                )
        elif kind not in {EditionKind.REVISED, EditionKind.CORRECTED}:
            raise RefusedError(_("Say whether the wording is revised or typing errors corrected."))
        if publish_at is not None and publish_at <= timezone.now():
            raise RefusedError(_("That moment has passed. Choose a later one, or publish at once."))
        if waiting := waiting_of(programme):
            cancel(waiting, user)
        edition = make(programme, user, kind, note, publish_at, seen_digest=seen_digest)
        if state.status in WRITTEN_STATUSES:
            state.status = ProgrammeStatus.ADOPTED
            state.save(update_fields=["status"])
        return edition


def make(
    programme: ProgrammePage,
    user,
    kind: str,
    note: dict | None = None,
    publish_at: dt.datetime | None = None,
    *,
    seen_digest: str = "",
    made_at: dt.datetime | None = None,
) -> Edition:
    """The edition itself, whatever the steps of adoption; `adopt` is for people."""
    programme = programme.facts
    with generations.writing():
        taken = snapshot.take(programme)
        digest = snapshot.digest_of(taken.content)
        former = former_of(programme)
        if former is not None and former.digest == digest:
            raise RefusedError(_("Nothing has changed since the last edition."))
        if seen_digest and seen_digest != digest:
            raise RefusedError(
                _("Somebody has changed the programme since you looked at it. Look at it again.")
            )
        newest = Edition.objects.of(programme).first()
        edition = Edition.objects.create(
            programme_key=programme.translation_key,
            number=newest.number + 1 if newest else 1,
            kind=kind,
            note=note or {},
            schema_version=snapshot.SCHEMA_VERSION,
            content=taken.content,
            digest=digest,
            revisions=taken.revisions,
            made_at=made_at or timezone.now(),
            made_by=user,
            publish_at=publish_at,
        )
        parts = Page.objects.descendant_of(programme).order_by("path")
        give_numbers(programme, numbers_for(programme, parts))
        _forget_hours(taken.revisions)
        log(
            instance=programme,
            action="programme.adopt",
            user=user,
            data={"edition": edition.number},
        )
        return edition


def cancel(edition: Edition, user) -> None:
    """Take back an edition that waits, and the numbers that no other edition has."""
    with generations.writing():
        edition = _locked(edition)
        programme = programme_of(edition)
        edition.delete()
        kept: set[str] = set()
        for each in Edition.objects.filter(programme_key=edition.programme_key):
            kept |= set(snapshot.Reading(each.content, "fi").by_key)
        given = PartNumber.objects.filter(programme_key=edition.programme_key)
        given.exclude(part_key__in=kept).delete()
        log(
            instance=programme,
            action="programme.cancel_edition",
            user=user,
            data={"edition": edition.number},
        )


def publish_or_hand_over(edition: Edition, user) -> bool:
    """Publish an edition now, or let the worker do it within seconds if it has very many pages.

    Tells whether it is published. Raises what `publish` raises.
    """
    live = set(
        Page.objects.filter(pk__in=edition.revisions, live=True).values_list("pk", "live_revision")
    )
    wanted = {(int(pk), revision) for pk, revision in edition.revisions.items()}
    if len(wanted - live) <= AT_ONCE_PAGES:
        publish(edition, user)
        return True
    with generations.writing():
        edition = _locked(edition)
        edition.publish_at, edition.failure = timezone.now(), ""
        edition.save(update_fields=["publish_at", "failure"])
    return False


def publish(edition: Edition, user=None) -> Edition:
    """Let every page of an edition go live, in all languages, in one transaction.

    Parents come first. Raises RefusedError, or ValidationError naming the page that cannot go
    live; then none does.
    """
    with generations.writing(), publishing():
        edition = _locked(edition)
        earlier = Edition.objects.waiting().filter(
            programme_key=edition.programme_key, number__lt=edition.number
        )
        if earlier.exists():
            raise RefusedError(_("An earlier edition waits to be published first."))
        pages = list(Page.objects.filter(pk__in=edition.revisions).order_by("path"))
        revisions = Revision.objects.in_bulk(edition.revisions.values())
        if len(pages) != len(edition.revisions) or len(revisions) != len(edition.revisions):
            raise RefusedError(
                _("A page of the edition has been deleted. Cancel it and make a new one.")
            )
        for page in pages:
            revision = revisions[edition.revisions[str(page.pk)]]
            if not page.live or page.live_revision_id != revision.pk:
                _publish_page(page, revision, user)
        edition.published_at = timezone.now()
        edition.failure = ""
        edition.save(update_fields=["published_at", "failure"])
        edition_published.send(Edition, edition=edition)
        return edition


def publish_due(now: dt.datetime) -> tuple[int, list[str]]:
    """Publish the editions whose moment has come; how many, and what failed (each in a line).

    One that fails stays as it was, keeps the reason for staff to read, and is not tried again by
    itself.
    """
    published, failed = 0, []
    due = Edition.objects.waiting().filter(publish_at__lte=now, failure="")
    for edition in due.order_by("publish_at", "number"):
        try:
            # The worker has one thread, so nobody else's saving goes unindexed meanwhile.
            with generations.writing(), indexes.left_alone():
                publish(edition, edition.made_by)
                index_pages.enqueue([int(pk) for pk in edition.revisions])
            published += 1
        except (RefusedError, ValidationError) as error:
            reason = sentence_of(error)
            with generations.writing():
                Edition.objects.filter(pk=edition.pk).update(failure=reason)
            failed.append(f"{edition.pk}: {reason}")
            logger.error("Edition %s could not go live: %s", edition.pk, reason)
    return published, failed


@task(backend=WORK)
def index_pages(pks: list[int]) -> None:
    """Bring both indexes up to date for pages that were published without them."""
    for page in Page.objects.filter(pk__in=pks).specific().iterator():
        with generations.writing():
            index.insert_or_update_object(page)
            ReferenceIndex.create_or_update_for_object(page)


def sentence_of(error: RefusedError | ValidationError) -> str:
    """Why something was refused, for staff to read."""
    return error.message if isinstance(error, RefusedError) else " ".join(error.messages)


def programme_of(edition: Edition) -> ProgrammePage:
    """The Finnish page of an edition's programme."""
    return ProgrammePage.objects.filter(translation_key=edition.programme_key).first().facts


def _publish_page(page: Page, revision: Revision, user) -> None:
    try:
        revision.publish(user=user, log_action=PUBLISHED, skip_permission_checks=True)
    except ValidationError as error:
        title = page.get_admin_display_title()
        raise ValidationError(f"“{title}”: {' '.join(error.messages)}") from error


def _locked(edition: Edition) -> Edition:
    found = Edition.objects.select_for_update().filter(pk=edition.pk).first()
    if found is None:
        raise RefusedError(_("The edition has been cancelled."))
    if found.is_published:
        raise RefusedError(_("The edition has been published already."))
    return found


def _all_pages(programme: ProgrammePage) -> list[int]:
    found: list[int] = []
    for root in programme.get_translations(inclusive=True):
        below = Page.objects.descendant_of(root, inclusive=True)
        found += below.values_list("pk", flat=True)
    return found


def _forget_hours(revisions: dict[str, int]) -> None:
    """From now on no page has an hour of its own to go live or to be hidden."""
    scheduled = Revision.page_revisions.filter(object_id__in=revisions)
    scheduled.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    pending_revisions.rewrite(
        Revision.objects.filter(pk__in=revisions.values()).iterator(), _without_hours
    )


def _without_hours(content: dict) -> bool:
    hours = ("go_live_at", "expire_at")
    had_any = any(content.get(name) for name in hours)
    content.update(dict.fromkeys(hours))
    return had_any
