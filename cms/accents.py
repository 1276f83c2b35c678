"""The palette of accents: colours named after the place, each of which passes contrast.

A page keeps the name; static/css/site.css gives it its colours (`[data-accent="pine"]`).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Accent(models.TextChoices):
    """One accent of the palette."""

    PINE = "pine", _("Pine")
    LAKE = "lake", _("Lake")
    BIRCH = "birch", _("Birch")
    LINGONBERRY = "lingonberry", _("Lingonberry")
    LICHEN = "lichen", _("Lichen")
    ASPEN = "aspen", _("Aspen")


# Hue (degrees) and chroma of each in OKLCH, as in the stylesheet (a test compares them): for what
# is drawn outside of a browser.
COLOURS = {
    Accent.PINE: {"hue": 163, "chroma": 0.075},
    Accent.LAKE: {"hue": 243, "chroma": 0.095},
    Accent.BIRCH: {"hue": 75, "chroma": 0.04},
    Accent.LINGONBERRY: {"hue": 18, "chroma": 0.15},
    Accent.LICHEN: {"hue": 122, "chroma": 0.085},
    Accent.ASPEN: {"hue": 58, "chroma": 0.1},
}


def colours_of(accent: str | None) -> dict[str, float]:
    """The hue and chroma of an accent; pine's, the province's, for None."""
    return COLOURS[Accent(accent or Accent.PINE)]
