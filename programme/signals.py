"""What hangs on programmes' pages and states."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import pre_page_move

from cms import generations
from cms.dates import helsinki_today
from programme.books import making as books
from programme.editions import bound
from programme.editions.publishing import edition_published
from programme.models import (
    ActionPage,
    ActionState,
    ActionStateChange,
    ActionStatus,
    AdoptionStep,
    Book,
    Continuation,
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
