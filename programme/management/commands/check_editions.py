"""Compute every edition's digest again: whether its words are those that were adopted."""

from django.core.management.base import BaseCommand, CommandError

from programme.editions.snapshot import digest_of
from programme.models import Edition


class Command(BaseCommand):
    help = "Check that no edition of a programme has changed since it was made."

    def handle(self, *args, **options) -> None:
        """Names every edition that has changed. Raises CommandError if there is one."""
        changed = []
        for edition in Edition.objects.order_by("programme_key", "number").iterator(chunk_size=1):
            if digest_of(edition.content) != edition.digest:
                changed.append(f"{edition.programme_key}: edition {edition.number}")
        if changed:
            raise CommandError("These editions have changed:\n" + "\n".join(changed))
        self.stdout.write("No edition has changed.")
