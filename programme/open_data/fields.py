"""What each data set has in each of its records: one list that JSON, CSV and the schema obey."""

from dataclasses import dataclass
from enum import Enum

from django.conf import settings


class Kind(Enum):
    """What a field's value is."""

    TEXT = "text"
    NUMBER = "number"
    TEXTS = "texts"  # {"fi": "", "sv": ""}: only the languages that there are.
    ORGANISATIONS = "organisations"  # [{"identifier": 1, "name": ""}]
    MUNICIPALITIES = "municipalities"  # [{"identifier": "167", "name": {"fi": "", "sv": ""}}]
    LANGUAGES = "languages"  # ["fi", "sv"]
    FILES = "files"  # [{"name": "", "encodingFormat": "", "contentUrl": ""}]; JSON only


# The things of a list in one cell of CSV.
SEPARATOR = "|"

LISTS = (Kind.ORGANISATIONS, Kind.MUNICIPALITIES)


@dataclass(frozen=True)
class Field:
    """One field of a data set's records."""

    name: str
    kind: Kind = Kind.TEXT

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of CSV that hold it."""
        if self.kind is Kind.TEXTS:
            return tuple(f"{self.name}_{code.replace('-', '_')}" for code in _languages())
        if self.kind in LISTS:
            return (f"{self.name}_identifier", f"{self.name}_name")
        return () if self.kind is Kind.FILES else (self.name,)

    def cells(self, value) -> tuple:
        """A value in these columns."""
        if self.kind is Kind.TEXTS:
            return tuple(value.get(code, "") for code in _languages())
        if self.kind in LISTS:
            identifiers = (str(each["identifier"]) for each in value)
            names = (_name(each["name"]) for each in value)
            return (SEPARATOR.join(identifiers), SEPARATOR.join(names))
        if self.kind is Kind.LANGUAGES:
            return (SEPARATOR.join(value),)
        return () if self.kind is Kind.FILES else ("" if value is None else value,)

    @property
    def schema(self) -> dict:
        """Its JSON Schema."""
        text = {"type": "string"}
        texts = {"type": "object", "additionalProperties": text}
        return {
            Kind.TEXT: {"type": ["string", "null"]},
            Kind.NUMBER: {"type": ["integer", "null"]},
            Kind.TEXTS: texts,
            Kind.ORGANISATIONS: _things({"identifier": {"type": "integer"}, "name": text}),
            Kind.MUNICIPALITIES: _things({"identifier": text, "name": texts}),
            Kind.LANGUAGES: {"type": "array", "items": text},
            Kind.FILES: _things({"name": text, "encodingFormat": text, "contentUrl": text}),
        }[self.kind]


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def _name(name: str | dict) -> str:
    return name if isinstance(name, str) else name[settings.LANGUAGE_CODE]


def _things(properties: dict) -> dict:
    each = {"type": "object", "properties": properties, "required": sorted(properties)}
    return {"type": "array", "items": each}


def _part(*more: Field) -> tuple[Field, ...]:
    return (Field("identifier"), Field("number"), Field("programme"), *more, Field("url"))


FIELDS: dict[str, tuple[Field, ...]] = {
    "ohjelmat": (
        Field("identifier"),
        Field("name", Kind.TEXTS),
        Field("description", Kind.TEXTS),
        Field("foreword", Kind.TEXTS),
        Field("startYear", Kind.NUMBER),
        Field("endYear", Kind.NUMBER),
        Field("status"),
        Field("inLanguage", Kind.LANGUAGES),
        Field("version", Kind.NUMBER),
        Field("datePublished"),
        Field("digest"),
        Field("url"),
        Field("distribution", Kind.FILES),
    ),
    "painopisteet": _part(Field("name", Kind.TEXTS), Field("description", Kind.TEXTS)),
    "tavoitteet": _part(
        Field("priority"),
        Field("name", Kind.TEXTS),
        Field("why", Kind.TEXTS),
        Field("what", Kind.TEXTS),
    ),
    "toimenpiteet": _part(
        Field("goal"),
        Field("name", Kind.TEXTS),
        Field("description", Kind.TEXTS),
        Field("schedule", Kind.TEXTS),
        Field("responsible", Kind.ORGANISATIONS),
        Field("partners", Kind.ORGANISATIONS),
        Field("municipalities", Kind.MUNICIPALITIES),
        Field("updateIntervalMonths", Kind.NUMBER),
    ),
    "mittarit": (
        Field("identifier"),
        Field("programme"),
        Field("action"),
        Field("actionNumber"),
        Field("name", Kind.TEXTS),
        Field("unitText", Kind.TEXTS),
        Field("startValue"),
        Field("targetValue"),
    ),
    "tilat": (
        Field("action"),
        Field("actionNumber"),
        Field("programme"),
        Field("status"),
        Field("note", Kind.TEXTS),
        Field("dateModified"),
    ),
    "tilojen-muutokset": (
        Field("action"),
        Field("actionNumber"),
        Field("programme"),
        Field("status"),
        Field("date"),
    ),
}

# The data sets that each programme has; "ohjelmat" lists the programmes themselves.
OF_PROGRAMME = tuple(name for name in FIELDS if name != "ohjelmat")


def schema() -> dict:
    """The JSON Schema of every data set, under `$defs` by its name."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {
            name: {
                "type": "object",
                "properties": {field.name: field.schema for field in fields},
                "required": [field.name for field in fields],
                "additionalProperties": False,
            }
            for name, fields in FIELDS.items()
        },
    }
