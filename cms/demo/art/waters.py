"""Lakes from above: a summer's bands of depth with a rower, and the ice in winter."""

import math
from bisect import bisect_left
from random import Random

from PIL import Image

from cms.demo.art import inks
from cms.demo.art.inks import Inks
from cms.demo.art.press import HEIGHT, WIDTH, Drawing, Ink, Print, blob, turned, wave
from cms.shores.field import height_field

WATERS = (
    Inks(inks.LAKE_PALE, inks.LAKE, inks.BERRY),
    Inks(inks.PINE_PALE, inks.PINE, inks.ASPEN),
    Inks(inks.LAKE_PALE, inks.LAKE, inks.ASPEN),
)
WINTERS = (Inks(inks.LAKE_PALE, inks.LAKE, inks.BERRY),)


def lake(random: Random) -> Drawing:
    """A lake with its islands from above: bands of depth, cut from a shore's ground."""
    sheet = Print(random, random.choice(WATERS))
    ground = _ground(str(random.random()))
    # Heights above the shore are thin lines, as on a map; the depths are whole bands.
    sheet.bands(
        ground,
        (
            (0.128, Ink.KEY),
            (0.14, Ink.FULL),
            (0.24, Ink.KEY),
            (0.388, Ink.FULL),
            (0.4, Ink.PALE),
            (0.5, Ink.FULL),
            (0.6, Ink.PALE),
            (0.612, Ink.KEY),
            (0.73, Ink.PAPER),
            (0.742, Ink.PALE),
            (0.82, Ink.PAPER),
            (0.832, Ink.PALE),
            (0.91, Ink.PAPER),
            (0.922, Ink.PALE),
            (1, Ink.PAPER),
        ),
    )
    at = _deepest(ground)
    _rower(sheet, *at)
    focus = tuple(
        round(min(max(v, half), most - half))
        for v, half, most in ((at[0], 450, WIDTH), (at[1], 300, HEIGHT))
    )
    return sheet.finished((*focus, 900, 600))


def _deepest(ground: Image.Image) -> tuple[float, float]:
    """Where a sheet's middle part is deepest, in pixels of the finished picture."""
    small = ground.resize((80, 50), Image.Resampling.BOX)
    near = [(x, y) for x in range(20, 60) for y in range(14, 36)]
    x, y = min(near, key=small.getpixel)
    return (x + 0.5) * WIDTH / 80, (y + 0.5) * HEIGHT / 50


def _rower(sheet: Print, x: float, y: float) -> None:
    """A rowing boat from above, its oars out, and its wake."""
    angle = 0.7
    for side in (-1, 1):
        wake = [(-44, side * 14), (-120, side * 34), (-210, side * 68)]
        sheet.line(Ink.PALE, turned(wake, x, y, angle), 5)
        sheet.line(Ink.PAPER, turned([(-4, side * 16), (-22, side * 84)], x, y, angle), 6)
        sheet.line(Ink.PAPER, turned([(-18, side * 66), (-24, side * 90)], x, y, angle), 12)
    hull = [
        (84, 0),
        (50, 22),
        (0, 30),
        (-46, 25),
        (-66, 15),
        (-66, -15),
        (-46, -25),
        (0, -30),
        (50, -22),
    ]
    sheet.polygon(Ink.PAPER, turned(hull, x, y, angle, 1.14))
    sheet.polygon(Ink.SPOT, turned(hull, x, y, angle))
    for seat in (-40, 2, 38):
        wide = 24 - abs(seat) * 0.15
        sheet.line(Ink.PAPER, turned([(seat, -wide), (seat, wide)], x, y, angle), 9)


def _ground(seed: str) -> Image.Image:
    """The heights of a shore's ground, in cells: how much of it lies lower, 0 to 1."""
    cell, unit = 20, 420
    columns, rows = WIDTH // cell + 1, HEIGHT // cell + 1
    height = height_field(seed)
    heights = [
        height(x * cell / unit, y * cell / unit) for y in range(rows) for x in range(columns)
    ]
    ranked = sorted(heights)
    ground = Image.new("F", (columns, rows))
    ground.putdata([bisect_left(ranked, each) / len(ranked) for each in heights])
    return ground


def ice(random: Random) -> Drawing:
    """A frozen lake from above: ski tracks, a hole in the ice, and what a fisher has with them."""
    sheet = Print(random, random.choice(WINTERS))
    # The wooded shore in a corner, and the drifts that the wind has laid along it.
    drifts = (
        (0.35, Ink.PAPER),
        (0.36, Ink.PALE),
        (0.68, Ink.PAPER),
        (0.69, Ink.PALE),
        (1, Ink.PAPER),
    )
    sheet.bands(_ground(str(random.random())), drifts)
    shore = wave(random, -40, WIDTH + 40, 0, 40)
    edge = [(x, y + 190 - x * 0.1) for x, y in shore]
    sheet.polygon(Ink.PALE, [(-40, -40), *((x, y + 34) for x, y in edge), (WIDTH + 40, -40)])
    sheet.polygon(Ink.FULL, [(-40, -40), *edge, (WIDTH + 40, -40)])
    for k in range(90):
        x = random.uniform(0, WIDTH)
        y = (k / 90) * max(30, 190 - x * 0.1) - 20
        _crown(sheet, x, y, random.uniform(34, 58))
    for start, end, bow in (((-30, 780), (1640, 800), 60), ((430, 1040), (1640, 330), 170)):
        _track(sheet, start, end, bow)
    _catch(sheet, 720, 540)
    sheet.closer(170, 60, 1360)
    return sheet.finished((740, 560, 960, 680))


def _crown(sheet: Print, x: float, y: float, size: float) -> None:
    """A spruce from straight above: a star of branches."""
    turn = sheet.random.uniform(0, 1)
    for ink, far in ((Ink.KEY, 1.0), (Ink.FULL, 0.62), (Ink.PALE, 0.2)):
        star = [
            (math.cos(k / 14 * math.tau + turn), math.sin(k / 14 * math.tau + turn))
            for k in range(14)
        ]
        rays = [
            (a * far, b * far) if k % 2 else (a * far * 0.55, b * far * 0.55)
            for k, (a, b) in enumerate(star)
        ]
        sheet.polygon(ink, turned(rays, x, y, 0, size))


def _track(sheet: Print, start: tuple, end: tuple, bow: float) -> None:
    """Two grooves side by side, and the pricks of the poles."""
    points = []
    for k in range(81):
        share = k / 80
        x = start[0] + (end[0] - start[0]) * share
        y = start[1] + (end[1] - start[1]) * share + bow * math.sin(share * math.pi)
        points.append((x, y))
    for k in range(1, 80, 4):
        side = 34 if k % 8 == 1 else -34
        sheet.ellipse(Ink.FULL, points[k][0], points[k][1] + side, 6)
    for away in (-9, 9):
        sheet.line(Ink.FULL, [(x, y + away) for x, y in points], 6)


def _catch(sheet: Print, x: float, y: float) -> None:
    """A hole with its slush, a stool, a rod, two perches and a red sledge on its rope."""
    random = sheet.random
    sheet.polygon(Ink.PALE, blob(random, x, y, 150, 138, 0.14))
    sheet.polygon(Ink.PAPER, blob(random, x, y, 104, 98, 0.05))
    sheet.ellipse(Ink.FULL, x, y, 82)
    sheet.ellipse(Ink.KEY, x + 5, y + 7, 73)
    # The rod across the edge of the hole, its line hanging in the water.
    sheet.line(Ink.KEY, [(x + 20, y + 10), (x - 120, y + 165)], 9)
    sheet.line(Ink.SPOT, [(x - 86, y + 128), (x - 128, y + 174)], 20)
    for (fish_x, fish_y), angle in (((x - 250, y + 40), 0.35), ((x - 215, y - 40), -0.2)):
        _perch(sheet, fish_x, fish_y, angle)
    # A stool and the sledge behind it.
    sheet.box(Ink.PALE, x + 150, y + 128, 150, 130, 14)
    sheet.box(Ink.KEY, x + 140, y + 112, 150, 130, 14)
    sheet.box(Ink.FULL, x + 156, y + 128, 118, 98, 8)
    # From the sledge's bow, in one slack bend.
    rope = [
        (x + 262 - 40 * math.sin(k / 12 * math.pi), y - 38 + k * 11 + 8 * math.sin(k / 2))
        for k in range(13)
    ]
    sheet.line(Ink.KEY, rope, 6)
    hull = [(-150, -66), (90, -66), (150, -44), (172, 0), (150, 44), (90, 66), (-150, 66)]
    angle = 2.7
    sheet.polygon(Ink.PALE, turned(hull, x + 412, y - 82, angle))
    sheet.polygon(Ink.SPOT, turned(hull, x + 400, y - 100, angle))
    sheet.polygon(Ink.KEY, turned(hull, x + 400, y - 100, angle, 0.84))
    sheet.polygon(Ink.SPOT, turned(hull, x + 400, y - 100, angle, 0.78))
    bag = [(-80, -40), (10, -40), (10, 40), (-80, 40)]
    sheet.polygon(Ink.PAPER, turned(bag, x + 400, y - 100, angle))
    for line in (-40, 0):
        sheet.line(Ink.KEY, turned([(line, -40), (line, 40)], x + 400, y - 100, angle), 5)


def _perch(sheet: Print, x: float, y: float, angle: float) -> None:
    body = [
        (-62, 0),
        (-30, -20),
        (10, -22),
        (44, -8),
        (74, -24),
        (68, 0),
        (74, 24),
        (44, 8),
        (10, 20),
        (-30, 18),
    ]
    sheet.polygon(Ink.KEY, turned(body, x, y, angle))
    for place in (-22, -2, 18):
        sheet.line(Ink.PALE, turned([(place, -13), (place - 4, 10)], x, y, angle), 5)
    sheet.polygon(Ink.SPOT, turned([(48, -6), (74, -24), (68, 0), (74, 24), (48, 6)], x, y, angle))
    eye = turned([(-48, -4)], x, y, angle)[0]
    sheet.ellipse(Ink.PAPER, *eye, 5)
