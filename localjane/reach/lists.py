"""Lists that show only what is within reach: what there is to choose, and the menus."""

from functools import lru_cache

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from wagtail.admin.menu import MenuItem
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page

from localjane.reach.allowed import ALLOWED
from localjane.reach.guard import is_guarded
from localjane.reach.kinds import is_public
from localjane.reach.people import reacher_of
from localjane.reach.rules import rule_for
from localjane.reach.switches import narrows


@narrows
def pages_to_choose(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """Her own, those on the way to them, and what anybody may read."""
    if not is_guarded(request.user):
        return pages
    reacher = reacher_of(request.user)
    if reacher.is_staff:
        return pages
    within = is_public()
    for path in reacher.own_paths:
        above = [path[:end] for end in range(Page.steplen, len(path), Page.steplen)]
        within |= Q(path__startswith=path) | Q(path__in=above)
    return pages.filter(within)


@narrows
def images_to_choose(images: QuerySet, request: HttpRequest) -> QuerySet:
    """Those of collections that she may choose from."""
    return _choosable(images, request, image_policy)


@narrows
def documents_to_choose(documents: QuerySet, request: HttpRequest) -> QuerySet:
    """Those of collections that she may choose from."""
    return _choosable(documents, request, document_policy)


def _choosable(files: QuerySet, request: HttpRequest, policy) -> QuerySet:
    if not is_guarded(request.user):
        return files
    collections = policy.collections_user_has_permission_for(request.user, "choose")
    return files.filter(collection__in=list(collections.values_list("pk", flat=True)))


def open_menu_items(items: list[MenuItem], request: HttpRequest) -> None:
    """Takes out of a menu what would only lead to a refusal."""
    if is_guarded(request.user):
        roles = reacher_of(request.user).roles
        items[:] = [item for item in items if _leads_in(item.url, roles)]


def _leads_in(url: str, roles: frozenset) -> bool:
    name = _view_name(str(url))
    if name is None:
        # A menu below this one, or an address elsewhere.
        return True
    rule = rule_for(ALLOWED, name)
    return rule is not None and bool(roles & rule.roles)


@lru_cache(maxsize=200)
def _view_name(url: str) -> str | None:
    try:
        return resolve(url.partition("?")[0]).view_name
    except Resolver404:
        return None
