"""What hangs on programmes' pages and states."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal, receiver

from cms import generations
from programme import books
from programme.models import (
    ActionPage,
    ActionState,
    AdoptionStep,
    Book,
    Continuation,
    ProgrammePage,
    ProgrammeState,
)

# Sent in the transaction that publishes an edition: edition_published.send(Edition, edition=…)
edition_published = Signal()

STATE_OF = {ProgrammePage: ProgrammeState, ActionPage: ActionState}


@receiver(post_delete, sender=ProgrammePage)
@receiver(post_delete, sender=ActionPage)
def delete_state(sender, instance, **kwargs) -> None:
    """A state goes with the last translation of its page."""
    key = instance.translation_key
    if not sender.objects.filter(translation_key=key).exists():
        state = STATE_OF[sender]
        state.objects.filter(**{state.KEY: key}).delete()


@receiver(post_delete, sender=ProgrammePage)
def delete_continuations(sender, instance, **kwargs) -> None:
    """What became of whose parts goes with either programme's last translation."""
    key = instance.translation_key
    if not ProgrammePage.objects.filter(translation_key=key).exists():
        of_it = Q(old_programme_key=key) | Q(new_programme_key=key)
        Continuation.objects.filter(of_it).delete()


@receiver([post_save, post_delete], sender=ProgrammeState)
@receiver([post_save, post_delete], sender=AdoptionStep)
@receiver([post_save, post_delete], sender=ActionState)
def state_changed(sender, **kwargs) -> None:
    """States show on programmes' pages, on local JANEs' front pages and on the province's."""
    generations.touch(generations.ALL)


@receiver(edition_published)
def order_books(sender, edition, **kwargs) -> None:
    """An edition that is published is made into books."""
    books.order(edition)


@receiver(post_delete, sender=Book)
def delete_file(sender, instance, **kwargs) -> None:
    """A book's file goes with it."""
    if instance.file:
        transaction.on_commit(partial(default_storage.delete, instance.file))
