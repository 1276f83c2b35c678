"""Read a programme from a spreadsheet, as drafts."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from cms import generations
from cms.tables import TableError, read
from programme.management.named import named_programme
from programme.sheets.columns import COLUMN_NAMES
from programme.sheets.importing import import_rows
from programme.sheets.plan import SheetPlan, plan_import


class Command(BaseCommand):
    help = (
        "Read a spreadsheet (XLSX or CSV, as export_programme writes it) into a programme, as "
        "drafts: what is new, changed or in another place. All or nothing; parts that the file "
        "does not name stay as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--programme", required=True, help="the page's number or the end of its address"
        )
        parser.add_argument(
            "--user", required=True, metavar="EMAIL", help="in whose name the drafts are written"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, **options) -> None:
        programme = named_programme(options["programme"])
        user = User.objects.filter(email__iexact=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(f"There is no user {options['user']}.")
        try:
            with options["file"].open("rb") as file:
                rows = read(file, COLUMN_NAMES)
            if options["dry_run"]:
                plan = plan_import(programme, rows, user)
                if plan.problems:
                    raise TableError(plan.problems)
            else:
                with generations.writing():
                    plan = import_rows(programme, rows, user)
        except OSError as error:
            raise CommandError(str(error)) from error
        except TableError as error:
            raise CommandError(f"Nothing was imported.\n{error}") from error
        self._say(plan, is_dry=options["dry_run"])

    def _say(self, plan: SheetPlan, *, is_dry: bool) -> None:
        would = "Would be " if is_dry else ""
        for item in plan.added:
            self.stdout.write(f"{would}new: line {item.line}, {item.level} “{item.title}”")
        for item in plan.changed:
            self.stdout.write(f"{would}changed: line {item.line}, {item.level} “{item.title}”")
            for change in item.changes:
                self.stdout.write(f"  {change.column}: {change.before!r} → {change.after!r}")
        for item in plan.moved:
            self.stdout.write(f"{would}moved: line {item.line}, {item.level} “{item.title}”")
        for part in plan.missing:
            number = f"{part.number} " if part.number else ""
            self.stdout.write(f"Not in the file: {part.level} {number}“{part.title}”")
        if plan.is_empty:
            self.stdout.write("The file changes nothing.")
