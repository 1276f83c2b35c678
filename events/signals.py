"""Occurrences follow their page: written when it is published, gone when it is withdrawn."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import init_new_page, page_published, page_unpublished

from cms.subsites import subsite_of
from contacts.models import Municipality, Organisation, OrganisationKind
from events.models import EventOccurrence, EventPage, EventState, TakesPlace


@receiver(page_published)
def write_occurrences(sender, instance, **kwargs) -> None:
    """A draft changes nothing; publishing a translation changes nothing either."""
    if isinstance(instance, TakesPlace):
        instance.write_occurrences()


@receiver(page_unpublished)
def remove_occurrences(sender, instance, **kwargs) -> None:
    """Deleting a page takes its occurrences along by itself (the foreign key cascades)."""
    if isinstance(instance, TakesPlace):
        EventOccurrence.objects.filter(page_id=instance.pk).delete()


@receiver(post_delete, sender=EventPage)
def delete_state(sender, instance, **kwargs) -> None:
    """A state goes with the last translation of its page."""
    key = instance.translation_key
    if not EventPage.objects.filter(translation_key=key).exists():
        EventState.objects.filter(event_key=key).delete()


@receiver(init_new_page)
def fill_in_new_event(sender, page, parent, **kwargs) -> None:
    """A new event below a local JANE takes place in its municipality and is organised by it."""
    if not isinstance(page, EventPage):
        return
    subsite = subsite_of(parent)
    if subsite is None:
        return
    page.municipality = Municipality.objects.filter(code=subsite.facts.municipality_code).first()
    page.organiser = Organisation.objects.filter(
        kind=OrganisationKind.LOCAL_JANE, municipality=page.municipality
    ).first()
