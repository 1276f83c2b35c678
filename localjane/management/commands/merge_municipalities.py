"""manage.py merge_municipalities: several municipalities become one."""

import datetime as dt
from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cms.dates import helsinki_today
from contacts.models import Municipality
from localjane.moving.merging import Merging, merge


class Command(BaseCommand):
    help = (
        "Merge municipalities: contacts, organisations, events, news, projects and actions of "
        "those that end become those of the one that goes on. Of their local JANEs' sites one "
        "goes on; the others are archived and lead to it. All or nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "ending", nargs="+", metavar="FROM", help="one that ends: its code or Finnish name"
        )
        parser.add_argument("into", metavar="INTO", help="the one that goes on")
        parser.add_argument(
            "--on",
            type=dt.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day on which they have merged; without it today",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, **options) -> None:
        wanted = Merging(
            ending=tuple(_municipality(each) for each in dict.fromkeys(options["ending"])),
            into=_municipality(options["into"]),
            day=options["on"] or helsinki_today(),
        )
        try:
            changes = merge(wanted, dry_run=options["dry_run"])
        except ValidationError as error:
            raise CommandError("Nothing was changed. " + " ".join(error.messages)) from error
        for line in changes:
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("This was a dry run: nothing was changed.")


def _municipality(named: str) -> Municipality:
    found = Municipality.objects.named(named)
    if found is None:
        raise CommandError(f"There is no municipality “{named}”. Give its code or Finnish name.")
    return found
