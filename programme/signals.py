"""What hangs on programmes' pages and states."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cms import generations
from cms.dates import helsinki_today
from programme.models import (
    ActionPage,
    ActionState,
    ActionStateChange,
    ActionStatus,
    AdoptionStep,
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
        if sender is ActionPage:
            ActionStateChange.objects.filter(action_key=key).delete()


@receiver(post_save, sender=ActionState)
def keep_change(sender, instance, **kwargs) -> None:
    """A status that is another than the last one known goes into the history.

    From the day that staff say, but never before the last change nor in the future, so that the
    last of the history is always what holds now.
    """
    last = ActionStateChange.objects.filter(action_key=instance.action_key).order_by("pk").last()
    if instance.status == (last.status if last else ActionStatus.NOT_STARTED):
        return
    today = helsinki_today()
    day = min(instance.updated_on or today, today)
    ActionStateChange.objects.create(
        action_key=instance.action_key,
        status=instance.status,
        on=max(day, last.on) if last else day,
    )


@receiver([post_save, post_delete], sender=ProgrammeState)
@receiver([post_save, post_delete], sender=AdoptionStep)
@receiver([post_save, post_delete], sender=ActionState)
def state_changed(sender, **kwargs) -> None:
    """States show on programmes' pages, on local JANEs' front pages and on the province's."""
    generations.touch(generations.ALL)
