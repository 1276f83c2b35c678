"""Finding what a command's arguments name."""

from django.conf import settings
from django.core.management.base import CommandError

from programme.models import ProgrammePage


def named_programme(named: str) -> ProgrammePage:
    """The Finnish page of a programme by its number or slug. Raises CommandError."""
    finnish = ProgrammePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    by = {"pk": int(named)} if named.isdecimal() else {"slug": named}
    found = list(finnish.filter(**by)[:2])
    if len(found) != 1:
        there = ", ".join(f"{page.pk} ({page.slug})" for page in finnish.order_by("pk"))
        raise CommandError(f"There is no programme “{named}”. There are: {there or 'none'}.")
    return found[0]
