"""When people were last here, and which local JANEs nobody has come to for a year."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from localjane.models import Role, RoleGroup

# Twelve months: after them an account is asked whether it is needed still.
IDLE_AFTER = dt.timedelta(days=365)


def seen_after(moment: dt.datetime, prefix: str = "") -> Q:
    """Accounts of people who have been here after a moment (aware).

    That is to log in, to get the account, or to say that it is to be kept.

    :param prefix: leads to the user from the model that is filtered, such as "group__user__".
    """
    return (
        Q(**{f"{prefix}last_login__gt": moment})
        | Q(**{f"{prefix}date_joined__gt": moment})
        | Q(**{f"{prefix}account_notice__kept_at__gt": moment})
    )


def deserted_keys() -> QuerySet:
    """The translation keys of local JANEs that have a publisher, but nobody who has been here.

    One without an active publisher is none of these: that is a worry of its own.
    """
    is_local, is_active = Q(local_jane__isnull=False), Q(group__user__is_active=True)
    # In one filter: the same person must be active and have been here.
    awake = RoleGroup.objects.filter(
        is_local, is_active, seen_after(timezone.now() - IDLE_AFTER, "group__user__")
    )
    publishers = RoleGroup.objects.filter(is_local, is_active, role=Role.PUBLISHER)
    return publishers.exclude(local_jane__in=awake.values("local_jane")).values("local_jane")
