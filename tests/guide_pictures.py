"""`make guide-pictures`: the guide's pictures (docs/guide.md), made from the running demonstration.

Each row of PICTURES is one: who looks at which screen, what is done there first, and what is outlined.
They go to `static/guide/` and are committed.
"""

import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from home.templatetags.guide_tags import PICTURE_HEIGHT, PICTURE_WIDTH
from tests import chromium, live

FOLDER = live.ROOT / "static" / "guide"
PUBLISHER, STAFF = "julkaisija@example.org", "henkilosto@example.org"
JOENSUU = "/paikallis-janet/joensuu/"
NEWS = f"{JOENSUU}uutiset/kansalaistalon-ovet/"
# The colour of lingonberry, and a little air around what is outlined.
OUTLINE = "element => Object.assign(element.style, {outline: '4px solid #b3143c', outlineOffset: '5px', borderRadius: '4px'})"
QUALITY = 60


@dataclass(frozen=True)
class Picture:
    """A picture of the guide.

    `path` is where it is taken, or a function that leads there. `outlined` finds what is outlined
    ("" for nothing), `scroll` what stands at the top.
    """

    name: str
    user: str
    go: Callable[[Page], None]
    outlined: str = ""


def at(path: str) -> Callable[[Page], None]:
    """Opens an address."""
    return lambda page: page.goto(path)


def press(text: str) -> Callable[[Page], None]:
    """Opens the admin's home and presses a link there."""

    def go(page: Page) -> None:
        page.goto("/admin/")
        page.get_by_role("link", name=text).first.click()

    return go
