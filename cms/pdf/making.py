"""Compiling a template with its data into a PDF file."""

import datetime as dt
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from cms.pdf.glyphs import shown

# Templates import "/cms/pdf/drawing.typ" and "/cms/shores/cover.typ" from here.
ROOT = Path(settings.BASE_DIR)
PAGE_COUNT = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)", re.DOTALL)


@dataclass(frozen=True)
class Made:
    """A PDF file and how many pages it has."""

    content: bytes
    pages: int


def make(template: Path, data: dict[str, Any], *, moment: dt.datetime) -> Made:
    """A PDF/UA-1 file of a template below the project's folder; the same data give the same file.

    `data` is plain (JSON) and stands in the template as `json(bytes(sys.inputs.content))`. `moment`
    is the time that the file says it was made. Raises typst.TypstError, also if the result would
    not be PDF/UA-1.
    """
    content = _compiler(template).compile(
        format="pdf",
        sys_inputs={"content": json.dumps(shown(data), ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=moment.replace(microsecond=0),
    )
    return Made(content, _pages(content))


def _pages(content: bytes) -> int:
    # Typst writes the tree of pages plainly; the root of it counts most.
    return max((int(count) for count in PAGE_COUNT.findall(content)), default=0)


@lru_cache(maxsize=4)
def _compiler(template: Path) -> typst.Compiler:
    return typst.Compiler(str(template), root=str(ROOT), ignore_system_fonts=True)
