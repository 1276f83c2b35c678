"""Ids of B behind the question mark of addresses that A may ask for."""

from collections.abc import Iterator
from dataclasses import replace

from django.test import Client

from tests.apart.addresses import PAGE, USER, Address, Ids, bulk_actions, own_address, patterns
from tests.apart.canaries import PREFIX

COLLECTION, IMAGE, DOCUMENT = "wagtailcore_collection", "cms_image", "cms_document"
# Names that views read from a query, and what they may name there.
NAMES = {
    "id": (PAGE, IMAGE, DOCUMENT, USER, "contacts_contact"),
    **dict.fromkeys(("childOf", "parent_page_id", "child_of", "descendant_of"), (PAGE,)),
    **dict.fromkeys(("ancestor_of", "translation_of", "page", "page_id", "parent"), (PAGE,)),
    **dict.fromkeys(("target_pages[]", "new_parent_page", "jane", "in_site"), (PAGE,)),
    **dict.fromkeys(("collection_id", "collection"), (COLLECTION,)),
    **dict.fromkeys(("owner", "user", "edited_by", "requested_by"), (USER,)),
    **dict.fromkeys(("revision_id", "overwrite_revision_id"), ("wagtailcore_revision",)),
    "workflow": ("wagtailcore_workflow",),
    "task": ("wagtailcore_task",),
    "group": ("auth_group",),
    "site": ("wagtailcore_site",),
    "anything": (PAGE, USER),
}
# Queries without an id that widen what is shown, for views that list or choose.
LISTS = ("index", "explore", "choose", "search", "listing", "results", "list", "autocomplete")
WIDE = (
    (("q", PREFIX),),
    (("fields", "*"),),
    (("fields", "*"), ("type", "news.NewsPage")),
    (("page_type", "cms.standardpage"),),
    (("page_type", "news.newspage"), ("can_choose_root", "true")),
    (("page_type", "programme.actionpage"),),
    (("term", PREFIX),),
    (("tag", f"{PREFIX}privatepicturetag"),),
    (("usage_count_min", "0"),),
    (("export", "csv"),),
    (("results_only", "true"), ("p", "1")),
    (("id", "all"),),
)


def queries(
    ids: Ids, client: Client, *, each: int = 2, views=("",), names=NAMES
) -> Iterator[Address]:
    """Every address of A's own that opens to somebody, with each name and B's ids of the fitting
    kinds; of views whose names begin as in `views`."""
    session = client.cookies.output().replace("Set-Cookie: ", "")
    for pattern in patterns():
        own = own_address(pattern, ids) if pattern.name.startswith(views) else None
        if own is None or pattern.name == "wagtail_bulk_action":
            continue
        status = client.get(own.url).status_code
        client.cookies.load(session)
        # One that asks for something after the question mark says that it is not there.
        if status not in (200, 404):
            continue
        for name, tables in names.items():
            for table in tables:
                for key in ids.theirs(table)[:each]:
                    yield replace(own, query=((name, key),))
        for query in WIDE if any(word in pattern.name for word in LISTS) else ():
            yield replace(own, query=query)


def bulk_queries(ids: Ids, *, each: int = 3) -> Iterator[Address]:
    """Several rows at once: B's, A's with B's among them, and all of them."""
    pattern = next(p for p in patterns() if p.name == "wagtail_bulk_action")
    for app, model, action in bulk_actions():
        table = {"user": USER, "page": PAGE}.get(model, f"{app}_{model}")
        path = f"/admin/bulk/{app}/{model}/{action}/"
        foreign = ids.theirs(table)[:each]
        for key in foreign:
            yield Address(pattern, path, (("id", key),))
            yield Address(pattern, path, (*(("id", own) for own in ids.ours(table)), ("id", key)))
        yield Address(pattern, path, (("id", "all"),))
        for page in ids.theirs(PAGE)[:each]:
            yield Address(pattern, path, (("id", "all"), ("childOf", page)))
