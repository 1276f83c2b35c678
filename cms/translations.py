"""How wagtail-localize behaves here."""

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail_localize.models import Translation

# Languages whose pages are written anew, not translated string by string.
REWRITTEN_LANGUAGES = frozenset({"fi-simple"})


@receiver(pre_save, sender=Translation, dispatch_uid="translations: rewritten languages")
def open_in_ordinary_editor(sender, instance: Translation, **kwargs) -> None:
    """Plain Finnish wants its own text and structure, so its pages open in the ordinary editor."""
    if instance.target_locale.language_code in REWRITTEN_LANGUAGES:
        instance.enabled = False
