"""Which change touches which generation (docs/caching.md, "What touches what").

Signals reach only what goes through `save()` and `delete()`: whoever uses `QuerySet.update()` or
`bulk_create()` on rows that readers see calls `generations.touch()` there.
"""

from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_migrate,
    post_save,
    pre_delete,
    pre_save,
)
from django.dispatch import receiver
from modelcluster.fields import ParentalKey
from wagtail.models import COMMENTS_RELATION_NAME, Page, ReferenceIndex, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.generations import ALL, PROVINCE, is_touched, key_of, touch
from cms.models import Generation
from cms.subsites import subsite_of

# What saving a draft or locking a page writes: readers see nothing of it.
EDITING_FIELDS = frozenset(
    {
        COMMENTS_RELATION_NAME,
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)

# Models of libraries whose rows decide what readers see, or where.
WATCHED_LIBRARY_MODELS = frozenset(
    {
        "wagtailcore.collection",
        "wagtailcore.collectionviewrestriction",
        "wagtailcore.locale",
        "wagtailcore.pageviewrestriction",
        "wagtailcore.site",
        "wagtailredirects.redirect",
    }
)


# --- Pages ----------------------------------------------------------------------------------------


def own_keys(page: Page) -> set[str]:
    """The keys of a page by its place alone: its subsite's and the province's, or `ALL`.

    The province lists what its subsites publish. A page of the province, and a subsite's front page
    (its name, colour and municipality are shown everywhere), may be seen on any site.
    """
    subsite = subsite_of(page)
    if subsite is None or subsite.pk == page.pk:
        return {ALL}
    return {key_of(subsite), PROVINCE}


def touch_page(page: Page, *, formerly_of: frozenset[str] = frozenset()) -> None:
    """Touch every site that shows something of a page: its own, and those that list or link it.

    :param formerly_of: codes of the municipalities that the page named before the change.
    """
    keys = {ALL} if is_touched(ALL) else own_keys(page)
    if ALL not in keys:
        subsite = subsite_of(page)
        # Another municipality's subsite lists it too.
        named = formerly_of | municipality_codes(getattr(page, "facts", page))
        keys |= {ALL} if named - {subsite.municipality_code} else keys_of_referrers(page)
    touch(*keys)


def municipality_codes(page: Page) -> frozenset[str]:
    """The codes of the municipalities that a page names as those that it concerns."""
    names = {field.name for field in page._meta.get_fields()}
    found = set()
    if "municipality" in names and page.municipality is not None:
        found.add(page.municipality.code)
    if "municipalities" in names:
        found.update(municipality.code for municipality in page.municipalities.all())
    return frozenset(found)


def keys_of_referrers(page: Page) -> set[str]:
    """The keys of all sites with something that links to a page or has chosen it."""
    references = ReferenceIndex.get_references_to(page)
    kinds = set(references.values_list("base_content_type", "object_id"))
    page_type = ContentType.objects.get_for_model(Page).pk
    if any(kind != page_type for kind, _pk in kinds):
        # A snippet may stand anywhere.
        return {ALL}
    referrers = Page.objects.filter(pk__in=[pk for _kind, pk in kinds], live=True)
    return {key for referrer in referrers for key in own_keys(referrer)}


def _is_editing_only(update_fields) -> bool:
    return update_fields is not None and EDITING_FIELDS.issuperset(update_fields)


@receiver(pre_save, dispatch_uid="generations: what a page was")
def remember_what_it_was(sender, instance, update_fields=None, **kwargs) -> None:
    """Keep what readers could see of a page before this save, for `touch_saved_page`."""
    if not isinstance(instance, Page) or _is_editing_only(update_fields) or is_touched(ALL):
        return
    before = None if instance._state.adding else sender._base_manager.filter(pk=instance.pk).first()
    instance._was = before and {
        "live": before.live,
        "url_path": before.url_path,
        "municipality_codes": municipality_codes(before),
    }


@receiver(post_save, dispatch_uid="generations: page saved")
def touch_saved_page(sender, instance, update_fields=None, **kwargs) -> None:
    if not isinstance(instance, Page) or _is_editing_only(update_fields):
        return
    was = instance.__dict__.pop("_was", None)
    moved = was is None or was["url_path"] != instance.url_path
    if moved:
        # Wagtail forgets the roots before the commit: a reader may still put the old ones back.
        transaction.on_commit(Site.clear_site_root_paths_cache)
    if was and was["live"] and (moved or not instance.live):
        # Links to it stand who knows where.
        touch(ALL)
    elif instance.live:
        touch_page(instance, formerly_of=was["municipality_codes"] if was else frozenset())


@receiver(page_published, dispatch_uid="generations: page published")
def touch_published_page(sender, instance, **kwargs) -> None:
    # Its inline children and relations are written after the page itself was saved.
    touch_page(instance)


@receiver(page_unpublished, dispatch_uid="generations: page unpublished")
@receiver(post_page_move, dispatch_uid="generations: page moved")
@receiver(page_slug_changed, dispatch_uid="generations: page renamed")
def touch_all_for_page(sender, instance, **kwargs) -> None:
    touch(ALL)


@receiver(pre_delete, dispatch_uid="generations: page deleted")
def touch_all_for_deleted_page(sender, instance, **kwargs) -> None:
    if isinstance(instance, Page):
        touch(ALL)


# --- Everything else ------------------------------------------------------------------------------


@cache
def _is_watched(model: type[models.Model]) -> bool:
    """Whether readers may see a model's rows: any of ours that the settings do not except."""
    # Models of migrations are not of any installed app, or stand in for one as it once was.
    if model.__module__ == "__fake__" or model._meta.app_label not in apps.app_configs:
        return False
    label = model._meta.label_lower
    ignored = {name.lower() for name in settings.GENERATIONS_IGNORED_MODELS}
    if label in ignored or model._meta.app_label in ignored:
        return False
    app = Path(apps.get_app_config(model._meta.app_label).path)
    return app.parent == settings.BASE_DIR or label in WATCHED_LIBRARY_MODELS


@cache
def _page_field(model: type[models.Model]) -> str | None:
    """The name of the field by which rows are a part of their page; None if they are not."""
    for field in model._meta.fields:
        if isinstance(field, ParentalKey) and issubclass(field.related_model, Page):
            return field.name
    return None


def _touch_row(row: models.Model) -> None:
    page_field = _page_field(type(row))
    if page_field is None:
        touch(ALL)
        return
    try:
        page = getattr(row, page_field)
    except Page.DoesNotExist:
        # It is going with its page.
        return
    if page.live:
        # Those who link or list the page are touched when it is saved, as it is with its children.
        touch(*own_keys(page))


@receiver(post_save, dispatch_uid="generations: row saved")
@receiver(post_delete, dispatch_uid="generations: row deleted")
def touch_for_row(sender, instance, **kwargs) -> None:
    if isinstance(instance, Page) or not _is_watched(sender):
        return
    _touch_row(instance)
    if isinstance(instance, Site):
        transaction.on_commit(Site.clear_site_root_paths_cache)


@receiver(m2m_changed, dispatch_uid="generations: rows linked")
def touch_for_links(sender, instance, action, **kwargs) -> None:
    owner = sender._meta.auto_created or sender
    if not action.startswith("post_") or not _is_watched(owner):
        return
    if not isinstance(instance, Page):
        touch(ALL)
    elif instance.live:
        touch_page(instance)


@receiver(post_migrate, dispatch_uid="generations: migrated")
def touch_all_after_migrating(sender, **kwargs) -> None:
    """A new version draws pages differently, and migrations change rows without a signal."""
    if sender.name == "cms" and Generation._meta.db_table in connection.introspection.table_names():
        touch(ALL)
