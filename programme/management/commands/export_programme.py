"""Write a programme's newest drafts to a spreadsheet."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.tables import TableError, TableFormat
from programme.management.named import named_programme
from programme.sheets.rows import write_sheet


class Command(BaseCommand):
    help = (
        "Write a programme with its priorities, goals, actions and measures, as their newest "
        "drafts say, to a file: XLSX or CSV by its ending. import_programme reads it back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("programme", help="the page's number or the end of its address")
        parser.add_argument("file", type=Path, help="ends with .xlsx or .csv")

    def handle(self, **options) -> None:
        programme = named_programme(options["programme"])
        path: Path = options["file"]
        try:
            table_format = TableFormat.of_name(path.name)
        except ValueError:
            raise CommandError("The file's name must end with .xlsx or .csv.") from None
        part = path.with_name(f"{path.name}.part")
        try:
            with part.open("wb") as file:
                write_sheet(programme, table_format, file)
            part.replace(path)
        except (TableError, OSError) as error:
            raise CommandError(str(error)) from error
        finally:
            part.unlink(missing_ok=True)
        self.stdout.write(f"{programme.title}: {path}")
