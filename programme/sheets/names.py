"""Organisations and municipalities by name, as a cell of the spreadsheet lists them: "A; B"."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.utils.translation import gettext as _

from contacts.models import Municipality, Organisation


def joined(names: Iterable[str]) -> str:
    """Names in one cell; a name with a semicolon of its own stands in quotation marks."""
    return "; ".join(_quoted(name) for name in names)


def _quoted(name: str) -> str:
    if ";" in name or name.startswith('"'):
        doubled = name.replace('"', '""')
        return f'"{doubled}"'
    return name


def split(cell: str) -> list[str]:
    """The names of a cell; each stands behind a semicolon or on a line of its own.

    Raises ValueError for a quotation mark that does not end.
    """
    line = "; ".join(cell.splitlines())
    try:
        [names] = list(csv.reader([line], delimiter=";", skipinitialspace=True, strict=True)) or [
            []
        ]
    except csv.Error:
        raise ValueError(_("A quotation mark has no second one.")) from None
    return [name.strip() for name in names if name.strip()]


def folded(name: str) -> str:
    """A name for comparing: small letters, single spaces."""
    return " ".join(name.split()).casefold()


class Names:
    """All organisations and municipalities, read once."""

    @cached_property
    def _all(self) -> dict[type, dict[int, Organisation | Municipality]]:
        """By class and id, in the order in which lists show them."""
        return {
            model: {row.pk: row for row in model.objects.order_by("sort_key", "pk")}
            for model in (Organisation, Municipality)
        }

    @cached_property
    def _by_name(self) -> dict[type, dict[str, list]]:
        found: dict[type, dict[str, list]] = {}
        for model, rows in self._all.items():
            found[model] = defaultdict(list)
            for row in rows.values():
                found[model][folded(_name_of(row))].append(row)
        return found

    def with_ids(self, model: type, ids: Iterable[int]) -> list:
        """Those of a class that have the ids; what has been deleted is left out."""
        wanted = set(ids)
        return [row for pk, row in self._all[model].items() if pk in wanted]

    def organisations(self, cell: str, present: set[int]) -> set[int]:
        """The ids of a cell's organisations. Of several with one name those that are `present` are
        meant. Raises ValueError with sentences."""
        return _found(
            self._by_name[Organisation],
            cell,
            present,
            unknown=_("There is no organisation “%(name)s”."),
            several=_("There are several organisations called “%(name)s”. Choose it on the page."),
        )

    def municipalities(self, cell: str, present: set[int]) -> set[int]:
        """The ids of a cell's municipalities. Raises ValueError with sentences."""
        return _found(
            self._by_name[Municipality],
            cell,
            present,
            unknown=_("There is no municipality “%(name)s”."),
            several=_("There are several municipalities called “%(name)s”."),
        )


def _found(rows, cell: str, present: set[int], *, unknown: str, several: str) -> set[int]:
    ids: set[int] = set()
    complaints = []
    for name in split(cell):
        candidates = rows.get(folded(name), [])
        # Two may differ in capital letters only.
        candidates = [each for each in candidates if _name_of(each) == name] or candidates
        there = {each.pk for each in candidates} & present
        if len(candidates) == 1:
            ids.add(candidates[0].pk)
        elif there:
            ids |= there
        else:
            complaints.append((several if candidates else unknown) % {"name": name})
    if complaints:
        raise ValueError(" ".join(complaints))
    return ids


def _name_of(row: Organisation | Municipality) -> str:
    return row.name_fi if isinstance(row, Municipality) else row.name
