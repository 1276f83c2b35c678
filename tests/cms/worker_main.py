"""`manage.py worker` as the tests start it: with one more periodic job, and impatient with SQLite.

Environment: NOTES is the file that the job writes to.
"""

import datetime as dt
import os
import time

import django
from django.conf import settings
from django.core.management import call_command


def main() -> None:
    options = settings.DATABASES["default"].get("OPTIONS", {})
    if "timeout" in options:
        options["timeout"] = 0.3
    django.setup()

    from cms.worker.registry import periodic
    from tests.cms.worker_tasks import write_line

    notes = os.environ["NOTES"]

    @periodic(name="test-note", every=dt.timedelta(seconds=0.3))
    def note_the_time(run) -> None:
        write_line(notes, f"job begins {os.getpid()}")
        time.sleep(0.1)
        write_line(notes, f"job ends {os.getpid()}")

    call_command("worker")


if __name__ == "__main__":
    main()
