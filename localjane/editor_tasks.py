"""What of local JANEs waits for their volunteers, and for staff (cms/editor_tasks.py)."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images import get_image_model
from wagtail.models import Page

from cms import sharing
from cms.dates import format_date, helsinki_today
from cms.editor_tasks import EditorTask, for_editors, for_staff
from cms.models import BasePage
from cms.subsites import all_subsites
from contacts.models import Contact
from localjane.models import LocalJaneSpace


@for_editors("vacant-roles")
def vacant_roles(user, subsites: Sequence[Page]) -> Iterator[EditorTask]:
    """Roles of her municipality that nobody holds: readers find nobody to ask."""
    by_municipality = {page.municipality_id: page for page in subsites}
    roles = Contact.objects.filter(municipality__in=by_municipality).vacant(helsinki_today())
    for contact in roles.prefetch_related(None).select_related(None):
        subsite = by_municipality[contact.municipality_id]
        yield EditorTask(
            text=_("Nobody holds the role “%(role)s”.") % {"role": contact.shown_title},
            note=_("Tell the province's staff who holds it now."),
            url=reverse("local_jane_contacts", args=[subsite.pk]),
            weight=20,
            subsite_key=subsite.translation_key,
        )


@for_editors("pictures-without-words")
def pictures_without_words(user, subsites: Sequence[Page]) -> Iterator[EditorTask]:
    """Pictures in her collections that a screen reader cannot tell of."""
    keys = [page.translation_key for page in subsites]
    spaces = LocalJaneSpace.objects.filter(local_jane__in=keys)
    pictures = get_image_model().objects.filter(
        Q(collection__in=spaces.values("collection"))
        | Q(collection__in=spaces.values("private_collection")),
        description="",
        is_decorative=False,
    )
    for picture in pictures.order_by("pk"):
        yield EditorTask(
            text=_("The picture “%(title)s” has no text alternative.") % {"title": picture.title},
            note=_("Say what it shows, for those who cannot see it."),
            url=reverse("wagtailimages:edit", args=[picture.pk]) + "#id_description",
            weight=20,
            since=picture.created_at,
        )


@for_editors("pages-to-check")
def pages_to_check(user, subsites: Sequence[Page]) -> Iterator[EditorTask]:
    """Her pages whose day of checking has come, of every page class in one query."""
    if not subsites:
        return
    below = Q()
    for page in subsites:
        below |= Q(path__startswith=page.path)
    due = [
        model.objects.filter(below, live=True, review_date__lte=helsinki_today())
        .order_by()
        .values_list("pk", "title", "review_date")
        for model in apps.get_models()
        if issubclass(model, BasePage)
    ]
    first, *others = due
    for pk, title, day in first.union(*others, all=True):
        yield EditorTask(
            text=_("Check that the page “%(title)s” is still true.") % {"title": title},
            note=_("It was to be checked on %(day)s. Then choose a new day.")
            % {"day": format_date(day)},
            url=reverse("wagtailadmin_pages:edit", args=[pk]) + "#id_review_date",
            weight=10,
            since=dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC),
        )


@for_staff("offers", heading=gettext_lazy("Offered to the province"))
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
