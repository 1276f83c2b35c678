"""The spreadsheet's columns and levels, and how each value stands in its cell.

The names are Finnish whatever the screen's language: they are the file's format, and a file that
has been written is read for years.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from cms.tables import Column
from programme.models import ActionPage, GoalPage, PriorityPage
from programme.models.parts import UpdateInterval
from programme.sheets import text as sheet_text
from programme.sheets.names import Names, folded, joined

LEVEL, NUMBER, KEY, TITLE = "Taso", "Numero", "Tunniste", "Otsikko"
PRIORITY, GOAL, ACTION, MEASURE = "painopiste", "tavoite", "toimenpide", "mittari"

COLUMNS = [
    Column(LEVEL, 12),
    Column(NUMBER, 9),
    Column(KEY, 14),
    Column(TITLE, 50),
    Column("Johdanto", 50),
    Column("Miksi", 50),
    Column("Mitä toteutuu", 50),
    Column("Kuvaus", 60),
    Column("Aikataulu", 20),
    Column("Vastuutahot", 35),
    Column("Kumppanit", 35),
    Column("Kunnat", 25),
    Column("Seurantaväli", 22),
    Column("Yksikkö", 15),
    Column("Lähtötaso", 11),
    Column("Tavoitetaso", 11),
]
COLUMN_NAMES = [column.name for column in COLUMNS]

INTERVALS = {
    int(UpdateInterval.QUARTER): "neljä kertaa vuodessa",
    int(UpdateInterval.HALF_YEAR): "kaksi kertaa vuodessa",
    int(UpdateInterval.YEAR): "kerran vuodessa",
}

MODELS = {PRIORITY: PriorityPage, GOAL: GoalPage, ACTION: ActionPage}
LEVEL_OF = {model: level for level, model in MODELS.items()}
PARENT = {GOAL: PRIORITY, ACTION: GOAL, MEASURE: ACTION}


@dataclass(frozen=True)
class Text:
    """Plain text."""

    limit: int = 0
    is_required: bool = False
    has_lines: bool = False

    def to_cell(self, value: str, names: Names) -> str:
        """The value as it stands in a cell."""
        return (value or "").replace("\r\n", "\n")

    def to_value(self, cell: str, present: Any, names: Names) -> str:
        """The value of a cell, as `programme.writing` takes it. `present` is the one that there is.

        Raises ValueError with sentences.
        """
        text = cell.replace("\r\n", "\n").strip()
        if self.is_required and not text:
            raise ValueError(_("This is needed."))
        if not self.has_lines and "\n" in text:
            raise ValueError(_("This takes one line only."))
        if self.limit and len(text) > self.limit:
            raise ValueError(_("This takes at most %(limit)s characters.") % {"limit": self.limit})
        return text

    def is_same(self, value: str, present: str) -> bool:
        """Whether the value changes nothing."""
        return value == (present or "").replace("\r\n", "\n").strip()


@dataclass(frozen=True)
class RichText:
    """Text with lists and links."""

    def to_cell(self, value: str, names: Names) -> str:
        return sheet_text.to_cell(value or "")

    def to_value(self, cell: str, present: str, names: Names) -> str:
        return sheet_text.to_html(cell)

    def is_same(self, value: str, present: str) -> bool:
        return value == sheet_text.stored_form(present or "")


@dataclass(frozen=True)
class Organisations:
    """Organisations by name. Its values are sets of ids."""

    def to_cell(self, value: Any, names: Names) -> str:
        return joined(each.name for each in value)

    def to_value(self, cell: str, present: Any, names: Names) -> set[int]:
        return names.organisations(cell, {each.pk for each in present or ()})

    def is_same(self, value: set[int], present: Any) -> bool:
        return value == {each.pk for each in present or ()}


@dataclass(frozen=True)
class Municipalities(Organisations):
    """Municipalities by their Finnish name; none: the whole province."""

    def to_cell(self, value: Any, names: Names) -> str:
        return joined(each.name_fi for each in value)

    def to_value(self, cell: str, present: Any, names: Names) -> set[int]:
        return names.municipalities(cell, {each.pk for each in present or ()})


@dataclass(frozen=True)
class Interval:
    """How often an action is followed up, in words or in months."""

    def to_cell(self, value: int, names: Names) -> str:
        return INTERVALS[value]

    def to_value(self, cell: str, present: Any, names: Names) -> int:
        if not cell.strip():
            return int(UpdateInterval.HALF_YEAR)
        for number, words in INTERVALS.items():
            if folded(cell) in {folded(words), str(number)}:
                return number
        choices = ", ".join(INTERVALS.values())
        raise ValueError(_("This is none of: %(choices)s.") % {"choices": choices})

    def is_same(self, value: int, present: int) -> bool:
        return value == present


@dataclass(frozen=True)
class Number:
    """A number with a decimal comma or point, or none."""

    def to_cell(self, value: Decimal | None, names: Names) -> str:
        return "" if value is None else f"{Decimal(value):f}".replace(".", ",")

    def to_value(self, cell: str, present: Any, names: Names) -> Decimal | None:
        text = "".join(cell.split()).replace(",", ".").replace("\u2212", "-")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or abs(number) >= 10**15:
            raise ValueError(_("This is not a number."))
        return number

    def is_same(self, value: Decimal | None, present: Decimal | None) -> bool:
        return value == present


# By level: the columns that it uses, with the field and the kind of each.
FIELDS: dict[str, dict[str, tuple[str, Any]]] = {
    PRIORITY: {
        TITLE: ("title", Text(255, is_required=True)),
        "Johdanto": ("introduction", Text(has_lines=True)),
    },
    GOAL: {
        TITLE: ("title", Text(255, is_required=True)),
        "Miksi": ("why", RichText()),
        "Mitä toteutuu": ("what", RichText()),
    },
    ACTION: {
        TITLE: ("title", Text(255, is_required=True)),
        "Kuvaus": ("description", RichText()),
        "Aikataulu": ("schedule", Text(150)),
        "Vastuutahot": ("responsible", Organisations()),
        "Kumppanit": ("partners", Organisations()),
        "Kunnat": ("municipalities", Municipalities()),
        "Seurantaväli": ("update_interval", Interval()),
    },
    MEASURE: {
        TITLE: ("indicator", Text(200, is_required=True)),
        "Yksikkö": ("unit", Text(40)),
        "Lähtötaso": ("start", Number()),
        "Tavoitetaso": ("target", Number()),
    },
}
