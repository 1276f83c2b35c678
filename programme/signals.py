"""What hangs on programmes' pages and states."""

from django.db.models import ProtectedError
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import pre_page_move

from cms import generations
from programme import bound
from programme.models import (
    ActionPage,
    ActionState,
    AdoptionStep,
    Edition,
    GoalPage,
    PriorityPage,
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


@receiver([post_save, post_delete], sender=ProgrammeState)
@receiver([post_save, post_delete], sender=AdoptionStep)
@receiver([post_save, post_delete], sender=ActionState)
def state_changed(sender, **kwargs) -> None:
    """States show on programmes' pages, on local JANEs' front pages and on the province's."""
    generations.touch(generations.ALL)


@receiver(pre_delete, sender=ProgrammePage)
@receiver(pre_delete, sender=PriorityPage)
@receiver(pre_delete, sender=GoalPage)
@receiver(pre_delete, sender=ActionPage)
def keep_adopted_part(sender, instance, **kwargs) -> None:
    """Raises BesideEditionsError rather than lose a part that an edition has."""
    if bound.is_bound(instance) and not bound.may_go(instance):
        raise bound.BesideEditionsError


@receiver(pre_page_move)
def keep_adopted_place(sender, instance, parent_page_after, **kwargs) -> None:
    """Raises BesideEditionsError rather than move an adopted part."""
    if issubclass(sender, (ProgrammePage, PriorityPage, GoalPage, ActionPage)):
        bound.refuse_move(instance, parent_page_after)


@receiver(pre_delete, sender=Revision)
def keep_waiting_revision(sender, instance, **kwargs) -> None:
    """Raises ProtectedError, as Wagtail's clearing away of old versions expects, for a version that
    waits to go live with an edition."""
    for edition in Edition.objects.waiting().only("pk", "number", "revisions"):
        if edition.revisions.get(instance.object_id) == instance.pk:
            raise ProtectedError(str(edition), {edition})
