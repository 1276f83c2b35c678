"""What hangs on a local JANE's page, and on pages that are shared."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published

from cms.models import Listing
from events.models import EventPage
from localjane import roles
from localjane.models import LocalJanePage, LocalJaneSpace, LocalJaneState
from news.models import NewsPage


@receiver(post_delete, sender=LocalJanePage, dispatch_uid="localjane: page deleted")
def delete_state(instance: LocalJanePage, **kwargs) -> None:
    """A state goes with the last translation of its page."""
    key = instance.translation_key
    if not LocalJanePage.objects.filter(translation_key=key).exists():
        LocalJaneState.objects.filter(local_jane_key=key).delete()
        Listing.objects.filter(subsite_key=key).delete()


@receiver(post_delete, sender=EventPage, dispatch_uid="localjane: shared event deleted")
@receiver(post_delete, sender=NewsPage, dispatch_uid="localjane: shared news deleted")
def delete_listings(sender, instance, **kwargs) -> None:
    """Where a page is listed goes with its last translation."""
    key = instance.translation_key
    if not sender.objects.filter(translation_key=key).exists():
        Listing.objects.filter(page_key=key).delete()


@receiver(page_published, sender=LocalJanePage, dispatch_uid="localjane: name published")
def follow_name(instance: LocalJanePage, **kwargs) -> None:
    """Groups, collections and review are called what its people have renamed their local JANE."""
    if instance.facts.pk != instance.pk:
        return
    spaces = LocalJaneSpace.objects.filter(local_jane=instance.translation_key)
    named = spaces.filter(collection__isnull=False).exclude(collection__name=instance.title)
    if named.exists():
        roles.set_up_local_groups(instance)
