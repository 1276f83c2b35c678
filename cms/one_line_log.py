"""How a log line looks: one event, one line."""

import logging


class OneLineFormatter(logging.Formatter):
    """Joins a message and its traceback into one line, so that grep and tail see whole events."""

    def format(self, record: logging.LogRecord) -> str:
        return " | ".join(filter(None, map(str.rstrip, super().format(record).splitlines())))
