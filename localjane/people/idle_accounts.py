"""Accounts that nobody has used for twelve months: asked, then closed (docs/letters.md).

Each account is dealt with in a transaction of its own, that looks at it again under a lock: a job
that was killed begins anew, and finds only what is left to do.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterable

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from cms import generations, outbox, signed_links
from cms.dates import format_date
from localjane.activity import IDLE_AFTER, seen_after
from localjane.models import AccountNotice, LocalJanePage, Role, RoleGroup, WeeklyMail
from localjane.people.last_publisher import tell_staff_if_last
from localjane.roles import groups_of

logger = logging.getLogger(__name__)

TIME_TO_ANSWER = dt.timedelta(days=30)
# A little longer than she has time, since the worker may come late.
KEEP = signed_links.Purpose("keep-account", max_age=TIME_TO_ANSWER + dt.timedelta(days=15))


class IdleAccountsFailed(Exception):  # noqa: N818
    """Some accounts could not be dealt with; the others have been."""


def work_through(now: dt.datetime) -> str:
    """Ask whom it is time to ask, and close whom it is time to close; gives words for the log.

    Raises IdleAccountsFailed, after all others, when one of them failed.
    """
    forget_answered(now)
    today = timezone.localdate(now)
    due = AccountNotice.objects.filter(closes_on__lte=today, closed_at=None, user__is_active=True)
    idle = User.objects.filter(is_active=True).exclude(seen_after(now - IDLE_AFTER))
    idle = idle.filter(Q(account_notice=None) | Q(account_notice__asked_at=None))
    # Who was here last is closed last, so that of the superusers she stays.
    due = due.order_by(F("user__last_login").asc(nulls_first=True), "pk")
    closed, errors = _each(due.values_list("user"), close, now)
    asked, more = _each(idle.order_by("pk").values_list("pk"), ask, now)
    if errors or more:
        raise IdleAccountsFailed("; ".join(errors + more))
    return f"{asked} asked, {closed} closed" if asked or closed else ""


def forget_answered(now: dt.datetime) -> None:
    """Forget who has logged in since she was asked; whom somebody let in again starts anew."""
    active = AccountNotice.objects.filter(user__is_active=True)
    active.filter(
        Q(user__last_login__gt=F("asked_at")) | Q(asked_at=None, user__last_login__gt=F("kept_at"))
    ).delete()
    active.filter(closed_at__isnull=False).update(
        asked_at=None, closes_on=None, closed_at=None, kept_at=now
    )


def ask(pk: int, now: dt.datetime) -> bool:
    """Mail an unused account the link that keeps it; gives whether it was so. Safe to run twice."""
    with generations.writing():
        user = _locked(pk)
        if user is None or _is_seen(user, now) or is_last_superuser(user):
            return False
        notice, _is_new = AccountNotice.objects.get_or_create(user=user)
        if notice.asked_at:
            return False
        notice.asked_at = now
        notice.closes_on = timezone.localdate(now) + TIME_TO_ANSWER
        notice.save()
        words = {
            "email": user.email,
            "link": signed_links.url_of(KEEP, str(notice.pk), "keep_account"),
            "day": format_date(notice.closes_on),
        }
        outbox.post("account-asked", user.email, "account_asked", words)
        return True


def keep(notice: AccountNotice, now: dt.datetime) -> bool:
    """Let an account stay: its year begins again. Gives whether it does; not when it is closed."""
    with generations.writing():
        open_ones = AccountNotice.objects.filter(pk=notice.pk, closed_at=None, user__is_active=True)
        return bool(open_ones.update(asked_at=None, closes_on=None, kept_at=now))


def close(pk: int, now: dt.datetime) -> bool:
    """Close an account whose time to answer is over; gives whether it was so. Safe to run twice.

    Her groups are kept, so that an administrator can let her in as she was.
    """
    with generations.writing():
        user = _locked(pk)
        if user is None or is_last_superuser(user):
            return False
        notice = AccountNotice.objects.select_for_update().get(user=user)
        answered = user.last_login is not None and user.last_login > (notice.asked_at or now)
        if answered or notice.closes_on is None or notice.closes_on > timezone.localdate(now):
            return False
        user.is_active = False
        user.save(update_fields=["is_active"])
        notice.closed_at = now
        notice.save()
        end_sessions(user)
        WeeklyMail.objects.filter(user=user).delete()
        outbox.post("account-closed", user.email, "account_closed", {"email": user.email})
        _tell_of_last_publisher(user)
        return True


def may_be_reopened(user: User) -> bool:
    """Whether an invitation opens this closed account again.

    Not one that a person has closed, nor a superuser's.
    """
    return (
        not user.is_active
        and not user.is_superuser
        and AccountNotice.objects.filter(user=user, closed_at__isnull=False).exists()
    )


def reopen(user: User, now: dt.datetime) -> None:
    """Open an account that was closed for not being used, without the rights that it had.

    Whoever opens it decides on her rights anew: they may have been those of other sites, or staff.
    """
    user.is_active, user.is_staff = True, False
    user.save(update_fields=["is_active", "is_staff"])
    user.groups.clear()
    user.user_permissions.clear()
    AccountNotice.objects.filter(user=user).update(
        asked_at=None, closes_on=None, closed_at=None, kept_at=now
    )


def is_last_superuser(user: User) -> bool:
    """Whether nobody else could do everything any more. Locks the others, if there are any."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and not others.select_for_update().order_by("pk").values("pk")


def end_sessions(user: User) -> None:
    """Log somebody out everywhere."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def _each(
    rows: Iterable[tuple[int]], deal_with: Callable[[int, dt.datetime], bool], now: dt.datetime
) -> tuple[int, list[str]]:
    """How many were dealt with, and what went wrong with others, by number, never by address."""
    done, errors = 0, []
    for (pk,) in list(rows):
        try:
            done += deal_with(pk, now)
        except Exception as error:
            logger.exception("Account %s: %s failed", pk, deal_with.__name__)
            errors.append(f"account {pk}: {type(error).__name__}")
    return done, errors


def _locked(pk: int) -> User | None:
    return User.objects.select_for_update().filter(pk=pk, is_active=True).first()


def _is_seen(user: User, now: dt.datetime) -> bool:
    return User.objects.filter(seen_after(now - IDLE_AFTER), pk=user.pk).exists()


def _tell_of_last_publisher(user: User) -> None:
    published = RoleGroup.objects.filter(group__user=user, role=Role.PUBLISHER)
    for key in published.values_list("local_jane", flat=True):
        page = LocalJanePage.objects.filter(translation_key=key).first()
        # On an archived site nobody publishes anyway.
        if page is not None and page.facts.archived is None:
            tell_staff_if_last(page.facts, groups_of(page))
