"""What every page brings along stays small, and nothing of it is built."""

from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR, "static")


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("css/site.css", 30_000),
        ("js/site.js", 10_000),
        ("css/search.css", 3_000),
        ("js/search.js", 6_000),
    ],
)
def test_one_stylesheet_and_one_script_are_small(path, most):
    assert 0 < (STATIC / path).stat().st_size < most


def test_there_is_no_second_stylesheet_or_script_for_readers():
    ours = {path.name for path in STATIC.rglob("*.css")} | {p.name for p in STATIC.rglob("*.js")}
    # The admin's colours and its guide, and passkeys for those who log in.
    apart = {"admin.css", "guide.css", "passkeys.js"}
    # What the search page alone needs.
    assert ours == {"site.css", "site.js", "search.css", "search.js"} | apart
