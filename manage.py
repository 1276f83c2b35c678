#!/usr/bin/env python
"""Django's command line for Yhessä; the settings default to those of development."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # What is wrong with the settings is said in the message; where it was found helps nobody.
        sys.exit(str(error))


if __name__ == "__main__":
    main()
