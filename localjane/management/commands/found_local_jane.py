"""manage.py found_local_jane: a local JANE's site with all that belongs to it."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cms.accents import Accent
from contacts.models import Municipality
from localjane.founding.founding import Plan, found
from localjane.founding.starting_pages import starting_pages
from localjane.models import LocalJanePage


class Command(BaseCommand):
    help = (
        "Found a local JANE's site: draft pages, groups and rights, collections of files, review, "
        "and the first publisher's invitation. Run again it makes what is missing, and leaves "
        "what people have changed as it is; it says both."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("municipality", help="its code or Finnish name: 167 or Joensuu")
        parser.add_argument("--name", help="the local JANE's name; needed the first time")
        parser.add_argument("--accent", choices=Accent.values, help="its colour; else pine")
        parser.add_argument("--publisher", default="", help="the first publisher's e-mail address")
        parser.add_argument(
            "--language", action="append", default=[], help="beside Finnish; may be repeated"
        )
        parser.add_argument("--host", default="", help="a host of its own, if it has one")
        parser.add_argument(
            "--page",
            action="append",
            choices=list(starting_pages()),
            help="a page to start with; may be repeated; without it all of them",
        )
        parser.add_argument("--no-pages", action="store_true", help="start with no pages")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, **options) -> None:
        municipality = _municipality(options["municipality"])
        chosen = [] if options["no_pages"] else options["page"] or list(starting_pages())
        present = LocalJanePage.objects.filter(municipality=municipality).order_by("path").first()
        if present is None and not options["name"]:
            raise CommandError(f"Give the new local JANE a name: --name “{municipality} JANE”.")
        plan = Plan(
            municipality=municipality,
            # What is not said of a site that is there already is as it is.
            name=options["name"] or present.title,
            accent=options["accent"] or (present.accent if present else Accent.PINE),
            publisher_email=options["publisher"],
            languages=tuple(options["language"]),
            host=options["host"],
            starting_pages=tuple(chosen),
        )
        try:
            founding = found(plan, dry_run=options["dry_run"])
        except ValidationError as error:
            raise CommandError("Nothing was made. " + " ".join(error.messages)) from error
        done = "Would make" if options["dry_run"] else "Made"
        for line in founding.made:
            self.stdout.write(f"{done}: {line}")
        for line in founding.kept:
            self.stdout.write(f"Differs: {line}")
        if not founding.made:
            self.stdout.write(f"{founding.page.title}: nothing is missing.")


def _municipality(named: str) -> Municipality:
    found_one = Municipality.objects.named(named)
    if found_one is None:
        raise CommandError(f"There is no municipality “{named}”. Give its code or Finnish name.")
    return found_one
