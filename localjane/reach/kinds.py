"""What an id in an address or a form may name, and which of those somebody reaches.

One mechanism for all: a kind is told the ids that a request names and gives back those that are
within reach. What is not given back is refused, whether it is somebody else's or is not there at
all, so that nobody learns which of the two it was.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.admin.models import EditingSession
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import (
    Page,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)

from accounts.models import User
from contacts.models import ContactSuggestion
from localjane.models import Invitation, LocalJanePage, Role
from localjane.people.membership import roles_by_local_jane
from localjane.reach.people import Reacher

# Rows that every editor may point at from a page: who is who is public and entered once.
SHARED_APPS = ("contacts",)


@dataclass(frozen=True)
class Kind:
    """A kind of id. `reachable` takes the reacher, the ids and the request's path parameters."""

    name: str
    reachable: Callable[[Reacher, set, Mapping], set] | None
    # What may stand instead of an id ("root").
    words: frozenset[str] = frozenset()
    numeric: bool = True


def _pages(reacher: Reacher, ids: set, may: Callable[[str], bool]) -> set:
    rows = Page.objects.filter(pk__in=ids).values_list("pk", "path")
    return {pk for pk, path in rows if may(path)}


def own_page(reacher: Reacher, ids: set, path: Mapping) -> set:
    return _pages(reacher, ids, reacher.owns)


def published_page(reacher: Reacher, ids: set, path: Mapping) -> set:
    return _pages(reacher, ids, reacher.publishes)


def explored_page(reacher: Reacher, ids: set, path: Mapping) -> set:
    return _pages(reacher, ids, reacher.explores)


def page_to_link(reacher: Reacher, ids: set, path: Mapping) -> set:
    own = _pages(reacher, ids, reacher.explores)
    rest = ids - own
    if rest:
        own |= set(Page.objects.filter(is_public(), pk__in=rest).values_list("pk", flat=True))
    return own


def is_public() -> Q:
    """Pages that anybody may read, and that stand below none that are still drafts."""
    drafts = Page.objects.filter(live=False, numchild__gt=0, depth__gt=1)
    hidden = Page.objects.all().private_q()
    for path in drafts.values_list("path", flat=True):
        hidden |= Q(path__startswith=path)
    return Q(live=True, depth__gt=1) & ~hidden


def revision(reacher: Reacher, ids: set, path: Mapping) -> set:
    rows = Revision.objects.filter(pk__in=ids).values_list(
        "pk", "base_content_type_id", "object_id"
    )
    return _by_object(reacher, rows)


def workflow_state(reacher: Reacher, ids: set, path: Mapping) -> set:
    rows = WorkflowState.objects.filter(pk__in=ids).values_list(
        "pk", "base_content_type_id", "object_id"
    )
    return _by_object(reacher, rows)


def task_state(reacher: Reacher, ids: set, path: Mapping) -> set:
    rows = TaskState.objects.filter(pk__in=ids).values_list(
        "pk", "workflow_state__base_content_type_id", "workflow_state__object_id"
    )
    return _by_object(reacher, rows)


def task(reacher: Reacher, ids: set, path: Mapping) -> set:
    below = Q()
    for own in reacher.own_paths:
        below |= Q(workflow__workflow_pages__page__path__startswith=own)
    if not below:
        return set()
    rows = WorkflowTask.objects.filter(below, task__in=ids)
    return set(rows.values_list("task_id", flat=True))


def _by_object(reacher: Reacher, rows) -> set:
    """Of rows (id, content type, object's id): those about her own pages or snippets."""
    rows = list(rows)
    page_type = ContentType.objects.get_for_model(Page).pk
    pages = {int(pk) for _row, ct, pk in rows if ct == page_type}
    own = _pages(reacher, pages, reacher.owns) if pages else set()
    found = set()
    for row, content_type, pk in rows:
        if content_type == page_type:
            is_reached = int(pk) in own
        else:
            model = ContentType.objects.get_for_id(content_type).model_class()
            is_reached = model is not None and may_edit_rows(reacher, model)
        if is_reached:
            found.add(row)
    return found


def may_edit_rows(reacher: Reacher, model) -> bool:
    """Whether she has any right on the rows of a snippet's model."""
    if model not in get_snippet_models():
        return False
    policy = model.snippet_viewset.permission_policy
    return policy.user_has_any_permission(reacher.user, {"add", "change", "delete", "view"})


def image(reacher: Reacher, ids: set, path: Mapping) -> set:
    rows = reacher.files(image_policy).filter(pk__in=ids)
    return set(rows.values_list("pk", flat=True))


def document(reacher: Reacher, ids: set, path: Mapping) -> set:
    rows = reacher.files(document_policy).filter(pk__in=ids)
    return set(rows.values_list("pk", flat=True))


def image_to_show(reacher: Reacher, ids: set, path: Mapping) -> set:
    rows = reacher.files(image_policy, ("choose",)).filter(pk__in=ids)
    return set(rows.values_list("pk", flat=True))


def document_to_show(reacher: Reacher, ids: set, path: Mapping) -> set:
    rows = reacher.files(document_policy, ("choose",)).filter(pk__in=ids)
    return set(rows.values_list("pk", flat=True))


def collection(reacher: Reacher, ids: set, path: Mapping) -> set:
    return ids & reacher.collections


def upload(reacher: Reacher, ids: set, path: Mapping) -> set:
    rows = UploadedFile.objects.filter(pk__in=ids, uploaded_by_user=reacher.user)
    return set(rows.values_list("pk", flat=True))


def session(reacher: Reacher, ids: set, path: Mapping) -> set:
    # One that is gone is made anew, as the user's own.
    rows = EditingSession.objects.filter(pk__in=ids).exclude(user=reacher.user)
    return ids - set(rows.values_list("pk", flat=True))


def object_row(reacher: Reacher, ids: set, path: Mapping) -> set:
    """By `app_label` and `model_name` in the path: a page, a file or a snippet."""
    model = _model_in(path)
    if model is None:
        return set()
    numbers = {each for each in ids if isinstance(each, int)}
    if issubclass(model, Page):
        return own_page(reacher, numbers, path)
    if model is get_image_model():
        return image(reacher, numbers, path)
    if model is get_document_model():
        return document(reacher, numbers, path)
    return set(ids) if may_edit_rows(reacher, model) else set()


def shared_row(reacher: Reacher, ids: set, path: Mapping) -> set:
    """By `app_label` and `model_name` in the path: a shared contact, or a row that she edits."""
    model = _model_in(path)
    if model is None:
        return set()
    is_shared = model._meta.app_label in SHARED_APPS
    return set(ids) if is_shared or may_edit_rows(reacher, model) else set()


def anybody(reacher: Reacher, ids: set, path: Mapping) -> set:
    return set(ids)


def _model_in(path: Mapping):
    app = path.get("app_label") or path.get("app_name")
    try:
        return apps.get_model(app, path["model_name"])
    except (LookupError, KeyError, TypeError):
        return None


def translation(reacher: Reacher, ids: set, path: Mapping) -> set:
    rows = Translation.objects.filter(pk__in=ids).select_related("source")
    return {row.pk for row in rows if _owns_source(reacher, row.source)}


def translation_source(reacher: Reacher, ids: set, path: Mapping) -> set:
    rows = TranslationSource.objects.filter(pk__in=ids)
    return {row.pk for row in rows if _owns_source(reacher, row)}


def string_segment(reacher: Reacher, ids: set, path: Mapping) -> set:
    rows = StringSegment.objects.filter(pk__in=ids).select_related("source")
    return {row.pk for row in rows if _owns_source(reacher, row.source)}


def override_segment(reacher: Reacher, ids: set, path: Mapping) -> set:
    rows = OverridableSegment.objects.filter(pk__in=ids).select_related("source")
    return {row.pk for row in rows if _owns_source(reacher, row.source)}


def _owns_source(reacher: Reacher, source: TranslationSource) -> bool:
    """Every page that shares the text is hers; or the snippet's rows are."""
    paths = Page.objects.filter(translation_key=source.object_id).values_list("path", flat=True)
    if paths:
        return all(reacher.owns(path) for path in paths)
    model = source.specific_content_type.model_class()
    return model is not None and may_edit_rows(reacher, model)


def member(reacher: Reacher, ids: set, path: Mapping) -> set:
    groups = reacher.user.groups.filter(role_group__role=Role.PUBLISHER)
    if reacher.is_staff:
        return set(ids)
    keys = list(groups.values_list("role_group__local_jane", flat=True))
    people = User.objects.filter(pk__in=ids, groups__role_group__local_jane__in=keys)
    invitations = Invitation.objects.filter(pk__in=ids, local_jane__in=keys)
    return {*people.values_list("pk", flat=True), *invitations.values_list("pk", flat=True)}


def local_jane(reacher: Reacher, ids: set, path: Mapping) -> set:
    pages = LocalJanePage.objects.filter(pk__in=ids)
    if not reacher.is_staff:
        pages = pages.filter(translation_key__in=roles_by_local_jane(reacher.user))
    return set(pages.values_list("pk", flat=True))


def suggestion(reacher: Reacher, ids: set, path: Mapping) -> set:
    rows = ContactSuggestion.objects.filter(pk__in=ids, writer=reacher.user)
    return set(rows.values_list("pk", flat=True))


def staff_row(reacher: Reacher, ids: set, path: Mapping) -> set:
    return set(ids) if reacher.is_staff else set()


PLAIN = Kind("no id", None)
OWN_PAGE = Kind("a page of her own", own_page)
PUBLISHED_PAGE = Kind("a page that she may publish", published_page)
EXPLORED_PAGE = Kind("a page on the way to her own", explored_page, frozenset({"root"}))
PAGE_TO_LINK = Kind("a page that anybody may read, or her own", page_to_link)
REVISION = Kind(
    "a version of a page of her own", revision, frozenset({"live", "earliest", "latest"})
)
WORKFLOW_STATE = Kind("a review", workflow_state)
TASK_STATE = Kind("a step of a review", task_state)
TASK = Kind("a task of a workflow of her own pages", task)
IMAGE = Kind("a picture of her own", image)
DOCUMENT = Kind("a document of her own", document)
IMAGE_TO_SHOW = Kind("a picture that she may choose", image_to_show)
DOCUMENT_TO_SHOW = Kind("a document that she may choose", document_to_show)
COLLECTION = Kind("a collection of her own", collection)
UPLOAD = Kind("a file that she is uploading", upload)
SESSION = Kind("her own editing session", session)
OBJECT = Kind(
    "a row that the address names the model of", object_row, frozenset({"all"}), numeric=False
)
SHARED_ROW = Kind("a row that a page may point at", shared_row, numeric=False)
SHARED_CONTACT = Kind("one of the shared contacts, which are public", anybody)
SUGGESTION = Kind("a change that she has proposed", suggestion)
TRANSLATION = Kind("a translation of her own page", translation)
TRANSLATION_SOURCE = Kind("the source of a translation, her own page", translation_source)
STRING_SEGMENT = Kind("a text of her own page", string_segment)
OVERRIDE_SEGMENT = Kind("a picture or link of her own page's translation", override_segment)
MEMBER = Kind("one of her local JANE's people, or an invitation to it", member)
LOCAL_JANE = Kind("a local JANE that she works for, in any language", local_jane)
STAFF_ROW = Kind("anything, to staff", staff_row, numeric=False)
