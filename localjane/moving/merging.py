"""Merging municipalities: all that pointed to those that end points to the one that goes on.

One transaction (docs/founding.md). What points to a municipality is found by its relations, so a
model that is added later is taken along.
"""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail_localize.models import TranslationSource

from accounts.models import User
from cms import generations, pending_revisions
from cms.dates import format_date, helsinki_today
from contacts.models import Municipality, Organisation
from localjane.models import LocalJanePage
from localjane.moving import merging_sites
from localjane.moving.merging_indexes import index_again


@dataclass(frozen=True)
class Merging:
    """What is wanted: `ending` become part of `into` on a day, today or earlier."""

    ending: tuple[Municipality, ...]
    into: Municipality
    day: dt.date


@dataclass
class Merge:
    """A merge under way: the wanted, what is done with the sites, the changes in words."""

    wanted: Merging
    sites: merging_sites.Sites = field(default_factory=merging_sites.Sites)
    changes: list[str] = field(default_factory=list)


def merge(wanted: Merging, *, dry_run: bool = False) -> list[str]:
    """Merge municipalities; gives each change in words, with `dry_run` changing nothing.

    Raises ValidationError by `ending`, `into` or `day` for what cannot be. After that or any other
    failure nothing has changed.
    """
    with generations.writing():
        every = [municipality.pk for municipality in (*wanted.ending, wanted.into)]
        rows = Municipality.objects.select_for_update().filter(pk__in=every).order_by("pk")
        fresh = {municipality.pk: municipality for municipality in rows}
        ending = tuple(fresh[municipality.pk] for municipality in wanted.ending)
        going = Merge(Merging(ending, fresh[wanted.into.pk], wanted.day))
        _check(going)
        _choose_sites(going)
        _point_rows(going)
        _point_saved_versions(going)
        _end(going)
        _archive_sites(going)
        generations.touch(generations.ALL)
        if dry_run:
            transaction.set_rollback(True)
    return going.changes


def _check(going: Merge) -> None:
    wanted, wrong = going.wanted, {}
    if not wanted.ending:
        wrong["ending"] = _("Name at least one municipality that ends.")
    if wanted.into in wanted.ending:
        wrong["into"] = _("The municipality that goes on cannot end too.")
    for municipality in wanted.ending:
        if municipality.successor_id is not None:
            wrong["ending"] = _("%(name)s has ended already.") % {"name": municipality.name}
    if wanted.into.successor_id is not None:
        wrong["into"] = _("%(name)s has ended already.") % {"name": wanted.into.name}
    if wanted.day > helsinki_today():
        wrong["day"] = _("Do this on that day or later: it takes effect at once.")
    if wrong:
        raise ValidationError(wrong)


def _choose_sites(going: Merge) -> None:
    going.sites = merging_sites.choose(going.wanted.ending, going.wanted.into)


def foreign_keys() -> Iterable[models.ForeignKey]:
    """Every column that names a municipality, those of many-to-many relations among them."""
    for relation in Municipality._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and not relation.many_to_many:
            yield relation.field


def _point_rows(going: Merge) -> None:
    """Of every model but the sites that are archived: they keep telling what they were."""
    ending, into = going.wanted.ending, going.wanted.into
    for key in foreign_keys():
        rows = key.model._base_manager.filter(**{f"{key.name}__in": ending})
        rows = _without_archived_sites(going, rows)
        whose = key.model._meta.auto_created
        if whose:
            changed = _point_many_to_many(rows, key, into)
        else:
            changed = list(rows.values_list("pk", flat=True))
            rows.model._base_manager.filter(pk__in=changed).update(**{key.name: into})
        model = whose or key.model
        index_again(model, changed)
        if changed and model is not Municipality:
            words = {
                "what": capfirst(str(model._meta.verbose_name_plural)),
                "count": len(changed),
                "name": into.name,
            }
            going.changes.append(_("%(what)s → %(name)s: %(count)d") % words)


def _point_many_to_many(rows, key: models.ForeignKey, into: Municipality) -> list[int]:
    """The rows of a hidden table, without naming the same municipality twice; gives their owners'
    numbers.
    """
    [owner] = [
        each
        for each in key.model._meta.fields
        if isinstance(each, models.ForeignKey) and each.name != key.name
    ]
    name_it = set(
        key.model._base_manager.filter(**{key.name: into}).values_list(owner.attname, flat=True)
    )
    changed = []
    for row in rows.order_by("pk"):
        number = getattr(row, owner.attname)
        if number in name_it:
            row.delete()
        else:
            setattr(row, key.name, into)
            row.save(update_fields=[key.name])
            name_it.add(number)
        if number not in changed:
            changed.append(number)
    return changed


def _without_archived_sites(going: Merge, rows):
    archived = going.sites.archived
    if rows.model is LocalJanePage:
        return rows.exclude(translation_key__in=[page.translation_key for page in archived])
    if rows.model is Organisation:
        pages = LocalJanePage.objects.filter(
            translation_key__in=[page.translation_key for page in archived]
        )
        return rows.exclude(pk__in=pages.exclude(organisation=None).values("organisation"))
    return rows


def _point_saved_versions(going: Merge) -> None:
    """All saved versions of pages: any of them may be published again."""
    ending = {municipality.pk for municipality in going.wanted.ending}
    into = going.wanted.into.pk
    archived = LocalJanePage.objects.filter(
        translation_key__in=[page.translation_key for page in going.sites.archived]
    )
    kept_out = [str(pk) for pk in archived.values_list("pk", flat=True)]
    for model, names in _facts_of_pages().items():
        kind = ContentType.objects.get_for_model(model)
        revisions = Revision.page_revisions.filter(content_type=kind)

        def point(content: dict, names=names) -> bool:
            pointed = [_point_fact(content, name, ending, into) for name in names]
            return any(pointed)

        pending_revisions.rewrite(_in_batches(revisions.exclude(object_id__in=kept_out)), point)
        # What a translation was begun from: finishing it would copy the facts from there.
        sources = TranslationSource.objects.filter(specific_content_type=kind)
        sources = sources.exclude(
            object__translation_key__in=[page.translation_key for page in going.sites.archived]
        )
        for source in list(sources):
            content = json.loads(source.content_json)
            if point(content):
                text = json.dumps(content, cls=DjangoJSONEncoder)
                TranslationSource.objects.filter(pk=source.pk).update(content_json=text)


def _in_batches(revisions: models.QuerySet) -> Iterable[Revision]:
    """A site has thousands of versions: never all in memory, and no cursor open while writing."""
    keys = list(revisions.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), 200):
        yield from Revision.objects.filter(pk__in=keys[start : start + 200]).order_by("pk")


def _facts_of_pages() -> dict[type[Page], list[str]]:
    """The fields of page classes that name municipalities."""
    found: dict = {}
    for relation in Municipality._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete:
            continue
        model = relation.field.model
        if issubclass(model, Page):
            found.setdefault(model, []).append(relation.field.name)
    return found


def _point_fact(content: dict, name: str, ending: set[int], into: int) -> bool:
    value = content.get(name)
    if isinstance(value, list):
        pointed = list(dict.fromkeys(into if each in ending else each for each in value))
    else:
        pointed = into if value in ending else value
    content[name] = pointed
    return pointed != value


def _end(going: Merge) -> None:
    for municipality in going.wanted.ending:
        municipality.successor, municipality.ended_on = going.wanted.into, going.wanted.day
        municipality.save()
        words = {
            "name": municipality.name,
            "into": going.wanted.into.name,
            "day": format_date(going.wanted.day),
        }
        going.changes.append(
            _("%(name)s ends on %(day)s. Addresses that name it show this one: %(into)s.") % words
        )


def _archive_sites(going: Merge) -> None:
    into = going.wanted.into
    note = {}
    for code in ("fi", "sv"):
        with translation.override(code):
            text = _("The municipality is now part of another one: %(name)s.")
            note[code] = text % {"name": into.name}
    going.sites.carry_out(going.wanted.day, note)
    if going.sites.kept is not None and going.sites.is_moved:
        words = {"site": going.sites.kept.title, "name": into.name}
        going.changes.append(_("The site that goes on: %(site)s → %(name)s") % words)
    for page in going.sites.archived:
        keys = {"role_group__local_jane": page.translation_key}
        people = User.objects.filter(groups__in=Group.objects.filter(**keys))
        words = {
            "site": page.title,
            "kept": going.sites.kept.title,
            "count": people.distinct().count(),
        }
        going.changes.append(
            _(
                "The site %(site)s is archived and leads its readers to this one: %(kept)s. "
                "Its people (%(count)d) may read it but no longer edit. Those who carry on are "
                "invited to the site that goes on."
            )
            % words
        )
