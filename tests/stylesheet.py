"""What the tests read of the site's stylesheet."""

import re
from pathlib import Path

from django.conf import settings

STYLESHEET = Path(settings.BASE_DIR, "static", "css", "site.css")


def accent_colours() -> dict[str, dict[str, float]]:
    """The hue and chroma of each accent, as the stylesheet says them."""
    rule = re.compile(r'\[data-accent="(\w+)"\] \{ --hue: ([\d.]+); --chroma: ([\d.]+); \}')
    return {
        name: {"hue": float(hue), "chroma": float(chroma)}
        for name, hue, chroma in rule.findall(STYLESHEET.read_text(encoding="utf-8"))
    }
