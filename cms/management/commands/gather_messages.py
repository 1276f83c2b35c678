"""`manage.py gather_messages`: the strings of code and templates into `locale/site`."""

import os
import shutil
import tempfile
from contextlib import chdir
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.commands import makemessages
from django.test.utils import override_settings

from cms.catalogues import COMPLETE_LANGUAGES, OWN_STRINGS

# Folders of the repository that hold no string for a reader or an editor.
WITHOUT_STRINGS = [".venv", "var", "tests", "deploy", "docs", "locale", "node_modules"]
NEEDED_PROGRAMS = ("xgettext", "msgmerge", "msguniq", "msgattrib")


class Command(BaseCommand):
    help = (
        "Gathers the translatable strings of our code and templates into locale/site, keeping "
        "what is translated already and dropping what is no longer used. With --check nothing is "
        "written: the command names strings that the catalogues lack or no longer need, and fails "
        "if there are any. Needs gettext's programs."
    )
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; fail if stale.")

    def handle(self, *, check: bool, **options) -> None:
        missing = [name for name in NEEDED_PROGRAMS if not shutil.which(name)]
        if missing:
            raise CommandError(f"gettext is not installed ({', '.join(missing)} not found).")
        present = next(Path(p) for p in settings.LOCALE_PATHS if Path(p).name == OWN_STRINGS)
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(folder)
            if present.exists():
                shutil.copytree(present, fresh, dirs_exist_ok=True)
            gather(fresh)
            if check:
                self._compare(present, fresh)
            else:
                self._keep(present, fresh)

    def _compare(self, present: Path, fresh: Path) -> None:
        wrong = 0
        for path in sorted(fresh.glob("*/LC_MESSAGES/*.po")):
            known, used = msgids(present / path.relative_to(fresh)), msgids(path)
            name = path.relative_to(fresh)
            for word, texts in (("lacks", used - known), ("no longer needs", known - used)):
                for _context, text in sorted(texts, key=lambda key: key[1]):
                    self.stderr.write(f"{name} {word} {text!r}")
                wrong += len(texts)
        if wrong:
            raise CommandError(f"{wrong} stale string(s): run `make messages`, then translate.")
        self.stdout.write("The catalogues hold exactly the strings that are used.")

    def _keep(self, present: Path, fresh: Path) -> None:
        for path in sorted(fresh.glob("*/LC_MESSAGES/*.po")):
            target = present / path.relative_to(fresh)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            catalogue = polib.pofile(str(target))
            self.stdout.write(
                f"{target.relative_to(settings.BASE_DIR)}: {len(catalogue)} strings, "
                f"{len(catalogue.untranslated_entries())} to translate"
            )


class MakeMessagesInOneFolder(makemessages.Command):
    """Django's command, which by itself prefers a folder named `locale` where it runs."""

    def find_files(self, root: str) -> list[makemessages.TranslatableFile]:
        files = super().find_files(root)
        for file in files:
            file.locale_dir = self.default_locale_path
        return files


def gather(folder: Path) -> None:
    """Write catalogues of all strings below `folder`, on top of those that are there.

    Django takes a folder of catalogues from the settings and the sources from where it runs.
    """
    with override_settings(LOCALE_PATHS=[str(folder)]), chdir(settings.BASE_DIR):
        for domain, extensions in (("django", ["html", "txt", "py"]), ("djangojs", ["js"])):
            if domain == "djangojs" and not list(folder.glob("*/LC_MESSAGES/djangojs.po")):
                continue
            call_command(
                MakeMessagesInOneFolder(),
                locale=list(COMPLETE_LANGUAGES),
                domain=domain,
                extensions=extensions,
                ignore_patterns=[f"{name}{os.sep}*" for name in WITHOUT_STRINGS],
                no_location=True,
                no_obsolete=True,
                no_wrap=True,
                verbosity=0,
            )


def msgids(path: Path) -> set[tuple[str | None, str]]:
    """Contexts and msgids of a catalogue; empty if there is none."""
    if not path.exists():
        return set()
    return {(e.msgctxt, e.msgid) for e in polib.pofile(str(path)) if not e.obsolete}
