"""What hangs on a local JANE's page."""

from django.db.models.signals import post_delete
from django.dispatch import receiver

from localjane.models import LocalJanePage, LocalJaneState


@receiver(post_delete, sender=LocalJanePage, dispatch_uid="localjane: page deleted")
def delete_state(instance: LocalJanePage, **kwargs) -> None:
    """A state goes with the last translation of its page."""
    key = instance.translation_key
    if not LocalJanePage.objects.filter(translation_key=key).exists():
        LocalJaneState.objects.filter(local_jane_key=key).delete()
