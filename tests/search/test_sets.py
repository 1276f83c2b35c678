"""The sets of queries (tests/search/sets) are answered no worse than when they were measured."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.django_db, pytest.mark.whole]

SETS = Path(__file__).parent / "sets"
# Recall, mean reciprocal rank and precision, rounded down, as databases rank ties differently.
LEAST = {
    "dev": (0.99, 0.98, 0.96),
    "dev-2": (0.97, 0.975, 0.965),
    "dev-3": (0.95, 0.975, 0.975),
    "dev-4": (0.955, 0.97, 0.95),
    "held": (0.98, 0.98, 0.97),
}


def test_every_set_has_its_figures():
    assert {path.stem for path in SETS.glob("*.json")} == set(LEAST)


@pytest.mark.parametrize("name", LEAST)
def test_a_set_is_answered_no_worse_than_it_was(name):
    output = StringIO()
    call_command("search_check", str(SETS / f"{name}.json"), "--json", stdout=output)
    figures = json.loads(output.getvalue())["all"]

    found = tuple(figures[key] for key in ("recall", "mrr", "precision"))
    assert all(one >= least for one, least in zip(found, LEAST[name], strict=True)), found
