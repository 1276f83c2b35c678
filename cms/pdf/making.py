"""Compiling a template with its data into a PDF file."""

import datetime as dt
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from cms.pdf.glyphs import shown

# Templates import "/cms/pdf/drawing.typ" and "/cms/shores/cover.typ" from here.
ROOT = Path(settings.BASE_DIR)
PROCESS = Path(__file__).with_name("compiling.py")
# A book takes seconds.
LONGEST_SECONDS = 120
PAGE_COUNT = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)", re.DOTALL)


class NotDrawnError(Exception):
    """A template and its data give no PDF/UA-1 file; says why, as Typst does."""


@dataclass(frozen=True)
class Made:
    """A PDF file and how many pages it has."""

    content: bytes
    pages: int


def make(template: Path, data: dict[str, Any], *, moment: dt.datetime) -> Made:
    """A PDF/UA-1 file of a template below the project's folder; the same data give the same file.

    `data` is plain (JSON) and stands in the template as `json(bytes(sys.inputs.content))`. `moment`
    is the time that the file says it was made. Raises NotDrawnError, also if the result would not
    be PDF/UA-1, and subprocess.TimeoutExpired.
    """
    when = moment.astimezone(dt.UTC).replace(microsecond=0).isoformat()
    run = subprocess.run(  # noqa: S603
        [sys.executable, str(PROCESS), str(template), str(ROOT), when],
        input=json.dumps(shown(data)).encode(),
        capture_output=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    if run.returncode != 0:
        raise NotDrawnError(
            run.stderr.decode(errors="replace").strip() or f"ended {run.returncode}"
        )
    return Made(run.stdout, _pages(run.stdout))


def _pages(content: bytes) -> int:
    # Typst writes the tree of pages plainly; the root of it counts most.
    return max((int(count) for count in PAGE_COUNT.findall(content)), default=0)
