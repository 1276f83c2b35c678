"""Founding a local JANE: all that its site needs, in one transaction (docs/founding.md).

`found` may be run again for the same municipality: it makes what is missing and leaves what people
have changed as it is, and says both.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    WorkflowPage,
)

from accounts.models import User
from cms import generations
from cms.accents import Accent
from cms.languages import own_name
from contacts.models import Municipality, Organisation, OrganisationKind
from localjane import roles
from localjane.founding.starting_pages import introduction, starting_pages
from localjane.models import Invitation, LocalJaneIndexPage, LocalJanePage, LocalJaneSpace, Role
from localjane.moving import site_hosts
from localjane.people import invitations

FINNISH = settings.LANGUAGE_CODE


@dataclass(frozen=True)
class Plan:
    """What is wanted. `languages` are those beside Finnish; "" and () mean none."""

    municipality: Municipality
    name: str
    accent: str = Accent.PINE
    publisher_email: str = ""
    languages: tuple[str, ...] = ()
    host: str = ""
    starting_pages: tuple[str, ...] = ()


@dataclass
class Founding:
    """A founding under way, and what has come of it: the page, what was made, what differs."""

    plan: Plan
    by: User | None = None
    page: LocalJanePage | None = None
    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def compare(self, what: str, wanted: str, found: str) -> None:
        """Note that something is not as it is wanted; people's change of it stands."""
        if wanted != found:
            words = {"what": what, "wanted": wanted, "found": found or "–"}
            self.kept.append(_("%(what)s: wanted %(wanted)s, is %(found)s; kept.") % words)


def found(plan: Plan, *, by: User | None = None, dry_run: bool = False) -> Founding:
    """Make a local JANE's site, or what is missing of it; with `dry_run` only say what would be.

    Raises ValidationError by the field of the plan that is in the way. After that or any other
    failure nothing of it is left.
    """
    with generations.writing():
        # Of two who found the same one at once, the second sees what the first has made.
        Municipality.objects.select_for_update().get(pk=plan.municipality.pk)
        founding = Founding(plan, by)
        _check(plan)
        _make_front_page(founding)
        _make_organisation(founding)
        _make_starting_pages(founding)
        _make_translations(founding)
        _give_rights(founding)
        _give_host(founding)
        _invite_first_publisher(founding)
        if dry_run:
            transaction.set_rollback(True)
    return founding


def translatable_languages() -> list[str]:
    """The languages beside Finnish that a site can have: those of the page of all local JANEs."""
    index = _index()
    if index is None:
        return []
    codes = index.get_translations().values_list("locale__language_code", flat=True)
    return list(codes.order_by("locale__language_code"))


def _index() -> LocalJaneIndexPage | None:
    finnish = LocalJaneIndexPage.objects.filter(locale__language_code=FINNISH)
    return finnish.order_by("path").first()


def _front_page_of(municipality: Municipality) -> LocalJanePage | None:
    pages = LocalJanePage.objects.filter(municipality=municipality)
    return pages.filter(locale__language_code=FINNISH).first()


def _check(plan: Plan) -> None:
    """What can be said before anything is made, all of it at once."""
    wrong = {}
    if not plan.name.strip():
        wrong["name"] = _("Give the local JANE a name.")
    if plan.accent not in Accent.values:
        wrong["accent"] = _("There is no colour “%(name)s”.") % {"name": plan.accent}
    for code in plan.languages:
        if code != FINNISH and code not in translatable_languages():
            wrong["languages"] = _(
                "The page of all local JANEs has no translation in this language yet: %(language)s."
            ) % {"language": code}
    for key in plan.starting_pages:
        if key not in starting_pages():
            wrong["starting_pages"] = _("There is no starting page “%(name)s”.") % {"name": key}
    known = _front_page_of(plan.municipality)
    if known is None and not Municipality.objects.in_use().filter(pk=plan.municipality.pk).exists():
        wrong["municipality"] = _("%(name)s has ended already.") % {"name": plan.municipality}
    _gather(wrong, "host", lambda: site_hosts.clean_host(plan.host, known))
    if plan.publisher_email:
        _gather(wrong, "publisher_email", lambda: validate_email(plan.publisher_email))
    if wrong:
        raise ValidationError(wrong)
    if _index() is None:
        raise ValidationError(
            _("Make the page of all local JANEs first; the new site is put below it.")
        )


def _gather(wrong: dict, name: str, check: Callable[[], object]) -> None:
    try:
        check()
    except ValidationError as error:
        wrong[name] = error.messages


def _make_front_page(founding: Founding) -> None:
    plan, known = founding.plan, _front_page_of(founding.plan.municipality)
    if known is not None:
        founding.page = known
        founding.compare(_("Name"), plan.name, known.title)
        founding.compare(
            _("Colour"), str(Accent(plan.accent).label), str(Accent(known.accent).label)
        )
        return
    index = _index()
    page = LocalJanePage(
        title=plan.name.strip(),
        slug=plan.municipality.slug,
        municipality=plan.municipality,
        accent=plan.accent,
        introduction=introduction(FINNISH),
        locale=index.locale,
        show_in_menus=False,
    )
    if index.get_children().filter(slug=page.slug).exists():
        text = _("Another page has the address “%(slug)s” already.")
        raise ValidationError({"municipality": text % {"slug": page.slug}})
    founding.page = _add_draft(founding, index, page)
    founding.made.append(_("Front page: %(title)s") % {"title": page.title})


def _add_draft(founding: Founding, parent: Page, page: Page) -> Page:
    """Put a page below another as an editor who saves a draft does."""
    # The tree's own columns may have changed since the parent was read.
    parent.refresh_from_db(fields=["path", "depth", "numchild", "url_path"])
    page.live, page.has_unpublished_changes, page.owner = False, True, founding.by
    parent.add_child(instance=page)
    page.save_revision(user=founding.by)
    return page


def _make_organisation(founding: Founding) -> None:
    page, plan = founding.page, founding.plan
    if page.organisation_id is not None:
        return
    of_the_kind = Organisation.objects.filter(
        municipality=plan.municipality, kind=OrganisationKind.LOCAL_JANE
    )
    organisation = of_the_kind.order_by("pk").first()
    if organisation is None:
        organisation = Organisation(
            name=plan.name.strip(),
            municipality=plan.municipality,
            kind=OrganisationKind.LOCAL_JANE,
        )
        try:
            organisation.full_clean()
        except ValidationError as error:
            raise ValidationError({"name": error.messages}) from error
        organisation.save()
        founding.made.append(_("Organisation: %(name)s") % {"name": organisation.name})
    if not page.live:
        # A published page's organisation is its people's to choose: a draft may be under way.
        draft = page.get_latest_revision_as_object()
        draft.organisation = organisation
        draft.save_revision(user=founding.by)
        LocalJanePage.objects.filter(pk=page.pk).update(organisation=organisation)
        page.organisation = organisation
    else:
        founding.compare(_("Organisation"), organisation.name, "")


def _make_starting_pages(founding: Founding) -> None:
    for key, starting in starting_pages().items():
        if key not in founding.plan.starting_pages:
            continue
        known = starting.present(founding.page)
        if known is None:
            _add_draft(founding, founding.page, starting.new(founding.page))
            founding.made.append(_("Page: %(title)s") % {"title": starting.title})
        else:
            founding.compare(_("Page"), starting.title, known.title)


def _make_translations(founding: Founding) -> None:
    """The front page in the other languages; its people translate the rest as they get to it."""
    for code in founding.plan.languages:
        locale = Locale.objects.filter(language_code=code).first()
        if code == FINNISH or founding.page.get_translations().filter(locale=locale).exists():
            continue
        source = LocalJanePage.objects.get(pk=founding.page.pk)
        translated = source.copy_for_translation(locale)
        translated.introduction = introduction(code)
        translated.save()
        translated.save_revision(user=founding.by)
        founding.made.append(
            _("Front page in another language: %(name)s") % {"name": own_name(code)}
        )


def _give_rights(founding: Founding) -> None:
    """Groups, rights for each language, collections and workflow; says what of them was missing."""
    before = _rights(founding)
    roles.set_up_local_groups(founding.page)
    after = _rights(founding)
    for what, rows in after.items():
        if rows - before.get(what, set()):
            founding.made.append(what)


def _rights(founding: Founding) -> dict[str, set]:
    key = founding.page.translation_key
    of_it = {"group__role_group__local_jane": key}
    pages = GroupPagePermission.objects.filter(**of_it).values_list("page", "permission", "group")
    files = GroupCollectionPermission.objects.filter(**of_it)
    space = LocalJaneSpace.objects.filter(local_jane=key).first()
    workflow = space.workflow_id if space else None
    reviewed = WorkflowPage.objects.filter(workflow=workflow).values_list("page", flat=True)
    return {
        _("Groups with their rights"): set(pages),
        _("Collections of files"): set(files.values_list("collection", "permission", "group")),
        _("Review of drafts"): set(reviewed) if workflow else set(),
    }


def _give_host(founding: Founding) -> None:
    host = site_hosts.clean_host(founding.plan.host, founding.page)
    if not host:
        return
    if present := site_hosts.host_of(founding.page):
        founding.compare(_("Host"), host, present)
        return
    site_hosts.give_host(founding.page, host)
    founding.made.append(_("Host: %(host)s") % {"host": host})


def _invite_first_publisher(founding: Founding) -> None:
    """Invite the first publisher, unless she is there or has been asked, whatever came of it."""
    email = founding.plan.publisher_email.strip().lower()
    if not email:
        return
    if roles.groups_of(founding.page).publishers.user_set.filter(email__iexact=email).exists():
        return
    asked = Invitation.objects.filter(local_jane=founding.page.translation_key, email__iexact=email)
    if not asked.exists():
        invitations.invite(founding.page, email, [Role.PUBLISHER], founding.by)
        founding.made.append(_("Invitation: %(email)s") % {"email": email})
