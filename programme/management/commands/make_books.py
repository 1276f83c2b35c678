"""`manage.py make_books`: have the books of editions made anew, at once or by the worker."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from programme.books import making as books
from programme.models import BookState, Edition


class Command(BaseCommand):
    """Orders the books of published editions and makes them at once; `--queue` leaves that to the
    worker."""

    help = "Make the books (PDF) of published editions anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--edition", type=int, help="the id of one edition; else all published")
        parser.add_argument("--queue", action="store_true", help="let the worker make them")

    def handle(self, *args, edition: int | None, queue: bool, **options) -> None:
        editions = Edition.objects.published()
        if edition is not None:
            editions = editions.filter(pk=edition)
            if not editions:
                raise CommandError(f"No published edition has the id {edition}.")
        for each in editions:
            books.order(each)
            if not queue:
                self._make(each)

    def _make(self, edition: Edition) -> None:
        for language in edition.content["languages"]:
            try:
                books.make_books.call(edition.pk, language)
            except books.NotMadeError as error:
                self.stderr.write(str(error))
        made = edition.books.filter(state=BookState.MADE).count()
        self.stdout.write(f"Edition {edition.pk}: {made} of {edition.books.count()} files made.")
