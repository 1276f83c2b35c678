"""The synonyms that a new installation begins with."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).with_suffix(".toml")


def default_synonyms() -> Iterator[dict[str, object]]:
    """The values of each row to be."""
    groups = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for group, rows in groups.items():
        for term, others in rows.items():
            yield {
                "term": term,
                "equivalents": "\n".join(others),
                "is_both_ways": group == "both",
            }
