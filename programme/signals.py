"""What hangs on programmes' pages and states."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cms import generations
from programme.models import (
    ActionPage,
    ActionState,
    AdoptionStep,
    Continuation,
    ProgrammePage,
    ProgrammeState,
)

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
