"""Which documents anybody may find: those that a public page leads to, in open collections."""

from collections import defaultdict
from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Collection, CollectionViewRestriction, Page, ReferenceIndex

from cms import generations
from cms.models import Document


def homes_of_documents() -> Mapping[int, tuple[Page, ...]]:
    """By a document's number the public pages that lead to it, the nearest to the root first.

    A document that only a draft or a private page leads to is not there: its words would tell what
    nobody may read yet. Read in three queries and remembered until anything changes.
    """
    return generations.remembered("homes of documents", _read)


def _read() -> dict[int, tuple[Page, ...]]:
    kinds = ContentType.objects.get_for_models(Document, Page)
    references = ReferenceIndex.objects.filter(
        to_content_type=kinds[Document], base_content_type=kinds[Page]
    )
    open_documents = set(Document.objects.filter(~_is_closed()).values_list("pk", flat=True))
    by_page = defaultdict(set)
    for page_pk, document_pk in references.values_list("object_id", "to_object_id"):
        if int(document_pk) in open_documents:
            by_page[int(page_pk)].add(int(document_pk))
    homes = defaultdict(list)
    for page in Page.objects.live().public().filter(pk__in=by_page).order_by("depth", "path"):
        for document_pk in by_page[page.pk]:
            homes[document_pk].append(page)
    return {pk: tuple(pages) for pk, pages in homes.items()}


def _is_closed() -> Q:
    """The documents of collections with a restriction, and of all below them."""
    restricted = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    closed = Q(pk__in=[])
    for path in restricted:
        below = Collection.objects.filter(path__startswith=path)
        closed |= Q(collection__in=below.values("pk"))
    return closed
