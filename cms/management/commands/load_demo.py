"""manage.py load_demo: the demonstration content."""

from django.core.management.base import BaseCommand, CommandError

from cms.demo import loading
from cms.demo.registry import DemoError


class Command(BaseCommand):
    help = (
        "Load the demonstration content: sample pages, people, pictures and documents. "
        "Safe to run twice: it adds what is missing and leaves everything else alone. "
        "Wagtail's welcome page is replaced; nothing that you have made is touched."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--scale",
            type=int,
            default=1,
            metavar="N",
            help="N times as many local JANEs with their content, for measuring (1: the five).",
        )
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing if the site has pages already",
        )

    def handle(self, *, scale: int, if_empty: bool, verbosity: int, **options) -> None:
        if scale < 1:
            raise CommandError("--scale must be 1 or more.")
        if if_empty and not loading.site_is_empty():
            if verbosity:
                self.stdout.write("The site has pages already: no demonstration content loaded.")
            return
        say = self.stdout.write if verbosity else lambda line: None
        try:
            seconds = loading.load(scale=scale, say=say)
        except DemoError as error:
            raise CommandError(str(error)) from error
        say(f"Demonstration content is loaded ({seconds:.0f} s).")
