"""Staff hear of it when a local JANE's last publisher has gone."""

from accounts.models import User
from cms import outbox
from localjane.models import LocalJanePage, Role
from localjane.roles import LocalGroups


def tell_staff_if_last(local_jane: LocalJanePage, groups: LocalGroups) -> bool:
    """Write to all active staff if nobody publishes on this site any more; gives whether it did."""
    if groups.publishers.user_set.filter(is_active=True).exists():
        return False
    for member in User.objects.filter(groups__role_group__role=Role.STAFF, is_active=True):
        outbox.post("last-publisher", member.email, "last_publisher", {"name": local_jane.title})
    return True
