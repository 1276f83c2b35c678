"""A shore on a sheet with words: the picture of a shared link, and what a document's cover takes.

Drawn by Typst from plain data, so nothing in a name is read as markup.
"""

import json
from functools import cache, lru_cache
from pathlib import Path

import typst

from cms.accents import colours_of
from cms.shores.contours import shore
from cms.shores.svg import handles

# Templates of other folders import "/shores/shore.typ" and "/shores/cover.typ" from this root.
TYPST_ROOT = Path(__file__).parent.parent
SHARE_SIZE = (1200, 630)
# A line of so few measured points is none.
SPECK = 8
# In points, which are a drawing's pixels.
A4 = (595, 842)


@lru_cache(maxsize=32)
def share_picture(
    name: str, *, seed: str, accent: str | None = None, language: str = "fi"
) -> bytes:
    """A PNG of 1200 × 630 pixels: a site's name upon its shore, on the deep ground of its accent.

    `accent` is one of `Accent`, pine if it is None; by `language` ("fi", "sv"…) a name too long for
    its line is broken. Kept in memory, a few at a time. Raises typst.TypstError.
    """
    content = {
        "name": name,
        "language": language.split("-")[0],
        "accent": colours_of(accent),
        "lines": lines(seed, *SHARE_SIZE),
    }
    return _compiler("share.typ").compile(
        format="png", ppi=72.0, sys_inputs={"content": json.dumps(content)}
    )


def cover(seed: str, accent: str | None = None) -> dict:
    """What `cover` of cover.typ draws for a document: the place's shore and an accent's colours."""
    return {"accent": colours_of(accent), "lines": lines(seed, *A4, unit=190)}


def lines(seed: str, width: int, height: int, *, unit: int = 300) -> list[dict]:
    """A place's contour lines as the data that shore.typ draws, in pixels of the sheet."""
    drawn = shore(seed, width, height, unit=unit).contours
    return [
        {
            "level": line.level,
            "closed": line.closed,
            "points": [(round(x, 1), round(y, 1)) for x, y in handles(line)],
        }
        for line in drawn
        if len(line.points) > SPECK
    ]


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(
        str(Path(__file__).with_name(template)), root=str(TYPST_ROOT), ignore_system_fonts=True
    )
