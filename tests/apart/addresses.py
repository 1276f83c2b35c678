"""Every address of the admin with every id that fits it, and with some that do not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from cms import undo
from localjane.reach.inventory import AdminPattern, admin_patterns
from tests.apart.world import World

PAGE, USER = "wagtailcore_page", "accounts_user"
# What a parameter of an address names, by table. What is not here may be of any table.
TABLES = {
    "page_id": PAGE,
    "page_pk": PAGE,
    "parent_page_id": PAGE,
    "page_to_move_id": PAGE,
    "destination_id": PAGE,
    "revision_id": "wagtailcore_revision",
    "task_id": "wagtailcore_task",
    "task_state_id": "wagtailcore_taskstate",
    "workflow_pk": "wagtailcore_workflow",
    "workflow_state_id": "wagtailcore_workflowstate",
    "collection_id": "wagtailcore_collection",
    "image_id": "cms_image",
    "document_id": "cms_document",
    "doc_id": "cms_document",
    "uploaded_file_id": "wagtailcore_uploadedfile",
    "session_id": "wagtailadmin_editingsession",
    "redirect_id": "wagtailredirects_redirect",
    "translation_id": "wagtail_localize_translation",
    "translation_source_id": "wagtail_localize_translationsource",
    "string_segment_id": "wagtail_localize_stringsegment",
    "overridable_segment_id": "wagtail_localize_overridablesegment",
}
# What "pk" names, by the beginning of the view's name.
PK_TABLES = {
    "wagtailadmin_api:pages": PAGE,
    "wagtailadmin_api:images": "cms_image",
    "wagtailadmin_api:documents": "cms_document",
    "wagtailadmin_collections": "wagtailcore_collection",
    "wagtailadmin_workflows:enable_task": "wagtailcore_task",
    "wagtailadmin_workflows:disable_task": "wagtailcore_task",
    "wagtailadmin_workflows:edit_task": "wagtailcore_task",
    "wagtailadmin_workflows": "wagtailcore_workflow",
    "wagtailimages_chooser": "cms_image",
    "wagtaildocs_chooser": "cms_document",
    "wagtailsites": "wagtailcore_site",
    "wagtailusers_users": USER,
    "wagtailusers_groups": "auth_group",
    "wagtaillocales": "wagtailcore_locale",
    "wagtailsnippets_contacts_region": "contacts_region",
    "wagtailsnippetchoosers_contacts_region": "contacts_region",
    "wagtailsnippets_contacts_contact": "contacts_contact",
    "wagtailsnippets_contacts_person": "contacts_person",
    "wagtailsnippets_contacts_organisation": "contacts_organisation",
    "wagtailsnippets_contacts_municipality": "contacts_municipality",
    "wagtailsnippetchoosers_contacts_contact": "contacts_contact",
    "wagtailsnippetchoosers_contacts_person": "contacts_person",
    "wagtailsnippetchoosers_contacts_organisation": "contacts_organisation",
    "wagtailsnippetchoosers_contacts_municipality": "contacts_municipality",
    "wagtailsnippets_search_synonym": "search_synonym",
    "wagtailsnippetchoosers_search_synonym": "search_synonym",
    "wagtailsnippets_search_bestbet": "search_bestbet",
    "wagtailsnippetchoosers_search_bestbet": "search_bestbet",
    "send_mail_again": "cms_outgoingmail",
    "suggest_contact": "contacts_contact",
    "contact_suggestion": "contacts_contactsuggestion",
}
# Tried where nobody knows what a parameter names, or B has nothing of what it names.
GUESSED = (
    PAGE,
    USER,
    "auth_group",
    "cms_document",
    "cms_image",
    "cms_outgoingmail",
    "contacts_contact",
    "localjane_invitation",
    "wagtail_localize_translation",
    "wagtailcore_collection",
    "wagtailcore_revision",
    "wagtailcore_site",
    "wagtailcore_task",
    "wagtailcore_taskstate",
    "wagtailcore_uploadedfile",
    "wagtailcore_workflow",
)
# Where no more than so many ids of a kind are wanted, none is guessed.
FEW = 2
MODELS = (
    ("cms", "standardpage"),
    ("cms", "image"),
    ("cms", "document"),
    ("contacts", "contact"),
    ("wagtailcore", "page"),
    ("accounts", "user"),
    ("auth", "group"),
)
PAGE_MODELS = (("cms", "standardpage"), ("news", "newspage"), ("events", "eventpage"))
WORDS = {
    "action_name": ("approve", "reject", "publish", "copy"),
    "mode": ("",),
    "filter_spec": ("max-165x165",),
    "uidb64": ("MQ",),
    "token": ("x",),
}


@dataclass(frozen=True)
class Address:
    """One address to ask for, and the pattern that it is of."""

    pattern: AdminPattern
    path: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def url(self) -> str:
        return self.path + (f"?{urlencode(self.query)}" if self.query else "")


class Ids:
    """B's ids and A's, by table, each once."""

    def __init__(self, world: World, *, most: int | None = None) -> None:
        """`most` takes at most so many of each table."""
        self.world, self.most = world, most
        # A page of A's that is published, with unpublished changes.
        self.own_page = str(
            world.ours.home.get_children().filter(title="Julkinen standard").get().pk
        )

    def theirs(self, table: str) -> list[str]:
        return self._some(self.world.ids(table))

    def ours(self, table: str) -> list[str]:
        return [self.own_page] if table == PAGE else self.world.our_ids(table)[-1:]

    def own_page_and(self, table: str) -> list[str]:
        """A's own page for a table of pages; of other tables what belongs to it, if anything."""
        if table == PAGE:
            return [self.own_page]
        rows = self.world.rows[table]
        return [k for k in self.world.our_ids(table) if self.own_page in map(str, rows[k][1:])][
            -1:
        ] or self.ours(table)

    def of_any_table(self) -> list[str]:
        """One of B's ids of each kind; but of pages only, where few are wanted."""
        tables = GUESSED if self.most is None or self.most > FEW else GUESSED[:1]
        return [self.world.ids(table)[0] for table in tables if self.world.ids(table)]

    def of_page(self, table: str, page: str) -> list[str]:
        """B's ids in a table whose rows name a page of B."""
        rows = self.world.rows[table]
        return [key for key in self.theirs(table) if page in map(str, rows[key][1:])]

    def _some(self, ids: list[str]) -> list[str]:
        if self.most is None or len(ids) <= self.most:
            return ids
        # From all over, for what was made first is of the first kind.
        return [ids[n * len(ids) // self.most] for n in range(self.most)]


def patterns() -> list[AdminPattern]:
    return list(admin_patterns())


def addresses_of(pattern: AdminPattern, ids: Ids) -> Iterator[Address]:
    """A pattern's addresses that name something of B: in turn each parameter, beside what is A's
    and beside what is B's."""
    seen = set()
    for values in _values(pattern, ids):
        path = _path(pattern, values)
        if path and path not in seen:
            seen.add(path)
            yield Address(pattern, path)


def own_address(pattern: AdminPattern, ids: Ids) -> Address | None:
    """A pattern's address that names only what is A's; None where A has nothing of the kind."""
    values = dict(_models(pattern)[0])
    for name in pattern.parameters:
        if name in _MODEL_NAMES:
            continue
        table = table_of(pattern, name)
        chosen = WORDS.get(name) or (ids.own_page_and(table) if table else ids.ours(PAGE))
        if not chosen:
            return None
        values[name] = chosen[0]
    path = _path(pattern, values)
    return Address(pattern, path) if path else None


def table_of(pattern: AdminPattern, parameter: str) -> str | None:
    """What a parameter names; None if that is not known."""
    if parameter != "pk":
        return TABLES.get(parameter)
    fitting = [prefix for prefix in PK_TABLES if pattern.name.startswith(prefix)]
    if fitting:
        return PK_TABLES[max(fitting, key=len)]
    return PAGE if pattern.name in OWN_PAGE_SCREENS else None


OWN_PAGE_SCREENS = frozenset(
    {
        "offer", "offer_decision", "reach", "local_jane_state", "local_jane_contacts",
        "local_jane_people", "local_jane_host", "event_state", "copy_previous_event",
        "programme_follow_up_of", "programme_state", "programme_action_state",
    }
)  # fmt: skip


def _values(pattern: AdminPattern, ids: Ids) -> Iterator[dict]:
    if pattern.name.endswith("revisions_compare"):
        yield from _compared(ids)
        return
    if pattern.name == "undo_publication":
        yield from _undone(ids)
        return
    names = [name for name in pattern.parameters if name not in _MODEL_NAMES]
    models = _models(pattern)
    if not names:
        yield from models
        return
    yield from _of_one_page(pattern, names, ids)
    for model in models:
        for turn in names:
            choices = [
                _foreign(pattern, name, ids) if name == turn else _company(pattern, name, ids)
                for name in names
            ]
            for chosen in product(*choices):
                yield {**model, **dict(zip(names, chosen, strict=True))}


# What belongs to a page, and names it in its rows.
OF_A_PAGE = ("revision_id", "workflow_state_id")


def _of_one_page(pattern: AdminPattern, names: list[str], ids: Ids) -> Iterator[dict]:
    """A page of B with what belongs to it: the address that its own people use."""
    if names[0] != "page_id" or len(names) == 1:
        return
    for page in ids.theirs(PAGE):
        for name in set(names) & set(OF_A_PAGE):
            for key in Ids(ids.world).of_page(TABLES[name], page)[-2:]:
                yield {"page_id": page, name: key}
    if "task_state_id" in names:
        states = ids.world.rows["wagtailcore_workflowstate"]
        steps = ids.world.rows["wagtailcore_taskstate"]
        for key in ids.theirs("wagtailcore_taskstate"):
            of = next(v for v in map(str, steps[key][1:]) if v in states)
            page = next(v for v in map(str, states[of][1:]) if v in ids.world.their_rows[PAGE])
            for action in WORDS["action_name"]:
                yield {"page_id": page, "action_name": action, "task_state_id": key}


def _foreign(pattern: AdminPattern, name: str, ids: Ids) -> Iterable[str]:
    """Everything of B that a parameter may name."""
    if name in WORDS:
        return WORDS[name]
    table = table_of(pattern, name)
    return (ids.theirs(table) if table else ()) or ids.of_any_table()


def _company(pattern: AdminPattern, name: str, ids: Ids) -> Iterable[str]:
    """What stands beside that: something of A's, and something of B's."""
    if name in WORDS:
        return WORDS[name][:2]
    table = table_of(pattern, name)
    if table is None:
        return ids.of_any_table()[:2]
    return ids.ours(table) + ids.theirs(table)[:1]


_MODEL_NAMES = {
    "app_label": 0,
    "app_name": 0,
    "content_type_app_name": 0,
    "model_name": 1,
    "content_type_model_name": 1,
    "action": 2,
}


def _models(pattern: AdminPattern) -> list[dict]:
    """The parts of an address that name a model, and an action on several of its rows."""
    named = [name for name in pattern.parameters if name in _MODEL_NAMES]
    if not named:
        return [{}]
    if "action" in named:
        rows = list(bulk_actions())
    elif "content_type_app_name" in named or pattern.name.endswith("choose_parent"):
        rows = PAGE_MODELS
    elif "workflows:add_task" in pattern.name:
        rows = (("wagtailcore", "groupapprovaltask"),)
    else:
        rows = MODELS
    return [{name: row[_MODEL_NAMES[name]] for name in named} for row in rows]


def bulk_actions() -> Iterator[tuple[str, str, str]]:
    """What can be done to several rows at once."""
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            for action in actions:
                yield app, model, action


def _compared(ids: Ids) -> Iterator[dict]:
    pages, revisions = ids.theirs(PAGE), ids.theirs("wagtailcore_revision")
    ours = ids.ours(PAGE)
    for page in pages:
        yield {"": (page, "earliest", "live")}
        yield {"": (page, "live", "latest")}
    for revision in revisions:
        for page in (*ours, pages[0]):
            yield {"": (page, "live", revision)}
            yield {"": (page, revision, "latest")}


def _undone(ids: Ids) -> Iterator[dict]:
    """Signed links of B's that have gone astray."""
    rows = ids.world.rows["wagtailcore_revision"]
    for key in ids.theirs("wagtailcore_revision"):
        page = next((str(v) for v in rows[key] if str(v) in ids.world.their_rows[PAGE]), None)
        if page:
            yield {"token": undo.Publication(int(page), int(key), None).token()}


def _path(pattern: AdminPattern, values: dict) -> str | None:
    try:
        if "" in values:
            return reverse(pattern.name, args=values[""])
        return reverse(pattern.name, kwargs=values)
    except NoReverseMatch:
        return None
