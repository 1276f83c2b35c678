"""What a page's editor may let it point at; asked by the form of every page (cms/page_form.py)."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from localjane.reach import switches
from localjane.reach.guard import is_guarded
from localjane.reach.kinds import DOCUMENT_TO_SHOW, IMAGE_TO_SHOW, PAGE_TO_LINK
from localjane.reach.people import reacher_of


def references_within_reach(user, references: set[tuple[int, str]]) -> set[tuple[int, str]]:
    """Of (content type's id, id as text) those pages, pictures and documents that are not hers to
    show. What else a page points at (who is who, its language, its owner) is not secret."""
    if "references_within_reach" in switches.OFF or not is_guarded(user):
        return set()
    kinds = {
        ContentType.objects.get_for_model(model).pk: kind
        for model, kind in (
            (Page, PAGE_TO_LINK),
            (get_image_model(), IMAGE_TO_SHOW),
            (get_document_model(), DOCUMENT_TO_SHOW),
        )
    }
    by_type: dict[int, set[int]] = defaultdict(set)
    for content_type, pk in references:
        if content_type in kinds:
            by_type[content_type].add(int(pk))
    refused = set()
    for content_type, pks in by_type.items():
        missing = pks - kinds[content_type].reachable(reacher_of(user), pks, {})
        refused |= {(content_type, str(pk)) for pk in missing}
    return refused


switches.GUARDS["references_within_reach"] = references_within_reach
