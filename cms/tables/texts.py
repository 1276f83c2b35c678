"""A text in a cell: what it may hold, and how it is kept from becoming a formula.

CSV has no types, so a spreadsheet program takes a cell that begins with = + - @ for a formula.
There an apostrophe goes before such a text, and before one that has apostrophes before such a
beginning: so reading takes away exactly what writing has added. A negative number stays as it is.

In XLSX the cell says that it is text. But XML turns CR into LF, and Excel takes _x000D_ for a
character's number: both are written as Excel writes them.
"""

import re

from django.utils.translation import gettext as _

from cms.tables.limits import CELL_CHARACTERS

# Beginnings of formulas, their wide forms and what programs skip before them.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"'*-\d+([.,]\d+)?\Z")
# What XML cannot hold.
_UNFIT = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# An underscore that would begin such a code; two codes may share one, and CR's begins with one.
_LIKE_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}[_\r])")


def unfit(text: str) -> str:
    """Why a cell cannot hold a text, as a sentence; "" if it can."""
    if len(to_xlsx(text)) > CELL_CHARACTERS:
        return _("The text has more than %(limit)s characters.") % {"limit": CELL_CHARACTERS}
    found = _UNFIT.search(text)
    if found:
        code = f"U+{ord(found[0]):04X}"
        return _("The text holds a control character (%(code)s) that is no letter.") % {
            "code": code
        }
    return ""


def is_risky(text: str) -> bool:
    """Whether a program could take a text for a formula."""
    return bool(_FORMULA.match(text)) and not _NUMBER.match(text)


def to_csv(text: str) -> str:
    """A text as it stands in a CSV file."""
    return f"'{text}" if is_risky(text) else text


def from_csv(text: str) -> str:
    """The text that a CSV file's cell stands for."""
    return text[1:] if text.startswith("'") and is_risky(text) else text


def to_xlsx(text: str) -> str:
    """A text as it stands in an XLSX file's XML."""
    text = _LIKE_CODED.sub("_x005F_", text)
    return text.replace("\r", "_x000D_")


def from_xlsx(text: str) -> str:
    """The text that an XLSX file's XML stands for."""
    return _CODED.sub(lambda found: chr(int(found[1], 16)), text)
