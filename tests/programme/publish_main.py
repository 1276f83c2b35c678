"""Publishes an edition in a process of its own, which may be told to halt before the last page.

Takes the edition's id; with HALT_FILE in the environment it writes that file before the last page
and then stands still until it is killed.
"""

import os
import sys
import time
from pathlib import Path

import django

django.setup()

from programme.editions import publishing as editions  # noqa: E402
from programme.models import Edition  # noqa: E402


def halt_before_last(edition: Edition, file: Path) -> None:
    """Let publishing stand still when one page is left."""
    publish_page = editions._publish_page
    left = len(edition.revisions)

    def publish(*args) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            file.write_text("halted")
            time.sleep(600)
        # Slow enough for a reader to look many times.
        time.sleep(0.02)
        publish_page(*args)

    editions._publish_page = publish


def main() -> None:
    edition = Edition.objects.get(pk=sys.argv[1])
    if file := os.environ.get("HALT_FILE"):
        halt_before_last(edition, Path(file))
    editions.publish(edition)


if __name__ == "__main__":
    main()
