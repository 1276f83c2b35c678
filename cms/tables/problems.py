"""What is wrong with a table, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `line` counts from 1, the header; None: the file as a whole."""

    reason: str
    line: int | None = None
    column: str = ""

    def __str__(self) -> str:
        words = {"line": self.line, "column": self.column, "reason": self.reason}
        if self.line is None:
            return self.reason
        if not self.column:
            return _("Line %(line)s: %(reason)s") % words
        return _("Line %(line)s, column %(column)s: %(reason)s") % words


class TableError(Exception):
    """A table cannot be read or written. `problems` says why."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


def refusal(reason: str, line: int | None = None, column: str = "") -> TableError:
    """A refusal for one reason."""
    return TableError([Problem(reason, line, column)])
