"""A mail on Mondays with what is to be put right, for those who want it (docs/letters.md)."""

import datetime as dt
import logging

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode

from accounts.models import User
from cms import generations, outbox, signed_links
from cms.editor_tasks import EditorTask, tasks_of
from localjane.models import WeeklyMail
from localjane.people.membership import subsites_of

logger = logging.getLogger(__name__)

HOUR = dt.time(7, 0)
MOST_TASKS = 3
# A mail that no worker was there to post on Monday is posted this long after it, not later: the
# next one would follow too soon.
LATEST = dt.timedelta(days=2)
# Its link is in mails that people keep.
STOP = signed_links.Purpose("stop-weekly-mail", max_age=dt.timedelta(days=366))


class WeeklyMailFailed(Exception):  # noqa: N818
    """Some people's mail could not be made; the others' has been posted."""


def choose(user: User, *, wants: bool) -> None:
    """Remember that somebody wants the mail, or forget it."""
    if wants:
        WeeklyMail.objects.get_or_create(user=user)
    else:
        WeeklyMail.objects.filter(user=user).delete()


def is_wanted_by(user: User) -> bool:
    """Whether somebody gets the mail."""
    return WeeklyMail.objects.filter(user=user).exists()


def stop(user_pk: str) -> None:
    """Send somebody no more of them; safe to do again."""
    WeeklyMail.objects.filter(user=user_pk).delete()


def monday_before(now: dt.datetime) -> tuple[dt.date, dt.datetime]:
    """The last Monday whose hour has come in Helsinki, and that hour, in UTC."""
    day = timezone.localdate(now)
    day -= dt.timedelta(days=day.weekday())
    hour = _hour_of(day)
    if hour > now:
        day -= dt.timedelta(days=7)
        hour = _hour_of(day)
    return day, hour


def send(since: dt.datetime, now: dt.datetime) -> str:
    """Post the mail of the Monday that lies in (since, now], if one does; gives words for the log.

    Each person's row says which week's mail she has got, and is written with the mail, so that
    this may run twice and be killed. Raises WeeklyMailFailed, after all others, for who failed.
    """
    week, hour = monday_before(now)
    if hour <= since or now - hour > LATEST:
        return ""
    posted, errors = 0, []
    readers = WeeklyMail.objects.filter(user__is_active=True).exclude(last_week=week)
    for row in readers.select_related("user").order_by("pk"):
        try:
            posted += _post_to(row, week)
        except Exception as error:
            logger.exception("The weekly mail of account %s failed", row.user_id)
            errors.append(f"account {row.user_id}: {type(error).__name__}")
    if errors:
        raise WeeklyMailFailed("; ".join(errors))
    return f"{posted} posted" if posted else ""


def first_tasks(user: User) -> list[tuple[EditorTask, str]]:
    """The heaviest of her tasks, with her local JANE's name where she has several.

    Those of archived sites do not count, since nobody edits there.
    """
    found = {page.facts.pk: page.facts for page in subsites_of(user)}
    pages = [page for page in found.values() if page.archived is None]
    names: dict = {p.translation_key: p.title for p in pages} if len(pages) > 1 else {}
    tasks = tasks_of(user, pages) if pages else []
    return [(task, names.get(task.subsite_key, "")) for task in tasks[:MOST_TASKS]]


def link_to(task: EditorTask) -> str:
    """A task's whole address, by way of the login, which sends on whoever is logged in already.

    The name of the field at its end would be lost between the login's two pages otherwise.
    """
    return f"{settings.SITE_URL}{reverse('account_login')}?{urlencode({'next': task.url})}"


def _hour_of(day: dt.date) -> dt.datetime:
    local = dt.datetime.combine(day, HOUR, tzinfo=timezone.get_default_timezone())
    # Compared in UTC, for aware times of one zone compare by the face of the clock.
    return local.astimezone(dt.UTC)


def _post_to(row: WeeklyMail, week: dt.date) -> bool:
    with generations.one_snapshot(), translation.override(settings.LANGUAGE_CODE):
        # Read before the transaction, which on SQLite holds all writers up.
        tasks = [
            {"text": task.text, "note": task.note, "name": name, "url": link_to(task)}
            for task, name in first_tasks(row.user)
        ]
    if not tasks:
        return False
    with generations.writing():
        mine = WeeklyMail.objects.select_for_update().filter(pk=row.pk).exclude(last_week=week)
        if not mine.filter(user__is_active=True):
            # She has stopped it meanwhile, or another worker was quicker.
            return False
        WeeklyMail.objects.filter(pk=row.pk).update(last_week=week)
        stop_url = signed_links.url_of(STOP, str(row.user_id), "stop_weekly_mail")
        outbox.post(
            "weekly-mail",
            row.user.email,
            "weekly_mail",
            {"tasks": tasks, "stop_url": stop_url},
            headers={
                # RFC 8058: the mail program's own button stops it.
                "List-Unsubscribe": f"<{stop_url}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
    return True
