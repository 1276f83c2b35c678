"""Inviting people to a local JANE by mail, with a link that works once and for 14 days."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cms import generations, outbox, signed_links
from localjane.models import Invitation, LocalJanePage, Role, RoleGroup
from localjane.models.invitations import VALID_FOR, expiry_from_now
from localjane.people import idle_accounts

INVITATION = signed_links.Purpose("invitation", max_age=VALID_FOR, single_use=True)
LOCAL_ROLES = (Role.EDITOR, Role.PUBLISHER)


class NotYoursError(Exception):
    """The invitation is for another e-mail address than the account's, or that is closed."""


def invite(local_jane: LocalJanePage, email: str, roles: list[Role], by: User | None) -> Invitation:
    """Ask an address to join a local JANE in these roles, and mail it the link.

    An open invitation to the address gets these roles and a new link. The caller has checked that
    `by` may do so. Raises ValueError for no role or one that is not local, and
    RoleGroup.DoesNotExist for a local JANE whose groups are not set up.
    """
    if not roles or not set(roles) <= set(LOCAL_ROLES):
        raise ValueError("Only local roles can be given by invitation.")
    key = local_jane.translation_key
    groups = [RoleGroup.objects.get(local_jane=key, role=role).group for role in set(roles)]
    with generations.writing():
        invitation, _is_new = Invitation.objects.get_or_create(
            local_jane=key,
            email=email.strip().lower(),
            accepted_at=None,
            withdrawn_at=None,
            defaults={"invited_by": by},
        )
        invitation.roles.set(groups)
        return resend(invitation)


def resend(invitation: Invitation) -> Invitation:
    """Mail a new link, good for 14 days; older ones die. Raises ValueError if it is not open."""
    with generations.writing():
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if invitation.accepted_at or invitation.withdrawn_at:
            raise ValueError("The invitation is not open any more.")
        invitation.link_number += 1
        invitation.last_sent_at = timezone.now()
        invitation.expires = expiry_from_now()
        invitation.save()
        outbox.post(
            "invitation",
            invitation.email,
            "invitation",
            {"name": local_jane_of(invitation).title, "link": link_of(invitation)},
        )
        return invitation


def withdraw(invitation: Invitation) -> None:
    """Take an open invitation back, so that its link is worth nothing."""
    with generations.writing():
        Invitation.objects.filter(
            pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
        ).update(withdrawn_at=timezone.now())


def link_of(invitation: Invitation) -> str:
    """The whole address of the page where the invitation is accepted."""
    value = f"{invitation.pk}-{invitation.link_number}"
    return signed_links.url_of(INVITATION, value, "accept_invitation")


def local_jane_of(invitation: Invitation) -> LocalJanePage:
    """The Finnish page of the local JANE."""
    return LocalJanePage.objects.filter(translation_key=invitation.local_jane).first().facts


def read(token: str) -> Invitation:
    """The open invitation that a link is of; changes nothing. Raises signed_links.LinkError."""
    return _open_one(signed_links.read(INVITATION, token))


def accept(token: str, user: User) -> Invitation:
    """Put somebody into exactly the invitation's groups, beside those that she has.

    An account that was closed for not being used is opened again, with these groups alone.
    Raises signed_links.LinkError, also for the second of two who accept at once, and NotYoursError.
    """
    with generations.writing(), transaction.atomic():
        invitation = _open_one(signed_links.use(INVITATION, token), lock=True)
        if user.email != invitation.email:
            raise NotYoursError
        if user.pk is None:
            # A new person; the link is used up by now, so of two at once only one is made.
            user.save()
        elif not user.is_active:
            if not idle_accounts.may_be_reopened(user):
                raise NotYoursError
            idle_accounts.reopen(user, timezone.now())
        user.groups.add(*invitation.roles.filter(role_group__role__in=LOCAL_ROLES))
        invitation.accepted_at, invitation.accepted_by = timezone.now(), user
        invitation.save()
        return invitation


def _open_one(value: str, *, lock: bool = False) -> Invitation:
    pk, _dash, number = value.partition("-")
    rows = Invitation.objects.select_for_update() if lock else Invitation.objects
    invitation = rows.filter(pk=pk).first()
    if invitation is None or invitation.withdrawn_at or int(number) != invitation.link_number:
        raise signed_links.LinkExpiredError
    if invitation.accepted_at:
        raise signed_links.LinkUsedError
    if invitation.expires <= timezone.now():
        raise signed_links.LinkExpiredError
    if not LocalJanePage.objects.filter(translation_key=invitation.local_jane).exists():
        # The site is gone, and its invitations with it.
        raise signed_links.LinkExpiredError
    return invitation
