"""Small real PDFs for the demonstration: accessible (PDF/UA-1), drawn by Typst from plain data."""

import datetime as dt
import json
from functools import cache
from pathlib import Path

import typst

from cms.dates import format_date
from cms.shores import sheets

TEMPLATE = Path(__file__).with_name("document.typ")


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(TEMPLATE), root=str(sheets.TYPST_ROOT), ignore_system_fonts=True)


def pdf(
    title: str,
    paragraphs: list[str | tuple[str, str]],
    *,
    date: dt.date | None = None,
    language: str = "fi",
    cover: str = "",
) -> bytes:
    """A PDF/UA-1 file of a title and paragraphs, each a text or a heading and a text.

    `cover` is the seed of the shore on its cover ("province" or a municipality's code); without one
    it has no cover. Texts go to the template as data, so nothing in them is read as markup. Raises
    typst.TypstError.
    """
    content = {
        "title": title,
        "date": format_date(date),
        "language": language.split("-")[0],
        "cover": sheets.cover(cover) if cover else None,
        "paragraphs": [
            {"heading": p[0], "text": p[1]} if isinstance(p, tuple) else {"heading": "", "text": p}
            for p in paragraphs
        ],
    }
    made = dt.datetime.combine(date or dt.date(2026, 1, 1), dt.time(12), tzinfo=dt.UTC)
    return _compiler().compile(
        format="pdf",
        sys_inputs={"content": json.dumps(content)},
        pdf_standards="ua-1",
        # The same text gives the same file.
        timestamp=made,
    )
