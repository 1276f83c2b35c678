"""Cells as a file has them, before anybody knows which column they are in."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.tables.limits import Limits
from cms.tables.problems import TableError, refusal


@dataclass(frozen=True)
class Unfit:
    """A cell that is no text, and why, in a sentence."""

    reason: str


@dataclass
class RawRow:
    """A row that is not empty: its line from 1 on, its cells by their place from 0 on."""

    line: int
    cells: dict[int, str | Unfit] = field(default_factory=dict)


def formula() -> Unfit:
    """A cell with a formula."""
    return Unfit(_("Here is a formula. Put in its value, as text or a number."))


def too_many_rows(limits: Limits) -> TableError:
    """The refusal of a file with more rows than are read."""
    return refusal(_("The file has more than %(limit)s rows.") % {"limit": limits.rows})


def too_many_columns(limits: Limits) -> TableError:
    """The refusal of a file with more columns than are read."""
    return refusal(_("The file has more than %(limit)s columns.") % {"limit": limits.columns})


def too_much_text(limits: Limits) -> TableError:
    """The refusal of a file with more text than is read."""
    limit = f"{limits.characters:_}".replace("_", "\u00a0")
    return refusal(_("The file has more than %(limit)s characters of text.") % {"limit": limit})
