"""The inks of the demonstration's prints: the site's own hues, named as it names them.

Colours are written in OKLCH, as in the stylesheet, and turned into what Pillow draws with.
"""

import math
from dataclasses import dataclass

from cms.accents import COLOURS, Accent

Colour = tuple[int, int, int]


def oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """An sRGB colour from OKLCH (lightness 0–1, hue in degrees); what lies outside is clipped."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    clipped = [min(max(v, 0.0), 1.0) for v in linear]
    curved = [12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in clipped]
    return tuple(round(255 * v) for v in curved)


def _of(accent: Accent, lightness: float, chroma: float) -> Colour:
    """A shade of an accent; `chroma` is a share of the accent's own."""
    return oklch(lightness, COLOURS[accent]["chroma"] * chroma, COLOURS[accent]["hue"])


PAPER = oklch(0.955, 0.016, 88)
NIGHT = oklch(0.27, 0.04, 245)
PINE, PINE_PALE = _of(Accent.PINE, 0.45, 0.95), _of(Accent.PINE, 0.8, 0.62)
LAKE_DEEP = _of(Accent.LAKE, 0.41, 1)
LAKE, LAKE_PALE = _of(Accent.LAKE, 0.5, 0.92), _of(Accent.LAKE, 0.83, 0.5)
BERRY, BERRY_PALE = _of(Accent.LINGONBERRY, 0.5, 1.05), _of(Accent.LINGONBERRY, 0.82, 0.42)
LICHEN, LICHEN_PALE = _of(Accent.LICHEN, 0.58, 1.05), _of(Accent.LICHEN, 0.85, 0.72)
ASPEN, ASPEN_PALE = oklch(0.76, 0.13, 72), oklch(0.88, 0.075, 78)
BIRCH = _of(Accent.BIRCH, 0.86, 1.0)


@dataclass(frozen=True)
class Inks:
    """The four inks of a print: a pale ground, a full tone, a spot of colour, and the key."""

    pale: Colour
    full: Colour
    spot: Colour
    key: Colour = NIGHT
