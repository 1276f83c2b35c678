"""The press: flat inks on warm paper, each from its own screen, laid not quite where the last was.

A picture is drawn once, every point in one ink; a screen is then made for each ink and printed.
"""

import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from cms.demo.art.inks import PAPER, Inks

Point = tuple[float, float]

WIDTH, HEIGHT = 1600, 1000
SQUARE = 1000
OVERSAMPLE = 2
# How far a screen may lie from its place, in pixels of the finished picture.
ASTRAY = 2.2


class Ink(IntEnum):
    """What a point is printed with; a later one is printed upon an earlier."""

    PAPER = 0
    PALE = 1
    FULL = 2
    SPOT = 3
    KEY = 4


@dataclass(frozen=True)
class Drawing:
    """A finished picture: the file's bytes and suffix, and the focus (centre, width, height)."""

    data: bytes
    suffix: str
    focus: tuple[int, int, int, int]


class Print:
    """A picture being drawn, in pixels of the finished one. `ground` covers the whole sheet."""

    def __init__(
        self,
        random: Random,
        inks: Inks,
        ground: Ink = Ink.PAPER,
        size: tuple[int, int] = (WIDTH, HEIGHT),
    ):
        self.random, self.inks, self.size = random, inks, size
        self.sheet = Image.new("L", tuple(v * OVERSAMPLE for v in size), ground)
        self.pen = ImageDraw.Draw(self.sheet)

    def polygon(self, ink: Ink, points: Iterable[Point]) -> None:
        self.pen.polygon([(x * OVERSAMPLE, y * OVERSAMPLE) for x, y in points], fill=int(ink))

    def ellipse(self, ink: Ink, x: float, y: float, rx: float, ry: float | None = None) -> None:
        ry = rx if ry is None else ry
        box = [v * OVERSAMPLE for v in (x - rx, y - ry, x + rx, y + ry)]
        self.pen.ellipse(box, fill=int(ink))

    def box(self, ink: Ink, x: float, y: float, width: float, height: float, round_: float = 0):
        """A rectangle from its upper left corner, with round corners if need be."""
        sides = [v * OVERSAMPLE for v in (x, y, x + width, y + height)]
        self.pen.rounded_rectangle(sides, round_ * OVERSAMPLE, fill=int(ink))

    def line(self, ink: Ink, points: Iterable[Point], width: float) -> None:
        """A line with round joints and ends."""
        scaled = [(x * OVERSAMPLE, y * OVERSAMPLE) for x, y in points]
        thick = max(1, round(width * OVERSAMPLE))
        self.pen.line(scaled, fill=int(ink), width=thick, joint="curve")
        if width >= 3:
            for x, y in (scaled[0], scaled[-1]):
                half = thick / 2 - 0.5
                self.pen.ellipse((x - half, y - half, x + half, y + half), fill=int(ink))

    def ring(self, ink: Ink, x: float, y: float, radius: float, width: float) -> None:
        box = [v * OVERSAMPLE for v in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.ellipse(box, outline=int(ink), width=round(width * OVERSAMPLE))

    def bands(self, ground: Image.Image, inks: Iterable[tuple[float, Ink]]) -> None:
        """Cover the sheet with a ground (heights 0–1, mode F): each ink up to the height it has."""
        steps, table = list(inks), []
        for value in range(256):
            table.append(next((ink for top, ink in steps if value < top * 255), steps[-1][1]))
        fine = ground.resize(self.sheet.size, Image.Resampling.BICUBIC)
        self.sheet.paste(fine.point(lambda v: v * 255).convert("L").point(table))

    def closer(self, left: float, top: float, width: float) -> None:
        """Go nearer: what is drawn so far within a frame, `width` across, fills the sheet."""
        height = width * self.size[1] / self.size[0]
        frame = [round(v * OVERSAMPLE) for v in (left, top, left + width, top + height)]
        near = self.sheet.crop(frame).resize(self.sheet.size, Image.Resampling.NEAREST)
        self.sheet.paste(near)

    def printed(self) -> Image.Image:
        """Print the screens one after another on grained paper."""
        image = Image.new("RGB", self.size, PAPER)
        colours = (self.inks.pale, self.inks.full, self.inks.spot, self.inks.key)
        for ink, colour in zip(list(Ink)[1:], colours, strict=True):
            table = [255 if value == ink else 0 for value in range(256)]
            screen = self.sheet.point(table).reduce(OVERSAMPLE)
            away = (self.random.uniform(-ASTRAY, ASTRAY), self.random.uniform(-ASTRAY, ASTRAY))
            # Part of a screen that covers the edge has no neighbour to stray from.
            moved = Image.new("L", self.size)
            moved.paste(screen)
            moved.paste(screen, tuple(round(v) for v in away))
            worn = ImageChops.offset(_wear(self.size), *(self.random.randrange(900),) * 2)
            image.paste(colour, mask=ImageChops.multiply(moved, worn))
        return ImageChops.add(image, _grain(self.size), 1, -128)

    def finished(self, focus: tuple[int, int, int, int], quality: int = 80) -> Drawing:
        """Print, and save as a JPEG."""
        out = io.BytesIO()
        self.printed().save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        return Drawing(out.getvalue(), "jpg", focus)


@lru_cache(maxsize=4)
def _wear(size: tuple[int, int]) -> Image.Image:
    """What of an ink stays on the paper: nearly all, but for pinholes."""
    noise = Random("wear").randbytes(size[0] * size[1])
    cloud = Image.frombytes("L", size, noise).filter(ImageFilter.GaussianBlur(1.2))
    # Blurred noise lies around 128; its lowest hundredths become holes.
    return cloud.point([min(255, max(0, (value - 68) * 14)) for value in range(256)])


@lru_cache(maxsize=4)
def _grain(size: tuple[int, int]) -> Image.Image:
    """The paper's tooth and a few fibres, around a grey of 128, to be added."""
    random = Random("grain")
    noise = Image.frombytes("L", size, random.randbytes(size[0] * size[1]))
    tooth = noise.filter(ImageFilter.GaussianBlur(1.4)).point(
        [round(128 + (value - 127.5) * 0.13) for value in range(256)]
    )
    pen = ImageDraw.Draw(tooth)
    for _ in range(size[0] * size[1] // 9000):
        x, y, way = random.uniform(0, size[0]), random.uniform(0, size[1]), random.uniform(0, 7)
        bend, points = random.uniform(-0.5, 0.5), []
        for _ in range(5):
            points.append((x, y))
            x, y, way = x + 5 * math.cos(way), y + 5 * math.sin(way), way + bend
        pen.line(points, fill=random.choice((121, 124, 133)), width=1)
    return Image.merge("RGB", (tooth,) * 3)


def wave(random: Random, start: float, end: float, base: float, rise: float, step: float = 8):
    """An uneven line from left to right: `base` is its middle height, `rise` how far it strays."""
    waves = [
        (rise / k**1.25, random.uniform(0.7, 1.3) * k / 900, random.uniform(0, math.tau))
        for k in range(1, 6)
    ]
    count = round((end - start) / step)
    xs = [start + (end - start) * k / count for k in range(count + 1)]
    return [(x, base - sum(a * math.sin(x * f * math.tau + p) for a, f, p in waves)) for x in xs]


def turned(points: Iterable[Point], x: float, y: float, angle: float, size: float = 1.0):
    """Points drawn around the origin, turned by `angle` (radians), scaled, and brought to x, y."""
    cos, sin = math.cos(angle) * size, math.sin(angle) * size
    return [(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in points]


def blob(random: Random, x: float, y: float, rx: float, ry: float, uneven: float = 0.1):
    """A closed, somewhat uneven round."""
    parts = [(random.uniform(-uneven, uneven) / k, random.uniform(0, 7), k) for k in (2, 3, 4, 5)]
    points = []
    for step in range(72):
        angle = step / 72 * math.tau
        far = 1 + sum(a * math.sin(k * angle + p) for a, p, k in parts)
        points.append((x + rx * far * math.cos(angle), y + ry * far * math.sin(angle)))
    return points
