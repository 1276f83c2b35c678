"""Links that prove that a mail reached its reader: signed, for one purpose, for a time, once.

A link carries its own proof, so no secret is kept in the database. Opening one (GET) changes
nothing, since mail programs open links by themselves; the page that it leads to has a form, whose
POST calls `use`.

    INVITATION = Purpose("invitation", max_age=timedelta(days=14), single_use=True)
    url = url_of(INVITATION, str(invitation.pk), "accept_invitation")
    ...
    pk = read(INVITATION, token)   # in GET
    pk = use(INVITATION, token)    # in POST, in the transaction that does what the link is for
"""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Purpose:
    """What a link is for. A link of one purpose is worth nothing for another."""

    name: str
    max_age: dt.timedelta
    single_use: bool = False


class LinkError(Exception):
    """A link is of no use; `message` says why, for its reader."""

    message = _("The link is not whole. Copy all of it from the mail.")


class LinkInvalidError(LinkError):
    """The link was not made here, is for something else, or lacks a part."""


class LinkExpiredError(LinkError):
    """The link was good once."""

    message = _("The link is too old. Ask for a new one.")


class LinkUsedError(LinkError):
    """The link has done its work already."""

    message = _("The link has been used already.")


def make(purpose: Purpose, value: str) -> str:
    """A token that carries a value; safe in a path."""
    return signing.dumps(value, salt=_salt(purpose))


def url_of(purpose: Purpose, value: str, view_name: str) -> str:
    """The whole address, at SITE_URL, of a view that takes `token`."""
    return settings.SITE_URL + reverse(view_name, kwargs={"token": make(purpose, value)})


def read(purpose: Purpose, token: str) -> str:
    """The value that a token carries, without using it up. Raises LinkError."""
    try:
        value = signing.loads(token, salt=_salt(purpose), max_age=purpose.max_age)
    except signing.SignatureExpired:
        raise LinkExpiredError from None
    except (signing.BadSignature, ValueError):
        raise LinkInvalidError from None
    if purpose.single_use and _is_used(token):
        raise LinkUsedError
    return value


def use(purpose: Purpose, token: str) -> str:
    """The value that a token carries; a single-use one is used up with the present transaction.

    Two who use it at once: one of them gets LinkUsedError. Raises LinkError.
    """
    from cms.models import UsedLink

    value = read(purpose, token)
    if purpose.single_use:
        try:
            with transaction.atomic():
                UsedLink.objects.create(
                    digest=_digest(token), expires_at=timezone.now() + purpose.max_age
                )
        except IntegrityError:
            raise LinkUsedError from None
    return value


def forget_expired(now: dt.datetime) -> int:
    """Delete what is known of links that could not be used any more anyway; gives how many."""
    from cms.models import UsedLink

    return UsedLink.objects.filter(expires_at__lt=now).delete()[0]


def _is_used(token: str) -> bool:
    from cms.models import UsedLink

    return UsedLink.objects.filter(digest=_digest(token)).exists()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _salt(purpose: Purpose) -> str:
    return f"cms.signed_links.{purpose.name}"
