"""Keeps what is found of a role up to date with what hangs on it.

A role is found by its holders' names, its organisation's and its municipality's: when one of those
changes, the role's search entry is made anew.
"""

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from modelsearch.tasks import insert_or_update_object_task
from wagtail.tasks import update_reference_index_task

from contacts import suggestions
from contacts.models import Appointment, Contact, Municipality, Organisation, Person


def index_again(contacts: QuerySet) -> None:
    """Make the search entries of some roles anew."""
    for pk in contacts.order_by().values_list("pk", flat=True):
        insert_or_update_object_task.enqueue("contacts", "contact", str(pk))


@receiver([post_save, post_delete], sender=Appointment, dispatch_uid="contacts: term changed")
def index_role_of_term(instance: Appointment, raw: bool = False, **kwargs) -> None:
    """A term has been added, changed or taken away."""
    if not raw:
        index_again(Contact.objects.filter(pk=instance.contact_id))


@receiver(post_delete, sender=Appointment, dispatch_uid="contacts: term deleted")
def forget_person_of_term(instance: Appointment, **kwargs) -> None:
    """The role refers to one person less, who may then be deleted.

    Wagtail looks for references when the role is saved, and that is before its terms are deleted.
    """
    if Contact.objects.filter(pk=instance.contact_id).exists():
        update_reference_index_task.enqueue("contacts", "contact", str(instance.contact_id))


@receiver(post_save, sender=Person, dispatch_uid="contacts: person changed")
def index_roles_of_person(instance: Person, created: bool, raw: bool = False, **kwargs) -> None:
    """Somebody's name may have changed."""
    if not (raw or created):
        index_again(Contact.objects.filter(appointments__person=instance).distinct())


@receiver(post_save, sender=Organisation, dispatch_uid="contacts: organisation changed")
def index_roles_of_organisation(
    instance: Organisation, created: bool, raw: bool = False, **kwargs
) -> None:
    """An organisation's name may have changed."""
    if not (raw or created):
        index_again(Contact.objects.for_organisation(instance))


@receiver(post_save, sender=Municipality, dispatch_uid="contacts: municipality changed")
def index_roles_of_municipality(
    instance: Municipality, created: bool, raw: bool = False, **kwargs
) -> None:
    """A municipality's name may have changed."""
    if not (raw or created):
        index_again(Contact.objects.for_municipality(instance))


@receiver(post_delete, sender=Person, dispatch_uid="contacts: person deleted")
def forget_deleted_person(instance: Person, **kwargs) -> None:
    """What settled proposals say of somebody goes with the person."""
    suggestions.forget_person(instance)
