"""`manage.py serve`: the whole site with one command; `make run` and `make dev` call it."""

import socket

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms import serve

DEMO_LOGINS = "demo-logins.txt"


class Command(BaseCommand):
    help = (
        "Brings the embedded site up to date (database, demonstration content if it is empty, "
        "static files) and serves it together with the worker until Ctrl-C."
    )
    # `migrate` runs the checks; a second start need not.
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--reload",
            action="store_true",
            help="for development: Django's own server, which starts anew when code changes",
        )
        parser.add_argument(
            "--host",
            default=settings.LISTEN,
            help="the address to listen on (default: %(default)s)",
        )
        parser.add_argument(
            "--port", type=int, default=settings.PORT, help="the port (default: %(default)s)"
        )

    def handle(self, *, reload: bool, host: str, port: int, **options) -> None:
        if not serve.port_is_free(host, port):
            raise CommandError(
                f"Port {port} is taken. Choose another: PORT={port + 100 if port < 65000 else 8100}"
                " make run"
            )
        try:
            serve.prepare(self._say, collect=not reload)
        except serve.Stopped as stopped:
            raise CommandError(
                "Stopped before all was ready; the next start goes on from there.",
                returncode=stopped.status,
            ) from None
        if reload:
            web = serve.manage_command("runserver", f"{host}:{port}", "--skip-checks")
        else:
            web = serve.gunicorn_command(host, port)
        processes = serve.Processes(
            web,
            [serve.manage_command("worker")],
            self._say,
            **({"state_of_code": serve.state_of_code} if reload else {}),
        )
        status = processes.run(ready=self._announce, is_up=lambda: self._answers(host, port))
        if status:
            raise CommandError("Stopped: the web server could not go on.", returncode=status)
        self._say("Stopped.")

    def _answers(self, host: str, port: int) -> bool:
        try:
            with socket.create_connection((host, port), timeout=0.2):
                return True
        except OSError:
            return False

    def _announce(self) -> None:
        self._say(f"\nThe site:   {settings.SITE_URL}/")
        self._say(f"The admin:  {settings.SITE_URL}/admin/")
        logins = settings.VAR_DIR / DEMO_LOGINS
        if logins.is_file():
            self._say(f"Logins of the demonstration, kept in {logins}:\n")
            self._say(logins.read_text().rstrip())
        self._say("\nCtrl-C stops everything.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
