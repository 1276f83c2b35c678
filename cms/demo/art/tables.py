"""Tables seen from above, laid for a meeting: coffee and buns, papers and pens."""

import math
from random import Random

from cms.demo.art import inks
from cms.demo.art.inks import Inks
from cms.demo.art.press import HEIGHT, WIDTH, Drawing, Ink, Print, blob, turned

TABLES = (
    Inks(inks.BIRCH, inks.PINE, inks.ASPEN),
    Inks(inks.LAKE_PALE, inks.LAKE, inks.ASPEN),
    Inks(inks.BERRY_PALE, inks.BERRY, inks.ASPEN),
)
ROUND = (Inks(inks.ASPEN_PALE, inks.PINE, inks.ASPEN), Inks(inks.BIRCH, inks.BERRY, inks.ASPEN))


def table(random: Random) -> Drawing:
    """A meeting's table from above: cups on saucers, buns, papers and pens, chairs around."""
    sheet = Print(random, random.choice(TABLES), Ink.FULL)
    top, places = 165, [220 + 387 * k for k in range(4)]
    for x in places:
        for y, away in ((30, 16), (HEIGHT - 180, -16)):
            sheet.box(Ink.KEY, x - 110, y, 220, 150, 46)
            sheet.box(Ink.SPOT, x - 98, y + away, 196, 150, 38)
    sheet.box(Ink.KEY, 46, top + 20, WIDTH - 76, HEIGHT - 2 * top + 12, 60)
    sheet.box(Ink.PALE, 34, top, WIDTH - 68, HEIGHT - 2 * top, 60)
    for x in places:
        for upper in (True, False):
            angle = random.uniform(-0.12, 0.12) + (math.pi if upper else 0)
            y = top + 122 if upper else HEIGHT - top - 122
            side = 1 if upper else -1
            _papers(sheet, x + 62 * side, y + random.uniform(-8, 8), angle)
            _cup(sheet, x - 88 * side, y + 22 * side + random.uniform(-10, 10), random)
    _buns(sheet, 800, 500)
    _pot(sheet, 1170, 505)
    _vase(sheet, 420, 500)
    return sheet.finished((WIDTH // 2, HEIGHT // 2, 900, 620))


def round_table(random: Random) -> Drawing:
    """A round table from above with seven places, buns in the middle; one chair is drawn out."""
    sheet = Print(random, random.choice(ROUND), Ink.FULL)
    for x in range(-40, WIDTH, 84):
        sheet.line(Ink.KEY, [(x, -10), (x, HEIGHT + 10)], 2)
    x, y, places, out = 800, 500, 7, random.randrange(7)
    angles = [(k + 0.25) / places * math.tau for k in range(places)]
    chair = [(-92, -60), (92, -60), (104, 0), (88, 64), (-88, 64), (-104, 0)]
    for k, angle in enumerate(angles):
        away = 452 if k != out else 540
        at = turned([(away, 0)], x, y, angle)[0]
        shape = turned(chair, 0, 0, angle - math.pi / 2)
        sheet.polygon(Ink.KEY, [(at[0] + a * 1.1, at[1] + b * 1.1) for a, b in shape])
        sheet.polygon(Ink.SPOT, [(at[0] + a, at[1] + b) for a, b in shape])
    sheet.ellipse(Ink.KEY, x + 12, y + 18, 430)
    sheet.ellipse(Ink.PALE, x, y, 425)
    sheet.ring(Ink.PAPER, x, y, 405, 5)
    for angle in angles:
        at = turned([(305, -44)], x, y, angle)[0]
        _papers(sheet, *at, angle - math.pi / 2 + random.uniform(-0.1, 0.1), 0.82)
        at = turned([(312, 96)], x, y, angle)[0]
        _cup(sheet, *at, random, 0.8)
    _buns(sheet, x, y)
    return sheet.finished((x, y, 980, 800))


def _papers(sheet: Print, x: float, y: float, angle: float, size: float = 1) -> None:
    """A page with lines of writing, and often a pen upon it."""
    random = sheet.random

    def place(points: list) -> list:
        return turned(points, x, y, angle, size)

    page = [(-72, -98), (72, -98), (72, 98), (-72, 98)]
    sheet.polygon(Ink.KEY, place([(a + 5, b + 6) for a, b in page]))
    sheet.polygon(Ink.PAPER, place(page))
    sheet.line(Ink.KEY, place([(-52, -72), (10, -72)]), 9)
    for row in range(7):
        end = random.uniform(10, 52)
        sheet.line(Ink.FULL, place([(-52, -44 + row * 19), (end, -44 + row * 19)]), 4)
    if random.random() < 0.7:
        pen = [(20, 86), (96, -8)]
        sheet.line(Ink.KEY, place(pen), 11)
        sheet.line(Ink.SPOT, place([(20, 86), (72, 22)]), 11)


def _cup(sheet: Print, x: float, y: float, random: Random, size: float = 1) -> None:
    """Coffee in a cup with an ear, on a saucer with its spoon."""
    angle = random.uniform(0, math.tau)

    def place(points: list) -> list:
        return turned(points, x, y, angle, size)

    sheet.ellipse(Ink.KEY, x + 5 * size, y + 7 * size, 66 * size)
    sheet.ellipse(Ink.PAPER, x, y, 66 * size)
    sheet.ring(Ink.FULL, x, y, 58 * size, 4)
    sheet.line(Ink.PAPER, place([(0, 0), (56, 0)]), 18 * size)
    sheet.line(Ink.KEY, place([(0, 0), (54, 0)]), 9 * size)
    for ink, radius in ((Ink.KEY, 43), (Ink.PAPER, 39), (Ink.KEY, 32)):
        sheet.ellipse(ink, x, y, radius * size)
    spoon = place([(-58, -34), (-6, -52)])
    sheet.line(Ink.SPOT, spoon, 7 * size)
    sheet.ellipse(Ink.SPOT, *spoon[0], 10 * size)


def _buns(sheet: Print, x: float, y: float) -> None:
    """A plate of cinnamon buns, each a coil, with grains of sugar."""
    sheet.ellipse(Ink.KEY, x + 7, y + 10, 152, 118)
    sheet.ellipse(Ink.PAPER, x, y, 152, 118)
    sheet.ellipse(Ink.FULL, x, y, 140, 107)
    sheet.ellipse(Ink.PAPER, x, y, 135, 102)
    for a, b in ((-72, -12), (-4, -48), (70, -12), (-34, 48), (42, 50)):
        cx, cy = x + a, y + b
        sheet.polygon(Ink.KEY, blob(sheet.random, cx + 3, cy + 4, 46, 43, 0.05))
        sheet.polygon(Ink.SPOT, blob(sheet.random, cx, cy, 44, 41, 0.05))
        coil = [
            (cx + (4 + k * 0.86) * math.cos(k / 5.4), cy + (4 + k * 0.82) * math.sin(k / 5.4))
            for k in range(40)
        ]
        sheet.line(Ink.KEY, coil, 6)
        for _ in range(9):
            sheet.ellipse(
                Ink.PAPER,
                cx + sheet.random.uniform(-28, 28),
                cy + sheet.random.uniform(-28, 28),
                3.4,
            )


def _pot(sheet: Print, x: float, y: float) -> None:
    """A coffee pot with its spout and handle."""
    sheet.polygon(
        Ink.KEY, [(x + 40, y - 26), (x + 128, y - 62), (x + 140, y - 34), (x + 62, y + 26)]
    )
    sheet.line(Ink.KEY, [(x - 60, y + 24), (x - 150, y + 62)], 30)
    sheet.ellipse(Ink.KEY, x, y, 96)
    sheet.ellipse(Ink.FULL, x - 5, y - 6, 88)
    sheet.ring(Ink.PALE, x - 5, y - 6, 62, 7)
    sheet.ellipse(Ink.PAPER, x - 5, y - 6, 20)


def _vase(sheet: Print, x: float, y: float) -> None:
    """Rowan in a jug: leaves in pairs, berries in a bunch."""
    for k in range(7):
        angle = k / 7 * math.tau + 0.3
        stem = [(0, 0), (118, 0)]
        sheet.line(Ink.KEY, turned(stem, x, y, angle), 5)
        for far in (52, 78, 104):
            for side in (-1, 1):
                leaf = [(0, 0), (14, side * 8), (34, side * 26), (14, side * 22)]
                at = turned([(far, 0)], x, y, angle)[0]
                sheet.polygon(Ink.FULL, turned(leaf, *at, angle, 1.0))
    for _ in range(34):
        angle, far = sheet.random.uniform(0, math.tau), 50 * sheet.random.random() ** 0.5
        sheet.ellipse(Ink.KEY, x + far * math.cos(angle) + 2, y + far * math.sin(angle) + 3, 11)
        sheet.ellipse(Ink.SPOT, x + far * math.cos(angle), y + far * math.sin(angle), 10)
