"""Renaming a local JANE: its name and its address in each language (docs/founding.md).

Old addresses lead on: Wagtail makes redirects for the page and all published pages below it once
the new address is saved.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from accounts.models import User
from cms import generations, pending_revisions
from cms.languages import language_of, own_name
from contacts.models import Organisation
from localjane import roles
from localjane.models import LocalJanePage


@dataclass(frozen=True)
class Naming:
    """A page's name, and the last part of its address."""

    title: str
    slug: str


@dataclass
class Renaming:
    """A renaming under way: the Finnish page, what is wanted by language, what it has come to."""

    page: LocalJanePage
    names: Mapping[str, Naming]
    by: User | None = None
    changes: list[str] = field(default_factory=list)

    def note(self, what: str, old: str, new: str) -> None:
        """Say what was changed from what to what."""
        words = {"what": what, "old": old, "new": new}
        self.changes.append(_("%(what)s: %(old)s → %(new)s") % words)


def names_of(local_jane: LocalJanePage) -> dict[str, Naming]:
    """The present names of a local JANE by language, Finnish first."""
    return {
        language_of(page): Naming(page.title, page.slug) for page in _translations(local_jane.facts)
    }


def rename(
    local_jane: LocalJanePage,
    names: Mapping[str, Naming],
    *,
    by: User | None = None,
    dry_run: bool = False,
) -> list[str]:
    """Give a local JANE other names; gives each change in words, with `dry_run` changing nothing.

    `names` is by language; a language that it leaves out stays as it is. A draft follows where it
    says the same as the published page, and stays a draft. Raises ValidationError by
    `title_<language>` and `slug_<language>`.
    """
    with generations.writing():
        rows = LocalJanePage.objects.filter(translation_key=local_jane.translation_key)
        list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
        finnish = LocalJanePage.objects.get(pk=local_jane.facts.pk)
        renaming = Renaming(finnish, names, by)
        _rename_pages(renaming)
        _rename_what_belongs_to_it(renaming, finnish.title)
        if dry_run:
            transaction.set_rollback(True)
    return renaming.changes


def _translations(finnish: LocalJanePage) -> list[LocalJanePage]:
    others = finnish.get_translations().specific().order_by("locale__language_code")
    return [finnish, *others]


def _rename_pages(renaming: Renaming) -> None:
    wrong: dict[str, list] = {}
    for page in _translations(renaming.page):
        code = language_of(page)
        wanted = renaming.names.get(code)
        if wanted is None:
            continue
        try:
            _rename_page(renaming, LocalJanePage.objects.get(pk=page.pk), wanted)
        except ValidationError as error:
            for name, messages in error.update_error_dict({}).items():
                key = f"{name}_{code}" if name in ("title", "slug") else "__all__"
                wrong.setdefault(key, []).extend(messages)
    if wrong:
        raise ValidationError(wrong)


def _rename_page(renaming: Renaming, page: LocalJanePage, wanted: Naming) -> None:
    old = Naming(page.title, page.slug)
    title, slug = wanted.title.strip(), wanted.slug.strip()
    if not title or not slug:
        missing = [name for name, word in (("title", title), ("slug", slug)) if not word]
        raise ValidationError({name: _("This cannot be left empty.") for name in missing})
    if (title, slug) == (old.title, old.slug):
        return
    language = own_name(language_of(page))
    old_path = page.url_path
    if page.draft_title == old.title:
        page.draft_title = title
    page.title, page.slug = title, slug
    page.save(user=renaming.by, log_action="wagtail.rename")
    pending_revisions.rewrite(
        pending_revisions.of_page(page), lambda content: _follow(content, old, page)
    )
    if title != old.title:
        renaming.note(_("Name (%(language)s)") % {"language": language}, old.title, title)
    if page.draft_title != title:
        text = _("An unpublished draft keeps the name that it has: %(name)s.")
        renaming.changes.append(text % {"name": page.draft_title})
    if slug != old.slug:
        what = _("Address (%(language)s)") % {"language": language}
        renaming.note(what, _shown(old_path), _shown(page.url_path))
        if page.live:
            count = page.get_descendants().live().count()
            text = _(
                "The addresses of the pages below change too (published pages: %(count)d). "
                "The old addresses lead to the new ones."
            )
            renaming.changes.append(text % {"count": count})


def _shown(url_path: str) -> str:
    """The address of a page without that of the site's front page before it."""
    return "/" + url_path.strip("/").partition("/")[2] + "/"


def _follow(content: dict, old: Naming, page: Page) -> bool:
    """Rename a saved version where it says what the published page said."""
    before = (content.get("title"), content.get("slug"), content.get("draft_title"))
    if content.get("title") == old.title:
        content["title"] = page.title
    if content.get("slug") == old.slug:
        content["slug"] = page.slug
    if content.get("draft_title") == old.title:
        content["draft_title"] = page.title
    content["url_path"] = page.url_path
    return before != (content.get("title"), content.get("slug"), content.get("draft_title"))


def _rename_what_belongs_to_it(renaming: Renaming, old_title: str) -> None:
    """The organisation and the host's name, if they had the name; groups, collections, review."""
    page = LocalJanePage.objects.get(pk=renaming.page.pk)
    if page.title == old_title:
        return
    organisation = page.organisation
    if organisation is not None and organisation.name == old_title:
        organisation.name = page.title
        if Organisation.objects.filter(name=page.title).exclude(pk=organisation.pk).exists():
            text = _("There is already an organisation of this name.")
            raise ValidationError({f"title_{settings.LANGUAGE_CODE}": [text]})
        organisation.save()
        renaming.note(_("Organisation in the contacts"), old_title, page.title)
    Site.objects.filter(root_page=page, site_name=old_title).update(site_name=page.title)
    roles.set_up_local_groups(page)
    renaming.changes.append(
        _("The groups of its people, its collections of files and its review get the new name.")
    )
