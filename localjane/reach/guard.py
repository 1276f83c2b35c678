"""The middleware that keeps `allowed.py`: nobody but a superuser reaches what is not named there.

It asks after login and before the view. Path, query and body of a request are checked by the same
mechanism (`ids.py`), each as its own guard, so that a test can switch one off.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from wagtail.permissions import page_permission_policy

from localjane.models import AccessRefusal
from localjane.reach import ids
from localjane.reach.allowed import ALLOWED
from localjane.reach.gaps import own_tags
from localjane.reach.people import CURRENT, Reacher, reacher_of
from localjane.reach.refusals import Refusal, answer
from localjane.reach.rules import Rule, rule_for
from localjane.reach.switches import narrows, refuses

ADMIN = "/admin/"
BULK_ACTION = "wagtail_bulk_action"
TAGS = ("wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete")
CHOOSE_PAGE = "wagtailadmin_choose_page"
Reason = AccessRefusal.Reason
ACCESS = "wagtailadmin.access_admin"


class ReachMiddleware:
    """Stands after login. The write middleware has read the whole body before a view is called."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = CURRENT.set(None)
        try:
            return self.get_response(request)
        finally:
            CURRENT.reset(token)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not request.path_info.startswith(ADMIN) or not is_guarded(request.user):
            return None
        CURRENT.set(reacher_of(request.user))
        view_name = request.resolver_match.view_name
        refusal = refusal_of(request, view_name, args, kwargs)
        if refusal is not None:
            return answer(request, refusal, view_name)
        if view_name == CHOOSE_PAGE:
            chooser_starts_within_reach(kwargs, request)
        if view_name in TAGS:
            return own_tags(request)
        return None


def is_guarded(user) -> bool:
    """Whether the guard minds somebody: superusers may everything, and whoever may not enter the
    admin is sent away by Wagtail itself."""
    return user.is_authenticated and not user.is_superuser and user.has_perm(ACCESS)


def refusal_of(request: HttpRequest, view_name: str, args: tuple, kwargs: dict) -> Refusal | None:
    """Why a request is refused; None if it may go on."""
    reacher = reacher_of(request.user)
    # When a test has switched the first guard off, a view may have no rule.
    rule = rule_for(ALLOWED, view_name) or Rule(frozenset(), "")
    return (
        view_is_allowed(reacher, view_name)
        or path_is_within_reach(reacher, rule, args, kwargs)
        or query_is_within_reach(reacher, rule, request, kwargs)
        or body_is_within_reach(reacher, rule, request, kwargs)
        or parameters_are_known(rule, request)
        or all_are_her_own(reacher, view_name, request, kwargs)
    )


@refuses
def view_is_allowed(reacher: Reacher, view_name: str) -> Refusal | None:
    """A view that nobody has allowed to her role."""
    rule = rule_for(ALLOWED, view_name)
    if rule is None or not reacher.roles & rule.roles:
        return Refusal(Reason.VIEW)
    return None


@refuses
def path_is_within_reach(reacher: Reacher, rule: Rule, args, kwargs) -> Refusal | None:
    """An id in the address."""
    named = list(ids.in_path(rule, args, kwargs))
    for each in named:
        # The address's own parameters are all declared; a test sees to that.
        if each.kind is None:
            return Refusal(Reason.UNKNOWN, each.name)
    return _refused(reacher, named, kwargs)


@refuses
def query_is_within_reach(reacher: Reacher, rule: Rule, request, kwargs) -> Refusal | None:
    """An id after the question mark."""
    return _refused(reacher, list(ids.in_query(rule, request)), kwargs)


@refuses
def body_is_within_reach(reacher: Reacher, rule: Rule, request, kwargs) -> Refusal | None:
    """An id in what is sent, form or JSON."""
    return _refused(reacher, list(ids.in_body(rule, request)), kwargs)


@refuses
def parameters_are_known(rule: Rule, request: HttpRequest) -> Refusal | None:
    """A parameter that nobody has declared, in query or body, and that looks like an id."""
    for each in (*ids.in_query(rule, request), *ids.in_body(rule, request)):
        if each.kind is None and ids.looks_like_an_id(each.value):
            return Refusal(Reason.UNKNOWN, each.name)
    return None


@refuses
def all_are_her_own(reacher: Reacher, view_name: str, request, kwargs) -> Refusal | None:
    """Several rows at once: "all" takes in every site's pages, unless it says below which; Wagtail
    itself takes her own files only, and of anything else truly all."""
    if view_name != BULK_ACTION or "all" not in request.GET.getlist("id"):
        return None
    if kwargs["model_name"] == "page":
        return None if request.GET.get("childOf") else Refusal(Reason.ID, "childOf")
    if kwargs["model_name"] in ("image", "document") or reacher.is_staff:
        return None
    return Refusal(Reason.ID, "id")


@narrows
def chooser_starts_within_reach(kwargs: dict, request: HttpRequest) -> dict:
    """Asked for pages of a type, the chooser would start above all of that type, which may be a
    draft of somebody else's: let it start where her own pages are."""
    reacher = reacher_of(request.user)
    if request.GET.get("page_type") and not reacher.is_staff:
        start = page_permission_policy.explorable_root_instance(request.user)
        if start is not None:
            kwargs["parent_page_id"] = start.pk
    return kwargs


def _refused(reacher: Reacher, named: list[ids.Named], kwargs) -> Refusal | None:
    missing = ids.out_of_reach(reacher, named, kwargs)
    return missing and Refusal(Reason.ID, missing.name)
