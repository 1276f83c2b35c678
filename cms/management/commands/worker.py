"""The worker beside the web process: queued tasks and periodic jobs (docs/worker.md)."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """`manage.py worker`, and `manage.py worker --once` for cron."""

    help = (
        "Run queued tasks and periodic jobs until SIGTERM or Ctrl-C; the running task is finished "
        "first. With --once run only what is due now and end. As many workers as you like may run; "
        "none does another's work, and a killed one's work is put back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Run what is due now, then end (for cron)."
        )

    def handle(self, *, once: bool, **options) -> None:
        # Here, so that the command's --help works without a database.
        from cms.worker.process import WorkerProcess

        worker = WorkerProcess()
        if once:
            worker.run_once()
        else:
            worker.run()
