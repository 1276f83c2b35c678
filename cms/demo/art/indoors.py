"""Where associations meet: a hall with its chairs, and a notice board."""

import math
from random import Random

from cms.demo.art import inks
from cms.demo.art.inks import Inks
from cms.demo.art.press import HEIGHT, WIDTH, Drawing, Ink, Print, blob, turned

HALLS = (Inks(inks.BIRCH, inks.PINE, inks.BERRY), Inks(inks.LAKE_PALE, inks.LAKE, inks.ASPEN))
BOARDS = (Inks(inks.ASPEN_PALE, inks.PINE, inks.ASPEN), Inks(inks.LAKE_PALE, inks.LAKE, inks.ASPEN))


def hall(random: Random) -> Drawing:
    """A hall with rows of chairs before a platform and a lectern."""
    sheet = Print(random, random.choice(HALLS), Ink.PALE)
    # The wall behind: boarded below, tall windows to a lake, a curtain on either side.
    for x in (330, 560, 850, 1080):
        _tall_window(sheet, x, 60, 190, 300)
    for start, step in ((0, 1), (WIDTH, -1)):
        for k in range(6):
            x = start + step * k * 44
            fold = [(x, -10), (x + step * 46, -10), (x + step * 40, 470), (x, 470)]
            sheet.polygon(Ink.SPOT if k % 2 == 0 else Ink.KEY, fold)
            if k % 2:
                sheet.polygon(
                    Ink.SPOT,
                    [
                        (x + step * 9, -10),
                        (x + step * 46, -10),
                        (x + step * 40, 470),
                        (x + step * 14, 470),
                    ],
                )
    sheet.box(Ink.KEY, 0, 420, WIDTH, 70)
    sheet.box(Ink.PAPER, 0, 412, WIDTH, 14)
    for x in range(30, WIDTH, 92):
        sheet.line(Ink.FULL, [(x, 432), (x, 484)], 3)
    # The lectern.
    sheet.polygon(Ink.KEY, [(744, 300), (868, 300), (850, 418), (762, 418)])
    sheet.polygon(Ink.SPOT, [(726, 280), (886, 280), (872, 316), (740, 316)])
    sheet.line(Ink.KEY, [(830, 282), (846, 226)], 5)
    sheet.ellipse(Ink.KEY, 848, 222, 11)
    sheet.box(Ink.FULL, 0, 490, WIDTH, HEIGHT - 490)
    coat = (2, random.choice((-2, -1, 1, 2)))
    for row, (foot, size) in enumerate(((610, 0.52), (722, 0.72), (872, 1.0), (1090, 1.38))):
        wide = 172 * size
        count = int(WIDTH / 2 / wide) + 1
        for k in range(-count, count + 1):
            if abs(k) * wide < 46 * size + 30 and row < 4 and k == 0:
                continue
            x = WIDTH / 2 + (k - math.copysign(0.32, k)) * wide
            _chair(sheet, x, foot, size, Ink.SPOT if (row, k) == coat else Ink.PAPER)
    return sheet.finished((WIDTH // 2, 500, 1000, 640))


def _tall_window(sheet: Print, x: float, y: float, width: float, height: float) -> None:
    sheet.box(Ink.KEY, x - 8, y - 8, width + 16, height + 16)
    sheet.box(Ink.PAPER, x, y, width, height)
    sheet.box(Ink.FULL, x, y + height * 0.66, width, height * 0.34)
    sheet.box(Ink.PALE, x, y + height * 0.76, width, height * 0.24)
    for k in range(1, 3):
        sheet.box(Ink.KEY, x + width / 3 * k - 3, y, 6, height)
    for k in range(1, 3):
        sheet.box(Ink.KEY, x, y + height / 3 * k - 3, width, 6)


def _chair(sheet: Print, x: float, foot: float, size: float, ink: Ink) -> None:
    """A stacking chair from behind: a bent back, two legs, the seat's edge."""
    w, h = 62 * size, 210 * size
    for side in (-1, 1):
        sheet.line(Ink.KEY, [(x + side * w * 0.86, foot - h * 0.9), (x + side * w, foot)], 9 * size)
    sheet.polygon(
        Ink.KEY,
        [
            (x - w * 0.95, foot - h * 0.46),
            (x + w * 0.95, foot - h * 0.46),
            (x + w * 1.02, foot - h * 0.38),
            (x - w * 1.02, foot - h * 0.38),
        ],
    )
    sheet.box(
        Ink.KEY,
        x - w - 4 * size,
        foot - h - 4 * size,
        2 * w + 8 * size,
        h * 0.46 + 8 * size,
        20 * size,
    )
    sheet.box(ink, x - w, foot - h, 2 * w, h * 0.46, 18 * size)
    sheet.box(Ink.KEY, x - w * 0.34, foot - h * 0.93, w * 0.68, h * 0.07, 6 * size)


def board(random: Random) -> Drawing:
    """A notice board: papers, a map, a poster, strips to tear off, and a pin in each."""
    sheet = Print(random, random.choice(BOARDS), Ink.FULL)
    sheet.box(Ink.KEY, 96, 66, 1428, 888, 12)
    sheet.box(Ink.PAPER, 80, 46, 1428, 888, 12)
    sheet.box(Ink.KEY, 112, 78, 1364, 824)
    sheet.box(Ink.PALE, 118, 84, 1352, 812)
    for _ in range(420):
        sheet.ellipse(
            Ink.FULL, random.uniform(126, 1460), random.uniform(92, 888), random.uniform(1.5, 3)
        )
    for x, y, w, h, draw in (
        (300, 290, 290, 370, _text),
        (300, 680, 300, 240, _text),
        (660, 480, 330, 500, _poster),
        (640, 800, 250, 130, _text),
        (1010, 300, 310, 330, _text),
        (1010, 690, 300, 330, _strips),
        (1310, 320, 230, 330, _text),
        (1310, 690, 240, 260, _text),
    ):
        _pinned(sheet, x, y, w, h, draw)
    return sheet.finished((770, 480, 860, 640))


def _pinned(sheet: Print, x: float, y: float, w: float, h: float, draw) -> None:
    random = sheet.random
    angle = random.uniform(-0.06, 0.06)

    def place(points: list) -> list:
        return turned([(a - w / 2, b - h / 2) for a, b in points], x, y, angle)

    page = [(0, 0), (w, 0), (w, h), (0, h)]
    sheet.polygon(Ink.KEY, place([(a + 7, b + 9) for a, b in page]))
    draw(sheet, place, w, h)
    pin = place([(w / 2, 18)])[0]
    sheet.ellipse(Ink.KEY, pin[0] + 5, pin[1] + 7, 12)
    sheet.ellipse(random.choice((Ink.SPOT, Ink.FULL, Ink.SPOT)), *pin, 12)


def _text(sheet: Print, place, w: float, h: float) -> None:
    random = sheet.random
    ink = Ink.SPOT if w < 280 and h < 300 else Ink.PAPER
    sheet.polygon(ink, place([(0, 0), (w, 0), (w, h), (0, h)]))
    sheet.line(Ink.KEY, place([(30, 62), (w * random.uniform(0.5, 0.85), 62)]), 16)
    y = 102
    while y < h - 26:
        sheet.line(
            Ink.KEY if ink == Ink.SPOT else Ink.FULL,
            place([(30, y), (w - 30 - random.uniform(0, w * 0.3), y)]),
            5,
        )
        y += 24


def _poster(sheet: Print, place, w: float, h: float) -> None:
    """A poster of a lake: its depths one in another, and two lines of words below."""
    sheet.polygon(Ink.PAPER, place([(0, 0), (w, 0), (w, h), (0, h)]))
    a, b, e, f = 26, 46, w - 26, h - 120
    sheet.polygon(Ink.SPOT, place([(a, b), (e, b), (e, f), (a, f)]))
    seed = sheet.random.random()
    for far, ink in (
        (1.0, Ink.PAPER),
        (0.92, Ink.FULL),
        (0.66, Ink.PAPER),
        (0.6, Ink.KEY),
        (0.3, Ink.FULL),
    ):
        depth = blob(Random(seed), w / 2, (b + f) / 2, 116 * far, 148 * far, 0.2)
        sheet.polygon(ink, place(depth))
    sheet.line(Ink.KEY, place([(34, h - 84), (w - 60, h - 84)]), 20)
    sheet.line(Ink.FULL, place([(34, h - 44), (w - 130, h - 44)]), 7)


def _strips(sheet: Print, place, w: float, h: float) -> None:
    """A notice whose lower edge is cut into strips with a number on each; some are gone."""
    cut = h - 110
    sheet.polygon(Ink.PAPER, place([(0, 0), (w, 0), (w, cut), (0, cut)]))
    sheet.polygon(Ink.PALE, place([(7, cut), (w + 7, cut), (w + 7, h + 9), (0, h + 9)]))
    sheet.line(Ink.KEY, place([(30, 64), (w - 60, 64)]), 18)
    for row in range(4):
        sheet.line(Ink.FULL, place([(30, 104 + row * 26), (w - 40 - row * 22, 104 + row * 26)]), 5)
    each = w / 7
    for k in range(7):
        if k in (1, 4):
            continue
        sheet.polygon(
            Ink.PAPER,
            place(
                [
                    (k * each + 2, cut - 1),
                    ((k + 1) * each - 2, cut - 1),
                    ((k + 1) * each - 2, h),
                    (k * each + 2, h),
                ]
            ),
        )
        sheet.line(Ink.KEY, place([((k + 0.5) * each, cut + 18), ((k + 0.5) * each, h - 20)]), 5)
