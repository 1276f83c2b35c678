"""manage.py load_municipalities: a region and its municipalities from a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from contacts.region_file import NORTH_KARELIA, RegionFileError, load_region


class Command(BaseCommand):
    help = (
        "Load a region and its municipalities from a JSON file. Those that are known by their code "
        "are brought up to date, new ones are added; municipalities that are not in the file, "
        "organisations and contacts are left alone. Safe to run twice."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help=f"for example {NORTH_KARELIA.name}")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen and change nothing"
        )

    def handle(self, *, file: Path, dry_run: bool, verbosity: int, **options) -> None:
        try:
            outcome = load_region(file, dry_run=dry_run)
        except RegionFileError as error:
            raise CommandError(f"{file}: {error} Nothing was changed.") from error
        if not verbosity:
            return
        for label, names in (("Added", outcome.added), ("Changed", outcome.changed)):
            if names:
                self.stdout.write(f"{label}: {', '.join(names)}.")
        self.stdout.write(f"As in the file already: {len(outcome.unchanged)}.")
        if dry_run:
            self.stdout.write("This was a dry run: nothing was changed.")
