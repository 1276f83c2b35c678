"""The spreadsheet's columns in words, for the screen."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from programme.sheets.columns import COLUMN_NAMES, FIELDS, KEY, LEVEL, NUMBER, TITLE

_RICH = _(
    "Text, with an empty line between paragraphs. Bold, lists and links stand there as simple HTML."
)
_WORDS = {
    LEVEL: _("Which kind of part the row is: painopiste, tavoite, toimenpide or mittari."),
    NUMBER: _("For you to read. It is not read from the file."),
    KEY: _("Which part the row is. Leave it as it is; leave it empty for a new part."),
    TITLE: _("The part's name. For a measure, what is counted."),
    "Johdanto": _("A few sentences about the priority."),
    "Miksi": _RICH,
    "Mitä toteutuu": _RICH,
    "Kuvaus": _RICH,
    "Aikataulu": _("In words, on one line."),
    "Vastuutahot": _("Names of organisations, with a semicolon between two."),
    "Kumppanit": _("Names of organisations, with a semicolon between two."),
    "Kunnat": _(
        "Names of municipalities, with a semicolon between two. Empty: the whole province."
    ),
    "Seurantaväli": _("How often the action is followed up, in words or in months: 3, 6 or 12."),
    "Yksikkö": _("What is counted in, such as %."),
    "Lähtötaso": _("A number, or empty."),
    "Tavoitetaso": _("A number, or empty."),
}


@dataclass(frozen=True)
class ExplainedColumn:
    """A column, the levels that use it, and what stands there."""

    name: str
    levels: str
    explanation: str


def explained_columns() -> list[ExplainedColumn]:
    """All columns in their order."""
    every = {LEVEL, NUMBER, KEY}
    return [
        ExplainedColumn(
            name,
            ", ".join(level for level in FIELDS if name in every or name in FIELDS[level]),
            _WORDS[name],
        )
        for name in COLUMN_NAMES
    ]
