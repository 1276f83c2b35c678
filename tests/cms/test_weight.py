"""What every page brings along stays small, and nothing of it is built."""

from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR, "static")


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("css/site.css", 30_000),
        ("css/programme.css", 3_000),
        ("css/difference.css", 3_000),
        ("css/search.css", 3_000),
        ("js/site.js", 10_000),
        ("js/search.js", 6_000),
    ],
)
def test_stylesheets_and_scripts_are_small(path, most):
    assert 0 < (STATIC / path).stat().st_size < most


def test_other_pages_bring_no_second_stylesheet_or_script():
    ours = {path.name for path in STATIC.rglob("*.css")} | {p.name for p in STATIC.rglob("*.js")}
    # Charts, what an edition has changed and the search, on such pages alone; the admin's colours,
    # its guide and the outline of a programme; passkeys for those who log in.
    more = {
        "programme.css",
        "difference.css",
        "search.css",
        "search.js",
        "admin.css",
        "guide.css",
        "outline.js",
        "passkeys.js",
    }
    assert ours == {"site.css", "site.js", *more}
