"""The patterns that series are told apart by."""

from enum import Enum

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


class Fill(Enum):
    """How the area of a series is filled."""

    SOLID = "solid"
    DOTS = "dots"
    HATCH = "hatch"
    HOLLOW = "hollow"
    CROSS = "cross"


_TILES = {
    Fill.DOTS: '<circle cx="2.5" cy="2.5" r="1.4" fill="currentColor"/>',
    Fill.HATCH: '<path d="M-1 1 1-1M0 5 5 0M4 6 6 4" stroke="currentColor" stroke-width="1.2"/>',
    Fill.CROSS: '<path d="M0 0 5 5M0 5 5 0" stroke="currentColor" stroke-width=".5"/>',
}


def patterns(ident: str) -> SafeString:
    """The definitions that areas of the chart `ident` refer to."""
    drawn = "".join(
        f'<pattern id="{_name(ident, fill)}" width="5" height="5" patternUnits="userSpaceOnUse">'
        f"{tile}</pattern>"
        for fill, tile in _TILES.items()
    )
    return mark_safe(f"<defs>{drawn}</defs>")  # noqa: S308 - drawn above


def paint(fill: Fill, ident: str) -> str:
    """The value of an SVG `fill` attribute within the chart `ident`."""
    if fill is Fill.SOLID:
        return "currentColor"
    return "none" if fill is Fill.HOLLOW else f"url(#{_name(ident, fill)})"


def swatch(fill: Fill, ident: str) -> SafeString:
    """A small square of a fill, for the words that name it; stands on the page of chart `ident`."""
    return format_html(
        '<svg class="swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">'
        '<rect x=".5" y=".5" width="15" height="15" fill="{}" stroke="currentColor"/></svg>',
        paint(fill, ident),
    )


def _name(ident: str, fill: Fill) -> str:
    return f"{ident}-{fill.value}"
