"""A programme as the rows of a spreadsheet: one row a part, in the order of its outline.

An action's measures are rows below it. What stands there is the newest draft of each Finnish page.
How a file becomes changes: programme/sheets/plan.py.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from wagtail.models import Page

from cms.tables import TableFormat, write
from programme.editions.numbering import numbers_for
from programme.models import ProgrammePage
from programme.sheets.columns import (
    ACTION,
    COLUMN_NAMES,
    COLUMNS,
    FIELDS,
    KEY,
    LEVEL,
    LEVEL_OF,
    MEASURE,
    NUMBER,
)
from programme.sheets.names import Names


@dataclass
class PresentMeasure:
    """A measure as it stands in its action's newest draft."""

    key: str
    values: dict[str, Any]


@dataclass
class PresentPart:
    """A part as it stands in its newest draft. `values` are by the names of its fields."""

    key: str
    level: str
    number: str
    page: Page
    parent: str
    values: dict[str, Any]
    measures: list[PresentMeasure] = field(default_factory=list)


def present_parts(programme: ProgrammePage) -> list[PresentPart]:
    """The parts of a programme (its page in any language) in the order of its outline.

    The number of queries does not grow with the programme.
    """
    root = programme.facts
    pages = Page.objects.descendant_of(root).order_by("path").specific()
    pages = list(pages.prefetch_related("latest_revision"))
    numbers = numbers_for(root, pages)
    key_at = {root.path: ""}
    names = Names()
    parts = []
    for page in pages:
        parent = key_at.get(page.path[: -Page.steplen])
        level = LEVEL_OF.get(type(page))
        if parent is None or level is None:
            continue
        key = key_at[page.path] = str(page.translation_key)
        values = _drafted(page, [name for name, _kind in FIELDS[level].values()], names)
        measures = _drafted(page, ["measures"], names)["measures"] if level == ACTION else []
        parts.append(
            PresentPart(
                key=key,
                level=level,
                number=numbers.get(page.translation_key, ""),
                page=page,
                parent=parent,
                values=values,
                measures=[_measure(block) for block in measures],
            )
        )
    return parts


def _drafted(page: Page, field_names: Iterable[str], names: Names) -> dict[str, Any]:
    """Values of a page's newest draft, read from its content alone: as a page of its own each draft
    would ask nine questions."""
    if page.latest_revision is None:
        values = {name: getattr(page, name) for name in field_names}
        return {
            name: list(value.all()) if hasattr(value, "all") else value
            for name, value in values.items()
        }
    content = page.latest_revision.content
    values = {}
    for name in field_names:
        model_field = page._meta.get_field(name)
        # A version that is older than a field has its default, as Wagtail reads it.
        value = content.get(name, model_field.get_default())
        if model_field.many_to_many:
            values[name] = names.with_ids(model_field.related_model, value or ())
        else:
            values[name] = model_field.to_python(value)
    return values


def _measure(block) -> PresentMeasure:
    names = [name for name, _kind in FIELDS[MEASURE].values()]
    return PresentMeasure(block.id, {name: block.value.get(name) for name in names})


def cells_of(level: str, values: dict[str, Any], names: Names) -> dict[str, str]:
    """The cells of a part's or a measure's own columns."""
    return {
        column: kind.to_cell(values[name], names) for column, (name, kind) in FIELDS[level].items()
    }


def rows_of(parts: list[PresentPart]) -> Iterator[list[str]]:
    """The rows of parts, each as long as there are columns."""
    names = Names()
    for part in parts:
        yield _row(part.level, part.number, part.key, cells_of(part.level, part.values, names))
        for measure in part.measures:
            yield _row(MEASURE, "", measure.key, cells_of(MEASURE, measure.values, names))


def _row(level: str, number: str, key: str, cells: dict[str, str]) -> list[str]:
    cells = {**cells, LEVEL: level, NUMBER: number, KEY: key}
    return [cells.get(column, "") for column in COLUMN_NAMES]


def write_sheet(programme: ProgrammePage, table_format: TableFormat, file: BinaryIO) -> None:
    """Write a programme to a file. Raises cms.tables.TableError if a text fits into no cell."""
    write(file, table_format, COLUMNS, rows_of(present_parts(programme)), title="Ohjelma")
