"""What of local JANEs waits for staff (cms/editor_tasks.py)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms import sharing
from cms.editor_tasks import EditorTask, for_staff
from cms.subsites import all_subsites


@for_staff("offers", heading=_("Offered to the province"))
def offers(user) -> Iterator[EditorTask]:
    """Pages of local JANEs that wait for staff to accept or decline them, the oldest first."""
    archived = {page.pk for page in sharing.archived_subsites()}
    subsites = [page for page in all_subsites() if page.pk not in archived]
    for offer in sharing.waiting_offers():
        subsite = next((s for s in subsites if offer.url_path.startswith(s.url_path)), None)
        if subsite is None:
            continue
        yield EditorTask(
            text=offer.title,
            url=reverse("offer_decision", args=[offer.page_pk]),
            since=offer.offered_at,
            note=subsite.title,
            subsite_key=subsite.translation_key,
            kind="offers",
        )
