"""A shore on a sheet with words: the picture of a shared link, and what a document's cover takes.

Drawn by Typst from plain data, so nothing in a name is read as markup.
"""

import json
from functools import cache
from pathlib import Path

import typst

from cms.accents import colours_of
from cms.shores.contours import shore
from cms.shores.svg import simplified

# Templates of other folders import "/shores/shore.typ" from this root.
TYPST_ROOT = Path(__file__).parent.parent
SHARE_SIZE = (1200, 630)


def share_picture(name: str, *, seed: str, accent: str | None = None) -> bytes:
    """A PNG of 1200 × 630 pixels: a site's name upon its shore, on the deep ground of its accent.

    `accent` is one of `Accent`, pine if it is None. Raises typst.TypstError.
    """
    content = {
        "name": name,
        "accent": colours_of(accent),
        "lines": lines(seed, *SHARE_SIZE),
    }
    return _compiler("share.typ").compile(
        format="png", ppi=72.0, sys_inputs={"content": json.dumps(content)}
    )


def lines(seed: str, width: int, height: int, *, unit: int = 300) -> list[dict]:
    """A place's contour lines as the data that shore.typ draws, in pixels of the sheet."""
    return [
        {"level": line.level, "closed": line.closed, "points": simplified(line)}
        for line in shore(seed, width, height, unit=unit).contours
        if len(line.points) > 4
    ]


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(
        str(Path(__file__).with_name(template)), root=str(TYPST_ROOT), ignore_system_fonts=True
    )
