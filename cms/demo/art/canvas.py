"""The paper, the pens and the colours: what every drawing shares."""

import io
import math
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]


WIDTH, HEIGHT = 1600, 1000
SQUARE = 1000
OVERSAMPLE = 2


@dataclass(frozen=True)
class Drawing:
    """A finished picture: the file's bytes and suffix, and the focus (centre, width, height)."""

    data: bytes
    suffix: str
    focus: tuple[int, int, int, int]


@dataclass(frozen=True)
class Palette:
    """The colours of a light: sky from the top down, far and near land, water, and two accents."""

    sky: tuple[Colour, Colour, Colour]
    far: Colour
    near: Colour
    water: Colour
    sun: Colour
    warm: Colour


def colour_of(code: str) -> Colour:
    """A colour from six hexadecimal digits."""
    return tuple(int(code[i : i + 2], 16) for i in (0, 2, 4))


def _palette(sky: str, far: str, near: str, water: str, sun: str, warm: str) -> Palette:
    top, middle, low = (colour_of(code) for code in sky.split())
    return Palette(
        (top, middle, low),
        colour_of(far),
        colour_of(near),
        colour_of(water),
        colour_of(sun),
        colour_of(warm),
    )


PALETTES = (
    # A summer morning, a light night, autumn, winter, spring, a rainy day that clears.
    _palette("6fa9c4 b9d6d3 f6e7cb", "8fb0ad", "1f4a42", "4f8ba0", "fff3d6", "e0a458"),
    _palette("3f5a80 a78aa0 f3b899", "8d88a3", "1d2f45", "54617f", "ffe2b8", "d9725f"),
    _palette("86a9bd d8d2bd f3c98b", "b39a7c", "4a3426", "6d8d99", "fff0c9", "c8632f"),
    _palette("9db8cf d5dfe8 f7e6e0", "b3c2d1", "35506b", "a9bccd", "fff8ec", "d98c7a"),
    _palette("8fc1c7 d4e7d4 f8f0d2", "a5c2a4", "35604a", "6fa6a8", "fffbe3", "e3b04b"),
    _palette("5f7f8f a9bdbd e3dcc3", "88a09c", "24403f", "5b7f86", "fdf0cf", "cf8f4a"),
)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """A colour between two; `share` 0 gives the first, 1 the other."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def gradient(size: tuple[int, int], colours: tuple[Colour, ...]) -> Image.Image:
    """A picture that goes evenly from colour to colour, from the top down."""
    column = Image.new("RGB", (1, 256))
    parts = len(colours) - 1
    for y in range(256):
        place = y / 255 * parts
        first = min(int(place), parts - 1)
        column.putpixel((0, y), mix(colours[first], colours[first + 1], place - first))
    return column.resize(size, Image.Resampling.BICUBIC)


class Canvas:
    """A picture being drawn, in units of the finished one."""

    def __init__(self, width: int, height: int, colours: tuple[Colour, ...], random: Random):
        self.width, self.height, self.random = width, height, random
        self.image = gradient((width * OVERSAMPLE, height * OVERSAMPLE), colours)
        self.pen = ImageDraw.Draw(self.image)

    def polygon(self, points: list[Point], colour: Colour) -> None:
        self.pen.polygon([(x * OVERSAMPLE, y * OVERSAMPLE) for x, y in points], fill=colour)

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        box = [(x - rx), (y - ry), (x + rx), (y + ry)]
        self.pen.ellipse([v * OVERSAMPLE for v in box], fill=colour)

    def line(self, points: list[Point], colour: Colour, width: float) -> None:
        scaled = [(x * OVERSAMPLE, y * OVERSAMPLE) for x, y in points]
        self.pen.line(scaled, fill=colour, width=max(1, round(width * OVERSAMPLE)), joint="curve")

    def rounded(self, x0: float, y0: float, x1: float, y1: float, radius: float, colour) -> None:
        box = [v * OVERSAMPLE for v in (x0, y0, x1, y1)]
        self.pen.rounded_rectangle(box, radius * OVERSAMPLE, fill=colour)

    def veil(self, top: float, bottom: float, colour: Colour, most: float) -> None:
        """Mist between two heights, thickest (`most`, 0–1) at the lower one."""
        height = round((bottom - top) * OVERSAMPLE)
        if height <= 0:
            return
        mask = Image.new("L", (1, 64))
        for y in range(64):
            mask.putpixel((0, y), round(255 * most * (y / 63) ** 1.6))
        mask = mask.resize((self.image.width, height), Image.Resampling.BICUBIC)
        self.image.paste(colour, (0, round(top * OVERSAMPLE)), mask)

    def glow(self, x: float, y: float, radius: float, colour: Colour, most: float) -> None:
        """Light that fades outwards from a point."""
        small = 64
        mask = (
            Image.radial_gradient("L")
            .resize((small, small))
            .point(lambda v: round(max(0.0, 1 - v / 181) ** 2.2 * 255 * most))
        )
        side = round(radius * 2 * OVERSAMPLE)
        mask = mask.resize((side, side), Image.Resampling.BICUBIC)
        corner = (round((x - radius) * OVERSAMPLE), round((y - radius) * OVERSAMPLE))
        self.image.paste(colour, corner, mask)

    def finished(self, focus: tuple[int, int, int, int], quality: int = 82) -> Drawing:
        """Scale down, and save as a JPEG."""
        image = self.image.resize((self.width, self.height), Image.Resampling.BOX)
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        return Drawing(out.getvalue(), "jpg", focus)


def ridge(random: Random, width: int, base: float, rise: float, *, step: int = 8) -> list[Point]:
    """A line of hills: a few waves upon each other. `base` is its middle height."""
    waves = [
        (rise / (k + 1) ** 1.2, random.uniform(0.6, 1.3) * (k + 1) * 2 / width, random.random() * 7)
        for k in range(5)
    ]
    return [
        (x, base - sum(a * math.sin(x * f * math.pi + p) for a, f, p in waves))
        for x in range(-step, width + 2 * step, step)
    ]
