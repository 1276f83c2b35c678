"""What of local JANEs waits for their volunteers, and for staff (cms/editor_tasks.py)."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images import get_image_model
from wagtail.models import Page

from cms import sharing
from cms.dates import format_date, helsinki_today
from cms.editor_tasks import EditorTask, for_editors, for_staff
from cms.models import BasePage
from cms.subsites import all_subsites
from contacts.models import Contact, ContactSuggestion
from localjane.activity import deserted_keys
from localjane.models import Invitation, LocalJanePage, LocalJaneSpace, Role


@for_editors("vacant-roles")
def vacant_roles(user, subsites: Sequence[Page]) -> Iterator[EditorTask]:
    """Roles of her municipality that nobody holds: readers find nobody to ask."""
    by_municipality = {page.municipality_id: page for page in subsites}
    roles = Contact.objects.filter(municipality__in=by_municipality).vacant(helsinki_today())
    # Somebody has told of these already.
    roles = roles.exclude(pk__in=ContactSuggestion.objects.waiting().values("contact"))
    for contact in roles.prefetch_related(None).select_related(None):
        subsite = by_municipality[contact.municipality_id]
        yield EditorTask(
            text=_("Nobody holds the role “%(role)s”.") % {"role": contact.shown_title},
            note=_("Propose to the province's staff who holds it now."),
            url=reverse("suggest_contact", args=[contact.pk]) + "#id_holder_first_name",
            weight=20,
            subsite_key=subsite.translation_key,
        )


@for_editors("pictures-without-words")
def pictures_without_words(user, subsites: Sequence[Page]) -> Iterator[EditorTask]:
    """Pictures in her collections that a screen reader cannot tell of."""
    keys = [page.translation_key for page in subsites]
    spaces = LocalJaneSpace.objects.filter(local_jane__in=keys)
    pictures = (
        get_image_model()
        .objects.filter(
            Q(collection__in=spaces.values("collection"))
            | Q(collection__in=spaces.values("private_collection")),
            description="",
            is_decorative=False,
        )
        .annotate(
            local_jane=Subquery(
                spaces.filter(
                    Q(collection=OuterRef("collection"))
                    | Q(private_collection=OuterRef("collection"))
                ).values("local_jane")[:1]
            )
        )
    )
    for picture in pictures.order_by("pk"):
        yield EditorTask(
            text=_("The picture “%(title)s” has no text alternative.") % {"title": picture.title},
            note=_("Say what it shows, for those who cannot see it."),
            url=reverse("wagtailimages:edit", args=[picture.pk]) + "#id_description",
            weight=20,
            since=picture.created_at,
            subsite_key=picture.local_jane,
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
        .values_list("pk", "title", "review_date", "path")
        for model in apps.get_models()
        if issubclass(model, BasePage)
    ]
    first, *others = due
    for pk, title, day, path in first.union(*others, all=True):
        yield EditorTask(
            text=_("Check that the page “%(title)s” is still true.") % {"title": title},
            note=_("It was to be checked on %(day)s. Then choose a new day.")
            % {"day": format_date(day)},
            url=reverse("wagtailadmin_pages:edit", args=[pk]) + "#id_review_date",
            weight=10,
            since=dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC),
            subsite_key=next(s.translation_key for s in subsites if path.startswith(s.path)),
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


@for_staff("without-publisher", heading=gettext_lazy("Local JANEs without a publisher"))
def without_publisher(user) -> Iterator[EditorTask]:
    """Sites that nobody can publish on: no active account is among their publishers."""
    looked_after = Group.objects.filter(role_group__role=Role.PUBLISHER, user__is_active=True)
    pages = LocalJanePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    keys = looked_after.values("role_group__local_jane")
    for page in pages.exclude(translation_key__in=keys):
        if page.archived is None:
            yield EditorTask(
                text=page.title,
                note=_("Invite somebody to publish its pages."),
                url=reverse("local_jane_people", args=[page.pk]),
                weight=30,
                subsite_key=page.translation_key,
            )


@for_staff("deserted", heading=gettext_lazy("Local JANEs where nobody has been for a year"))
def deserted(user) -> Iterator[EditorTask]:
    """Sites whose people are there, but have none of them logged in for twelve months."""
    pages = LocalJanePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    for page in pages.filter(translation_key__in=deserted_keys()):
        if page.archived is None:
            yield EditorTask(
                text=page.title,
                note=_("None of its people has logged in for a year. Ask whether they go on."),
                url=reverse("local_jane_people", args=[page.pk]),
                weight=20,
                subsite_key=page.translation_key,
            )


@for_staff("old-invitations", heading=gettext_lazy("Invitations not taken up"))
def old_invitations(user) -> Iterator[EditorTask]:
    """Invitations whose link has grown old: send them again, or withdraw them."""
    pages = {p.translation_key: p for p in all_subsites() if p.facts.pk == p.pk}
    late = Invitation.objects.filter(
        accepted_at=None, withdrawn_at=None, expires__lte=timezone.now()
    )
    for invitation in late.order_by("expires"):
        if page := pages.get(invitation.local_jane):
            yield EditorTask(
                text=invitation.email,
                note=page.title,
                url=reverse("local_jane_people", args=[page.pk]),
                since=invitation.created,
                subsite_key=invitation.local_jane,
            )
