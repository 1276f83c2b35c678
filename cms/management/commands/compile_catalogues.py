"""`manage.py compile_catalogues`: `.mo` files from `.po` files, without gettext."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms import catalogues


class Command(BaseCommand):
    help = (
        "Builds the .mo files below LOCALE_PATHS from their .po files; no gettext is needed. "
        "Only files that changed are written. With --check nothing is written: the command names "
        "stale .mo files, missing and fuzzy translations and placeholders that differ, and fails "
        "if there are any."
    )
    # Catalogues are wanted before anything else of the site works, its database included.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; fail if anything is wrong."
        )

    def handle(self, *args, check: bool = False, **options):
        problems = catalogues.problems()
        if check:
            problems = [
                *(
                    catalogues.Problem(path, "", "stale: run `manage.py compile_catalogues`")
                    for path in catalogues.stale()
                ),
                *problems,
            ]
        else:
            for path in catalogues.compile_all():
                self.stdout.write(f"{shown(path)}: written")
        for problem in problems:
            self.stderr.write(str(problem).replace(str(problem.path), shown(problem.path), 1))
        if check and problems:
            raise CommandError(f"{len(problems)} problem(s) in the catalogues.")
        if check:
            self.stdout.write("The catalogues are complete and compiled.")


def shown(path: Path) -> str:
    """The path as one would type it from the project's folder."""
    return str(path.relative_to(settings.BASE_DIR) if settings.BASE_DIR in path.parents else path)
