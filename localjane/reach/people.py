"""Who somebody is to the guard, and which pages and collections are hers; asked once a request."""

from contextvars import ContextVar
from functools import cached_property

from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from localjane.models import Role, RoleGroup

# Any right on a collection or its files.
FILE_ACTIONS = ("add", "change", "delete", "choose")


class Reacher:
    """A logged-in user who is no superuser. Make one with `reacher_of`."""

    def __init__(self, user) -> None:
        self.user = user

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Her roles. Whoever has rights by other groups than these has a local publisher's screens,
        on which her rights decide."""
        rows = RoleGroup.objects.filter(group__user=self.user).values_list("role", flat=True)
        return frozenset(map(Role, rows)) or frozenset({Role.PUBLISHER})

    @property
    def is_staff(self) -> bool:
        return Role.STAFF in self.roles

    @cached_property
    def own_paths(self) -> tuple[str, ...]:
        """The tree paths of the pages that she has any right on, and so on all below them."""
        # The rows that Wagtail asks for itself, and keeps on the user.
        rows = page_permission_policy.get_cached_permissions_for_user(self.user)
        return tuple({row.page.path for row in rows})

    def owns(self, path: str) -> bool:
        """Whether the page at a tree path is hers, or below one that is; staff's are all.

        What she may do to it is her permissions' to say, which every view asks.
        """
        return self.is_staff or path.startswith(self.own_paths)

    def publishes(self, path: str) -> bool:
        """Whether she may publish the page at a tree path."""
        rows = page_permission_policy.get_cached_permissions_for_user(self.user)
        return any(
            path.startswith(row.page.path)
            for row in rows
            if row.permission.codename == "publish_page"
        )

    def explores(self, path: str) -> bool:
        """Whether the page at a tree path is hers or on the way to one that is; the root is."""
        on_the_way = any(own.startswith(path) for own in self.own_paths)
        return self.owns(path) or on_the_way or len(path) == Page.steplen

    def files(self, policy, actions=FILE_ACTIONS):
        """The images or documents on which she has one of these rights."""
        return policy.instances_user_has_any_permission_for(self.user, actions)

    @cached_property
    def collections(self) -> set[int]:
        """The collections in which she may do anything with images or documents."""
        found: set[int] = set()
        for policy in (image_policy, document_policy):
            allowed = policy.collections_user_has_any_permission_for(self.user, FILE_ACTIONS)
            found.update(allowed.values_list("pk", flat=True))
        return found


# Whose request this is, for what Wagtail asks without telling for whom; None for superusers.
CURRENT: ContextVar[Reacher | None] = ContextVar("reacher", default=None)


def reacher_of(user) -> Reacher:
    """The same one for as long as the user object lives, which is a request."""
    if not hasattr(user, "_reacher"):
        user._reacher = Reacher(user)
    return user._reacher
