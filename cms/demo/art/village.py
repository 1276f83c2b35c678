"""The village and its shore: a jetty with boats, a house in the evening, a market, a work bee."""

import math
from random import Random

from cms.demo.art import inks
from cms.demo.art.inks import Inks
from cms.demo.art.land import spruce
from cms.demo.art.press import HEIGHT, WIDTH, Drawing, Ink, Print, blob, turned, wave

JETTIES = (Inks(inks.LAKE_PALE, inks.LAKE, inks.BERRY), Inks(inks.PINE_PALE, inks.PINE, inks.ASPEN))
EVENINGS = (Inks(inks.LAKE_PALE, inks.BERRY, inks.ASPEN), Inks(inks.BIRCH, inks.PINE, inks.ASPEN))


def jetty(random: Random) -> Drawing:
    """A jetty from above, with rowing boats tied to it and one coming in."""
    sheet = Print(random, random.choice(JETTIES), Ink.FULL)
    for _ in range(70):
        x, y, long = random.uniform(0, WIDTH), random.uniform(0, HEIGHT), random.uniform(30, 110)
        sheet.line(Ink.PALE, wave(random, x, x + long, y, 5, 8), 4)
    shore = [(x, y + x * 0.16) for x, y in wave(random, -40, WIDTH + 40, 760, 34)]
    corner = [(WIDTH + 40, HEIGHT + 40), (-40, HEIGHT + 40)]
    sheet.polygon(Ink.PALE, [*((x, y - 38) for x, y in shore), *corner])
    sheet.polygon(Ink.FULL, [*((x, y - 26) for x, y in shore), *corner])
    sheet.polygon(Ink.PALE, [*((x, y - 14) for x, y in shore), *corner])
    sheet.polygon(Ink.PAPER, [*shore, *corner])
    for _ in range(26):
        x = random.uniform(0, WIDTH)
        y = 770 + x * 0.16 + random.uniform(-30, 60)
        size = random.uniform(12, 34)
        sheet.polygon(Ink.KEY, blob(random, x + 4, y + 5, size, size * 0.8))
        sheet.polygon(Ink.PALE, blob(random, x, y, size, size * 0.8))
    lean = -0.1

    def place(points: list) -> list:
        return turned(points, 800, 1010, lean)

    # Its shadow on the water, then plank by plank.
    sheet.polygon(Ink.KEY, place([(-58, 0), (-58, -850), (96, -850), (96, 0)]))
    for k in range(29):
        y = -k * 30
        out = random.uniform(-5, 5)
        plank = [(-78 + out, y), (78 + out, y), (78 + out, y - 25), (-78 + out, y - 25)]
        sheet.polygon(Ink.PAPER, place(plank))
        if random.random() < 0.3:
            start = random.uniform(-60, 0)
            sheet.line(Ink.PALE, place([(start, y - 12), (start + 50, y - 12)]), 4)
        for side in (-58, 58):
            sheet.ellipse(Ink.KEY, *place([(side + out, y - 12)])[0], 4)
    # A life buoy at the end.
    at = place([(6, -790)])[0]
    sheet.ring(Ink.SPOT, *at, 42, 20)
    for k in range(4):
        a, b = math.cos(k * math.pi / 2 + 0.6), math.sin(k * math.pi / 2 + 0.6)
        sheet.line(
            Ink.PAPER, [(at[0] + a * 24, at[1] + b * 24), (at[0] + a * 40, at[1] + b * 40)], 10
        )
    for (x, y), angle, hull, rope in (
        ((-260, -560), 0.16, Ink.SPOT, (-70, -690)),
        ((262, -640), -0.1, Ink.PAPER, (70, -760)),
        ((275, -250), 0.07, Ink.SPOT, (70, -390)),
    ):
        at = place([(x, y)])[0]
        bow = turned([(0, -170)], *at, angle + lean)[0]
        post = place([rope])[0]
        slack = [
            (
                bow[0] + (post[0] - bow[0]) * k / 10,
                bow[1] + (post[1] - bow[1]) * k / 10 + 26 * math.sin(k / 10 * math.pi),
            )
            for k in range(11)
        ]
        sheet.line(Ink.KEY, slack, 5)
        _boat(sheet, *at, angle + lean, hull)
    return sheet.finished((800, 460, 860, 700))


def _hull(half: float, long: float) -> list:
    """A rowing boat's outline: a pointed bow, a broad middle, a narrower stern."""
    right = [
        (half * math.sin(math.pi * min(1, (k / 20) ** 0.8 * 0.86)), -long + 2 * long * k / 20)
        for k in range(21)
    ]
    return [*right, *((-x, y) for x, y in reversed(right))]


def _boat(sheet: Print, x: float, y: float, angle: float, ink: Ink) -> None:
    sheet.polygon(Ink.KEY, turned(_hull(76, 178), x + 14, y + 16, angle))
    sheet.polygon(ink, turned(_hull(78, 180), x, y, angle))
    sheet.polygon(Ink.KEY, turned(_hull(64, 158), x, y + 2, angle))
    sheet.polygon(Ink.PALE, turned(_hull(60, 152), x, y + 2, angle))
    for k in range(-5, 6):
        if abs(k) < 5:
            wide = 50 - abs(k) * 3
            sheet.line(Ink.FULL, turned([(-wide, k * 26), (wide, k * 26)], x, y, angle), 3)
    for seat, wide in ((-72, 50), (8, 62), (92, 54)):
        board = [(-wide, seat - 15), (wide, seat - 15), (wide, seat + 15), (-wide, seat + 15)]
        sheet.polygon(Ink.KEY, turned([(a + 3, b + 7) for a, b in board], x, y, angle))
        sheet.polygon(Ink.PAPER, turned(board, x, y, angle))
    for side in (-1, 1):
        sheet.line(Ink.KEY, turned([(side * 24, -110), (side * 30, 90)], x, y, angle), 9)
        blade = [
            (side * 30 - 13, 84),
            (side * 30 + 13, 84),
            (side * 30 + 10, 140),
            (side * 30 - 10, 140),
        ]
        sheet.polygon(Ink.KEY, turned(blade, x, y, angle))


def house(random: Random) -> Drawing:
    """The village's house on a winter evening, its windows lit and a path to its door."""
    sheet = Print(random, random.choice(EVENINGS), Ink.KEY)
    for _ in range(70):
        sheet.ellipse(
            Ink.PAPER,
            random.uniform(0, WIDTH),
            random.uniform(0, 480),
            random.choice((2.5, 3, 4.5)),
        )
    # The wood behind is told from the night by its snow alone.
    x = -40.0
    while x < WIDTH + 40:
        tall = random.uniform(220, 420) * (1 if abs(x - 800) > 360 else 0.8)
        _snowy(sheet, x, 760, tall)
        x += random.uniform(60, 110)
    ground = wave(random, -40, WIDTH + 40, 770, 22)
    sheet.polygon(Ink.PAPER, [*ground, (WIDTH + 40, HEIGHT), (-40, HEIGHT)])
    _walls(sheet, 400, 470, 800, 330)
    # A path to the door, and the steps of those who came.
    path = [
        (752, 812),
        (858, 812),
        (900, 880),
        (860, 940),
        (880, 1010),
        (640, 1010),
        (640, 940),
        (722, 880),
    ]
    sheet.polygon(Ink.PALE, path)
    for k in range(9):
        y = 850 + k * 18
        sheet.ellipse(Ink.KEY, 790 - k * 5 + (20 if k % 2 else -14), y, 5 + k * 0.4, 8)
    for x, y, size in ((270, 830, 300), (1370, 850, 340), (1490, 880, 200)):
        _snowy(sheet, x, y, size, Ink.KEY)
    for x in (330, 1270):
        for k in range(3):
            sheet.line(Ink.KEY, [(x + k * 16 - 16, 830), (x + k * 22 - 22, 776)], 4)
    return sheet.finished((800, 620, 1000, 640))


def _snowy(sheet: Print, x: float, foot: float, tall: float, tree: Ink = Ink.KEY) -> None:
    """A spruce with snow on its branches."""
    spruce(sheet, tree, x, foot, tall)
    random = sheet.random
    for k in range(1, 6):
        y = foot - tall * (1 - k / 6.2)
        out = tall * 0.16 * k / 6
        for side in (-1, 1):
            if random.random() < 0.85:
                sheet.line(
                    Ink.PALE,
                    [(x + side * out * 0.2, y - tall * 0.035), (x + side * out, y)],
                    max(3, tall / 70),
                )


def _walls(sheet: Print, x: float, y: float, width: float, height: float) -> None:
    """A boarded house: walls, corner boards, a porch, windows, a roof under snow."""
    sheet.box(Ink.FULL, x, y, width, height)
    for k in range(1, int(width / 22)):
        sheet.line(Ink.KEY, [(x + k * 22, y), (x + k * 22, y + height)], 2)
    sheet.box(Ink.KEY, x, y + height - 34, width, 40)
    for side in (x - 6, x + width - 18):
        sheet.box(Ink.PAPER, side, y, 24, height - 30)
    roof = [
        (x - 62, y + 14),
        (x + 80, y - 190),
        (x + width - 80, y - 190),
        (x + width + 62, y + 14),
    ]
    sheet.polygon(Ink.PAPER, roof)
    sheet.polygon(
        Ink.PALE,
        [(x - 62, y + 14), (x - 54, y - 2), (x + width + 54, y - 2), (x + width + 62, y + 14)],
    )
    sheet.box(Ink.KEY, x - 40, y + 14, width + 80, 10)
    # Chimney and smoke.
    sheet.box(Ink.FULL, x + 560, y - 258, 62, 96)
    sheet.box(Ink.PAPER, x + 550, y - 272, 82, 22, 8)
    smoke = [(x + 591 + 26 * math.sin(k / 3.2) + k * 3.4, y - 286 - k * 9) for k in range(24)]
    sheet.line(Ink.PALE, smoke, 16)
    for left in (55, 190, 540, 675):
        _window(sheet, x + left, y + 90, 84, 128)
    # The gable over the door, and the door itself, ajar.
    sheet.polygon(Ink.FULL, [(x + 290, y + 40), (x + 400, y - 80), (x + 510, y + 40)])
    sheet.line(Ink.PAPER, [(x + 270, y + 46), (x + 400, y - 94), (x + 530, y + 46)], 26)
    sheet.ellipse(Ink.SPOT, x + 400, y - 10, 24)
    sheet.box(Ink.PAPER, x + 334, y + 76, 132, 262)
    sheet.box(Ink.SPOT, x + 350, y + 92, 100, 246)
    sheet.polygon(
        Ink.KEY, [(x + 350, y + 92), (x + 396, y + 108), (x + 396, y + 338), (x + 350, y + 338)]
    )
    sheet.box(Ink.PALE, x + 318, y + 332, 164, 14)


def _window(sheet: Print, x: float, y: float, width: float, height: float) -> None:
    sheet.box(Ink.PAPER, x - 14, y - 14, width + 28, height + 28)
    sheet.box(Ink.SPOT, x, y, width, height)
    sheet.box(Ink.PAPER, x + width / 2 - 5, y, 10, height)
    sheet.box(Ink.PAPER, x, y + height * 0.36, width, 9)
