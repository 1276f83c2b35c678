"""Writing a programme's parts from elsewhere than the page editor: outline, spreadsheet, copy.

Every change becomes a draft of its page through the page's own form, with all that it checks; no
row is updated behind a page's back, and nothing is published here.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.forms import ModelMultipleChoiceField
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.panels import ObjectList
from wagtail.blocks import StreamValue
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from programme.editions import bound
from programme.editions.numbering import given_numbers
from programme.models import PartOfProgrammePage, ProgrammePage


class RefusedError(Exception):
    """A change cannot be made. `errors` gives the sentences by the name of their field, "" for
    those of the whole part."""

    def __init__(self, errors: Mapping[str, list[str]]):
        super().__init__("; ".join(f"{name}: {each}" for name in errors for each in errors[name]))
        self.errors = dict(errors)


def refused(sentence: str) -> RefusedError:
    """A refusal of the whole part, in one sentence."""
    return RefusedError({"": [sentence]})


def latest(page: Page) -> Page:
    """A page as it stands in its newest draft."""
    return page.get_latest_revision_as_object()


def add(
    parent: Page, model: type[PartOfProgrammePage], values: Mapping[str, Any], user
) -> PartOfProgrammePage:
    """A new part below `parent`, last among its siblings, as a draft.

    `values` are by the fields of the model's content panels: text, rich text as HTML, rows of
    organisations and municipalities, `measures` as a list of dicts (`id` for one that there is).
    Raises RefusedError, or PermissionDenied if the user may not add pages there.
    """
    check_permission(parent.permissions_for_user(user).can_add_subpage())
    page = _new(parent, model, values, user)
    parent.add_child(instance=page)
    # Wagtail has logged that the page is new.
    page.save_revision(user=user, clean=False)
    return page


def check_new(
    parent: Page, model: type[PartOfProgrammePage], values: Mapping[str, Any], user
) -> None:
    """Raise what `add` would raise of the values, and write nothing.

    `parent` may be any page of the programme, if the true one does not exist yet.
    """
    _new(parent, model, values, user)


def check_change(
    page: PartOfProgrammePage | ProgrammePage, values: Mapping[str, Any], user
) -> None:
    """Raise what `change` would raise, and write nothing."""
    _changed(page, values, user)


def change(
    page: PartOfProgrammePage | ProgrammePage,
    values: Mapping[str, Any],
    user,
    *,
    seen_revision: int | None = None,
) -> PartOfProgrammePage | ProgrammePage:
    """Change some values of a part in a new draft; gives the page as drafted.

    Nothing is saved when nothing changes. With `seen_revision`, the id of the newest revision that
    the writer saw, a part that somebody has changed since is refused. Raises RefusedError, or
    PermissionDenied if the user may not edit the page.
    """
    if seen_revision is not None and page.latest_revision_id != seen_revision:
        check_permission(page.permissions_for_user(user).can_edit())
        raise refused(_("Somebody has changed this since you opened it. Look at it again."))
    draft, has_changed = _changed(page, values, user)
    if has_changed:
        draft.save_revision(user=user, clean=False, log_action=True)
    return draft


def move(page: PartOfProgrammePage, parent: Page, position: int, user) -> None:
    """Let a part stand below `parent` as the `position`th child (0 first); at once, not as a draft.

    Raises RefusedError for a part that adopting has numbered, or whose place it would change;
    PermissionDenied if the user may not move it there.
    """
    siblings = list(parent.get_children().exclude(pk=page.pk))
    position = max(0, min(position, len(siblings)))
    given = given_numbers(programme_of(page))
    reason = why_not_there(
        page.translation_key, (each.translation_key for each in siblings[position:]), given
    )
    if reason:
        raise refused(reason)
    check_address(page, parent)
    allowed = page.permissions_for_user(user).can_move_to(parent)
    is_at_home = parent.pk == page.get_parent().pk
    may_reorder = is_at_home and parent.permissions_for_user(user).can_reorder_children()
    check_permission(may_reorder or allowed)
    with bound.placing():
        if position < len(siblings):
            page.move(siblings[position], pos="left", user=user)
        else:
            page.move(parent, pos="last-child", user=user)


def why_not_there(key: UUID, after: Iterable[UUID], given: Mapping[UUID, str]) -> str:
    """Why a part may not be moved to before the parts `after`, in a sentence; "" if it may.

    `given` are the numbers that adopting has given.
    """
    if key in given:
        return _("An adopted part keeps its number and its place.")
    if any(each in given for each in after):
        return _("What is new comes after the adopted parts.")
    return ""


def check_address(page: Page, parent: Page) -> None:
    """Raise RefusedError if another part below `parent` has the page's address."""
    if not Page._slug_is_available(page.slug, parent, page):
        words = {"slug": page.slug}
        raise refused(_("Another part there has the address “%(slug)s” already.") % words)


def programme_of(page: Page) -> ProgrammePage:
    """The programme that a page is or is part of, in the page's language."""
    return ProgrammePage.objects.ancestor_of(page, inclusive=True).get()


def check_permission(allowed: bool) -> None:
    """Raises PermissionDenied unless something is allowed."""
    if not allowed:
        raise PermissionDenied


def _new(parent: Page, model: type[PartOfProgrammePage], values: Mapping[str, Any], user) -> Page:
    # As the editor makes addresses: without ä and ö.
    slug = find_available_slug(parent, slugify(values.get("title", "")) or model.__name__.lower())
    page = model(locale=parent.locale, live=False, owner=user, slug=slug)
    return _filled(page, parent, values, user)


def _changed(page: Page, values: Mapping[str, Any], user) -> tuple[Page, bool]:
    """The newest draft with the values, and whether they change it."""
    check_permission(page.permissions_for_user(user).can_edit())
    if page.locked and page.get_lock().for_user(user):
        raise refused(_("The page is locked. Unlock it first."))
    draft = latest(page)
    before = draft.serializable_data()
    draft = _filled(draft, page.get_parent(), values, user)
    return draft, draft.serializable_data() != before


@cache
def _form_class(model: type[Page]) -> type:
    """The form of a model's content panels; made once, as Wagtail does with its own."""
    return ObjectList(model.content_panels).bind_to_model(model).get_form_class()


def _filled(page: Page, parent: Page, values: Mapping[str, Any], user) -> Page:
    """The page with the values, as its form leaves it. Raises RefusedError."""
    form_class = _form_class(type(page))
    current = form_class(instance=page, parent_page=parent, for_user=user)
    unknown = set(values) - set(current.fields)
    if unknown:
        raise ValueError(f"{type(page).__name__} has no {', '.join(sorted(unknown))}")
    data: dict[str, Any] = {}
    for name, field in current.fields.items():
        value = values[name] if name in values else current.get_initial_for_field(field, name)
        data |= _as_posted(name, field, value)
    form = form_class(data, instance=page, parent_page=parent, for_user=user)
    if not form.is_valid():
        errors = {
            "" if name == "__all__" else name: _sentences(each)
            for name, each in form.errors.as_data().items()
        }
        raise RefusedError(errors)
    return form.save(commit=False)


def _as_posted(name: str, field, value: Any) -> dict[str, Any]:
    """A value as the browser would send it for the field of a page's form."""
    if hasattr(field, "block"):
        return _stream_as_posted(name, value)
    if isinstance(field, ModelMultipleChoiceField):
        return {name: [getattr(each, "pk", each) for each in value or ()]}
    value = field.widget.format_value(field.prepare_value(value))
    if isinstance(value, list):
        value = value[0] if value else ""
    return {name: "" if value is None else value}


def _stream_as_posted(name: str, value: Any) -> dict[str, str]:
    """A stream as its form sends it: measures as dicts, or a StreamValue as it is."""
    if isinstance(value, StreamValue):
        if any(child.block_type != "measure" for child in value):
            raise ValueError(f"{name} cannot be written from here")
        value = [{"id": child.id, **child.value} for child in value]
    data = {f"{name}-count": str(len(value))}
    for place, measure in enumerate(value):
        prefix = f"{name}-{place}"
        data |= {
            f"{prefix}-deleted": "",
            f"{prefix}-order": str(place),
            f"{prefix}-type": "measure",
            f"{prefix}-id": measure.get("id") or "",
        }
        for part in ("indicator", "unit", "start", "target"):
            said = measure.get(part)
            data[f"{prefix}-value-{part}"] = "" if said is None else str(said)
    return data


def _sentences(errors: list) -> list[str]:
    """The sentences of a field's errors, those inside blocks included."""
    found: list[str] = []
    for error in errors:
        inner = [
            *(getattr(error, "block_errors", None) or {}).values(),
            *(getattr(error, "non_block_errors", None) or []),
        ]
        found += _sentences(inner) if inner else error.messages
    return found
