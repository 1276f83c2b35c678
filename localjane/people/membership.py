"""Which local JANEs somebody works for."""

from wagtail.models import Page

from localjane.models import LocalJanePage, Role, RoleGroup


def roles_by_local_jane(user) -> dict:
    """The roles that somebody has, by the local JANE's translation key; empty for nobody's."""
    roles: dict = {}
    rows = RoleGroup.objects.filter(group__user=user, local_jane__isnull=False)
    for key, role in rows.values_list("local_jane", "role"):
        roles.setdefault(key, set()).add(Role(role))
    return roles


def subsites_of(user) -> list[LocalJanePage]:
    """The front pages that somebody may edit, in every language, by name; Finnish first."""
    pages = LocalJanePage.objects.for_subsite_list().filter(
        translation_key__in=roles_by_local_jane(user)
    )
    return sorted(pages.with_facts(), key=_by_name)


def _by_name(page: Page) -> tuple:
    return (page.facts.title.casefold(), page.facts is not page, page.locale_id)
