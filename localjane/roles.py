"""Who may edit what: the groups of the province's staff and of each local JANE (docs/roles.md).

Everything here is safe to run again: it makes what is missing and sets the permissions of these
groups to exactly what is written below. Who is in a group is left alone. Never given to any of
them: users and groups (wagtail#14100: whoever may add a user can make a superuser), sites,
redirects, workflows; to local groups neither `submit_translation`, which wagtail-localize checks
for the whole installation and not for a page.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db.models import Model, Q
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models

from cms import generations
from cms.dates import helsinki_today
from localjane.models import LocalJanePage, LocalJaneSpace, LocalJaneState, Role, RoleGroup

EDITOR_PAGES = ("add_page", "change_page")
PUBLISHER_PAGES = (*EDITOR_PAGES, "publish_page")
STAFF_PAGES = (*PUBLISHER_PAGES, "bulk_delete_page", "lock_page", "unlock_page")
FILES = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
# The apps whose rows staff look after; what is a page or a snippet is found by itself.
STAFF_APPS = ("contacts", "projects", "programme", "events", "news", "council", "home")
# To start translations, to see what failed in the background and what is searched, and to archive a
# local JANE's site.
STAFF_PERMISSIONS = (
    ("wagtail_localize", "submit_translation"),
    ("cms", "view_failedtask"),
    ("localjane", "change_localjanestate"),
    ("search", "view_searchedwords"),
)
WAGTAIL_GROUPS = ("Editors", "Moderators")


@dataclass(frozen=True)
class LocalGroups:
    """The two groups of a local JANE."""

    editors: Group
    publishers: Group


def set_up_all() -> list[LocalGroups]:
    """Staff, and the groups of every local JANE, drafts too; Wagtail's default groups go."""
    with generations.writing():
        remove_wagtail_groups()
        set_up_staff_group()
        finnish = LocalJanePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        return [set_up_local_groups(page) for page in finnish.order_by("path")]


def is_staff_member(user) -> bool:
    """Whether somebody is one of the province's staff, or may do everything."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(role_group__role=Role.STAFF).exists()


def groups_of(local_jane: LocalJanePage) -> LocalGroups:
    """The groups of a local JANE; raises RoleGroup.DoesNotExist before they are set up."""
    rows = RoleGroup.objects.filter(local_jane=local_jane.translation_key).select_related("group")
    return LocalGroups(
        editors=rows.get(role=Role.EDITOR).group, publishers=rows.get(role=Role.PUBLISHER).group
    )


def set_up_staff_group() -> Group:
    """The province's staff: all content of every site, its files and the shared snippets."""
    with generations.writing(), translation.override(settings.LANGUAGE_CODE):
        group = _group(Role.STAFF, None, _("Staff"))
        _set_page_permissions(group, _province_roots(), STAFF_PAGES)
        _set_collection_permissions(group, [Collection.get_first_root_node()])
        models = {
            *get_snippet_models(),
            *(model for app in STAFF_APPS for model in apps.get_app_config(app).get_models()),
        }
        _set_model_permissions(
            group, (m for m in models if not issubclass(m, Page)), also=STAFF_PERMISSIONS
        )
        return group


def set_up_local_groups(local_jane: LocalJanePage) -> LocalGroups:
    """A local JANE's groups with their permissions in every language, its collections and workflow.

    Editors add and edit below the local JANE's page and submit for review; publishers also publish,
    and are asked for the review. Names follow the page's title. While the site is archived nobody
    has rights through the groups, so that it can only be read; who is in them is kept, and the next
    call after it is taken into use again gives all back.
    """
    with generations.writing(), translation.override(settings.LANGUAGE_CODE):
        page = local_jane.facts
        words = {"name": page.title}
        groups = LocalGroups(
            editors=_group(Role.EDITOR, page, _("%(name)s: editors") % words),
            publishers=_group(Role.PUBLISHER, page, _("%(name)s: publishers") % words),
        )
        pages = list(page.get_translations(inclusive=True))
        archived = LocalJaneState.objects.of(page).is_archived_on(helsinki_today())
        editable = [] if archived else pages
        _set_page_permissions(groups.editors, editable, EDITOR_PAGES)
        _set_page_permissions(groups.publishers, editable, PUBLISHER_PAGES)
        space, _is_new = LocalJaneSpace.objects.get_or_create(local_jane=page.translation_key)
        _set_up_collections(space, page, groups)
        _set_up_workflow(space, pages, groups, _("%(name)s: review") % words)
        _set_reviewers(space, groups, archived=archived)
        for group in (groups.editors, groups.publishers):
            # The private collection inherits these.
            _set_collection_permissions(group, [] if archived else [space.collection])
            _set_model_permissions(group, ())
        return groups


def remove_wagtail_groups() -> None:
    """Delete the groups and the workflow of Wagtail's first migrations, unless they are in use.

    They have rights on the root, and so on every site.
    """
    for group in Group.objects.filter(name__in=WAGTAIL_GROUPS, user__isnull=True):
        if group.page_permissions.filter(page__depth=1).exists():
            _remove_workflows_of(group)
            group.delete()


def _remove_workflows_of(group: Group) -> None:
    for task in GroupApprovalTask.objects.filter(groups=group):
        if task.groups.count() > 1 or task.task_states.exists():
            continue
        for workflow in Workflow.objects.filter(workflow_tasks__task=task):
            if not workflow.workflow_states.exists():
                workflow.delete()
        task.delete()


def _group(role: Role, local_jane: LocalJanePage | None, name: str) -> Group:
    """The group of a role, with this name if nobody else has it."""
    key = local_jane.translation_key if local_jane else None
    known = RoleGroup.objects.filter(role=role, local_jane=key).select_related("group").first()
    group = known.group if known else Group()
    name = name[:150]
    if Group.objects.filter(name=name).exclude(pk=group.pk).exists():
        # Two local JANEs of one name, or somebody's own group.
        name = f"{name[:140]} ({local_jane.municipality_code if local_jane else 2})"
    if group.name != name:
        group.name = name
        group.save()
    if known is None:
        RoleGroup.objects.create(role=role, local_jane=key, group=group)
    return group


def _province_roots() -> list[Page]:
    """The front page of the province in every language."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None or site.root_page.depth == 1:
        return []
    return list(site.root_page.get_translations(inclusive=True))


def _page_permissions(codenames: Iterable[str]) -> list[Permission]:
    return list(
        Permission.objects.filter(
            content_type__app_label="wagtailcore",
            content_type__model="page",
            codename__in=codenames,
        )
    )


def _set_page_permissions(group: Group, pages: list[Page], codenames: Iterable[str]) -> None:
    wanted = {(page.pk, perm.pk) for page in pages for perm in _page_permissions(codenames)}
    for row in group.page_permissions.all():
        if (row.page_id, row.permission_id) in wanted:
            wanted.discard((row.page_id, row.permission_id))
        else:
            row.delete()
    for page, permission in sorted(wanted):
        GroupPagePermission.objects.create(group=group, page_id=page, permission_id=permission)


def _set_collection_permissions(group: Group, collections: list[Collection]) -> None:
    # Wagtail asks for the permissions of its stock models, whatever the site's own are.
    permissions = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=FILES
    )
    wanted = {(collection.pk, perm.pk) for collection in collections for perm in permissions}
    for row in group.collection_permissions.all():
        if (row.collection_id, row.permission_id) in wanted:
            wanted.discard((row.collection_id, row.permission_id))
        else:
            row.delete()
    for collection, permission in sorted(wanted):
        GroupCollectionPermission.objects.create(
            group=group, collection_id=collection, permission_id=permission
        )


def _set_model_permissions(
    group: Group, models: Iterable[type[Model]], *, also: Iterable[tuple[str, str]] = ()
) -> None:
    """Entry to the admin, every permission on these models, and single ones (app, codename)."""
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for model in models:
        wanted |= Q(
            content_type__app_label=model._meta.app_label,
            content_type__model=model._meta.model_name,
        )
    for app, codename in also:
        wanted |= Q(content_type__app_label=app, codename=codename)
    group.permissions.set(Permission.objects.filter(wanted))


def _set_up_collections(space: LocalJaneSpace, page: LocalJanePage, groups: LocalGroups) -> None:
    name = _("%(name)s: private files") % {"name": page.title}
    if space.collection is None:
        space.collection = Collection.get_first_root_node().add_child(name=page.title)
        space.save()
    if space.private_collection is None:
        # The tree's columns may have changed since the row was read.
        space.collection.refresh_from_db()
        space.private_collection = space.collection.add_child(name=name)
        space.save()
    for collection, wanted in ((space.collection, page.title), (space.private_collection, name)):
        if collection.name != wanted:
            collection.name = wanted
            collection.save()
    restriction, _is_new = CollectionViewRestriction.objects.get_or_create(
        collection=space.private_collection,
        defaults={"restriction_type": CollectionViewRestriction.GROUPS},
    )
    staff = Group.objects.filter(role_group__role=Role.STAFF)
    restriction.groups.set([groups.editors, groups.publishers, *staff])


def _set_up_workflow(
    space: LocalJaneSpace, pages: list[Page], groups: LocalGroups, name: str
) -> None:
    if space.workflow is None:
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.set([groups.publishers])
        space.workflow = Workflow.objects.create(name=name)
        WorkflowTask.objects.create(workflow=space.workflow, task=task, sort_order=0)
        space.save()
    for named in (space.workflow, *space.workflow.tasks):
        if named.name != name:
            named.name = name
            named.save()
    for page in pages:
        WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": space.workflow})


def _set_reviewers(space: LocalJaneSpace, groups: LocalGroups, *, archived: bool) -> None:
    """Who is asked for a review may edit and publish its page, whatever her rights on pages are."""
    for task in GroupApprovalTask.objects.filter(workflow_tasks__workflow=space.workflow):
        if archived:
            task.groups.remove(groups.publishers, groups.editors)
        elif not task.groups.exists():
            task.groups.add(groups.publishers)
