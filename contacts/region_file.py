"""A region and its municipalities from a JSON file such as contacts/data/north-karelia.json."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from cms import generations
from contacts.models import Municipality, Region

NORTH_KARELIA = Path(__file__).parent / "data" / "north-karelia.json"

REGION_KEYS = {"code", "name"}
MUNICIPALITY_KEYS = {"code", "name_fi", "name_sv", "slug", "tile_column", "tile_row"}


class RegionFileError(Exception):
    """The file cannot be loaded; the message says what to mend in it."""


@dataclass
class Outcome:
    """Names of what was added, changed, and already as in the file."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


class _DryRunError(Exception):
    """Ends a dry run's transaction."""


def load_region(path: Path, *, dry_run: bool = False) -> Outcome:
    """Load a region and its municipalities, known by their codes: all or nothing.

    Municipalities that are not in the file are left alone. Raises RegionFileError, and then nothing
    has changed. A dry run does the same and keeps nothing.
    """
    content = _read(path)
    outcome = Outcome()
    try:
        with generations.writing():
            region = _save(Region, content["region"], outcome)
            for facts in content["municipalities"]:
                _save(Municipality, facts | {"region": region}, outcome)
            _check_map(region)
            if dry_run:
                raise _DryRunError
    except _DryRunError:
        pass
    return outcome


def _read(path: Path) -> dict:
    """The file's content, of the right shape; what it says is checked as it is saved."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RegionFileError(_("The file cannot be read: %s") % error.strerror) from error
    except json.JSONDecodeError as error:
        message = _("The file is not JSON: see line %(line)d, column %(column)d.")
        raise RegionFileError(message % {"line": error.lineno, "column": error.colno}) from error
    except UnicodeDecodeError as error:
        raise RegionFileError(_("The file is not text in UTF-8.")) from error
    _check_keys(_("the file"), content, {"region", "municipalities"})
    _check_keys("region", content["region"], REGION_KEYS)
    municipalities = content["municipalities"]
    if not isinstance(municipalities, list) or not municipalities:
        raise RegionFileError(_("“municipalities” must be a list of at least one."))
    seen = set()
    for number, facts in enumerate(municipalities, start=1):
        _check_keys(f"municipalities, {number}", facts, MUNICIPALITY_KEYS)
        if not isinstance(facts["code"], str):
            raise RegionFileError(_("The code %s must stand in quotation marks.") % facts["code"])
        if facts["code"] in seen:
            raise RegionFileError(_("The code %s stands in the file twice.") % facts["code"])
        seen.add(facts["code"])
    return content


def _check_keys(where: str, value, keys: set[str]) -> None:
    if not isinstance(value, dict):
        raise RegionFileError(_("%(where)s: an object was expected.") % {"where": where})
    for message, wrong in (
        (_("%(where)s: missing: %(keys)s."), keys - set(value)),
        (_("%(where)s: unknown: %(keys)s."), set(value) - keys),
    ):
        if wrong:
            raise RegionFileError(message % {"where": where, "keys": ", ".join(sorted(wrong))})


def _save(model: type[Model], facts: dict, outcome: Outcome) -> Model:
    """Add or change the row that has this code, and note which."""
    row = model.objects.filter(code=facts["code"]).first() or model(code=facts["code"])
    is_new = row.pk is None
    before = [getattr(row, name, None) for name in facts] if not is_new else None
    for name, value in facts.items():
        setattr(row, name, value)
    try:
        # Without `clean`: two municipalities may change places on the map.
        row.clean_fields()
        row.validate_unique()
    except ValidationError as error:
        problems = "; ".join(
            f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()
        )
        raise RegionFileError(f"{facts['code']}: {problems}") from error
    if is_new:
        outcome.added.append(str(row))
    elif before == [getattr(row, name) for name in facts]:
        outcome.unchanged.append(str(row))
        return row
    else:
        outcome.changed.append(str(row))
    row.save()
    return row


def _check_map(region: Region) -> None:
    """See that no two municipalities stand on one tile of the map."""
    tiles: dict[tuple[int, int], Municipality] = {}
    for municipality in region.municipalities.in_use():
        tile = (municipality.tile_column, municipality.tile_row)
        if tile in tiles:
            message = _("%(one)s and %(other)s stand on the same tile of the map.")
            raise RegionFileError(message % {"one": tiles[tile], "other": municipality})
        tiles[tile] = municipality
