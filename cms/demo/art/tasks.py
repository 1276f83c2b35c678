"""What associations do together: a work bee, a market, and a plan of rooms with their key."""

import math
from random import Random

from cms.demo.art import inks
from cms.demo.art.inks import Inks
from cms.demo.art.press import HEIGHT, WIDTH, Drawing, Ink, Print, blob, turned

BEES = (
    Inks(inks.LICHEN_PALE, inks.PINE, inks.ASPEN),
    Inks(inks.ASPEN_PALE, inks.BERRY, inks.ASPEN),
)
MARKETS = (Inks(inks.ASPEN_PALE, inks.LAKE, inks.BERRY),)
PLANS = (Inks(inks.LAKE_PALE, inks.LAKE, inks.ASPEN),)


def bee(random: Random) -> Drawing:
    """Rubber boots in a row before a boarded wall, rakes leaning on it, a bucket of leaves."""
    sheet = Print(random, random.choice(BEES), Ink.FULL)
    for x in range(0, WIDTH, 100):
        sheet.line(Ink.KEY, [(x, -10), (x, 760)], 4)
        for y in (60, 640):
            sheet.ellipse(Ink.KEY, x + 50, y, 5)
    floor = 760
    sheet.box(Ink.KEY, 0, floor - 8, WIDTH, 60)
    sheet.box(Ink.PALE, 0, floor + 8, WIDTH, HEIGHT)
    for y, shift in ((830, 0), (915, 180)):
        sheet.line(Ink.KEY, [(0, y), (WIDTH, y)], 3)
        for x in range(shift, WIDTH, 460):
            sheet.line(Ink.KEY, [(x, y), (x, y + 85)], 3)
    for foot, head, teeth in ((150, 250, 9), (1440, 1310, 9)):
        _rake(sheet, foot, head, teeth)
    tones = [Ink.SPOT, Ink.KEY, Ink.PAPER]
    random.shuffle(tones)
    for k, (x, size) in enumerate(((430, 1.12), (725, 0.78), (985, 1.0))):
        for away in (96, 0):
            _boot(sheet, x + away * size, 868 + (0 if away else 18), size, tones[k])
    _bucket(sheet, 1310, 880)
    for _ in range(16):
        x, y = random.uniform(60, 1560), random.uniform(900, 985)
        _leaf(sheet, x, y, random.uniform(0, 6), random.choice((Ink.SPOT, Ink.FULL)))
    return sheet.finished((770, 640, 980, 600))


def _leaf(sheet: Print, x: float, y: float, angle: float, ink: Ink, size: float = 21) -> None:
    shape = [(0, -1.3), (0.75, -0.3), (0.6, 0.6), (0, 1), (-0.6, 0.6), (-0.75, -0.3)]
    sheet.polygon(ink, turned(shape, x, y, angle, size))
    sheet.line(Ink.KEY, turned([(0, -0.9), (0, 1.5)], x, y, angle, size), 3)


def _boot(sheet: Print, x: float, foot: float, size: float, ink: Ink) -> None:
    """A rubber boot from its side, with a band at its top and a ribbed sole."""

    def place(points: list) -> list:
        return [(x + a * size, foot + b * size) for a, b in points]

    edge = Ink.PALE if ink == Ink.KEY else Ink.KEY
    shape = [
        (-62, -430),
        (62, -436),
        (60, -250),
        (66, -150),
        (110, -108),
        (158, -78),
        (170, -30),
        (168, 0),
        (-66, 0),
        (-70, -60),
        (-60, -180),
    ]
    around = [(a + (10 if a > 0 else -10), b + (10 if b > -200 else -10)) for a, b in shape]
    sheet.polygon(Ink.FULL if ink == Ink.KEY else Ink.KEY, place(around))
    sheet.polygon(ink, place(shape))
    sheet.polygon(edge, place([(-62, -430), (62, -436), (62, -402), (-62, -396)]))
    sheet.polygon(edge, place([(-70, -26), (169, -26), (168, 4), (-68, 4)]))
    sheet.line(edge, place([(-58, -196), (-8, -150), (66, -150)]), 5 * size)
    sheet.line(edge, place([(30, -376), (28, -240)]), 8 * size)
    sheet.line(edge, place([(100, -70), (140, -54)]), 7 * size)


def _rake(sheet: Print, foot: float, head: float, teeth: int) -> None:
    """A wooden rake, its head up."""
    sheet.line(Ink.KEY, [(foot + 12, 850), (head + 12, 96)], 24)
    sheet.line(Ink.PAPER, [(foot, 850), (head, 90)], 20)
    angle = math.atan2(850 - 90, foot - head) - math.pi / 2
    for k in range(teeth):
        at = (k - (teeth - 1) / 2) * 38
        sheet.line(Ink.KEY, turned([(at, 0), (at, 62)], head, 90, angle), 13)
        sheet.line(Ink.PAPER, turned([(at, 0), (at, 60)], head, 90, angle), 9)
    sheet.line(Ink.KEY, turned([(-172, 8), (172, 8)], head, 90, angle), 34)
    sheet.line(Ink.SPOT, turned([(-172, 0), (172, 0)], head, 90, angle), 28)


def _bucket(sheet: Print, x: float, foot: float) -> None:
    random = sheet.random
    for _ in range(26):
        at = x + random.uniform(-104, 104)
        _leaf(
            sheet,
            at,
            foot - 236 - random.uniform(0, 62) * (1 - abs(at - x) / 130),
            random.uniform(0, 6),
            random.choice((Ink.SPOT, Ink.PALE)),
            30,
        )
    sheet.polygon(
        Ink.KEY,
        [(x - 140, foot - 236), (x + 140, foot - 236), (x + 110, foot + 10), (x - 110, foot + 10)],
    )
    sheet.polygon(
        Ink.PAPER, [(x - 128, foot - 226), (x + 128, foot - 226), (x + 99, foot), (x - 99, foot)]
    )
    for y, wide in ((-160, 121), (-60, 109)):
        sheet.line(Ink.KEY, [(x - wide, foot + y), (x + wide, foot + y)], 8)
    handle = [
        (x + 132 * math.cos(k / 12 * math.pi), foot - 216 + 150 * math.sin(k / 12 * math.pi))
        for k in range(13)
    ]
    sheet.line(Ink.KEY, handle, 9)
    sheet.box(Ink.SPOT, x - 42, foot - 80, 84, 26, 12)


def market(random: Random) -> Drawing:
    """A market from above: striped canopies in rows, tables, baskets, a bicycle left in between."""
    sheet = Print(random, random.choice(MARKETS), Ink.PALE)
    # The square's paving.
    for row in range(11):
        for column in range(18):
            x, y = column * 96 - 40 + row % 2 * 48, row * 96 - 20
            sheet.box(Ink.PAPER, x, y, 86, 86, 6)
    tones = [Ink.FULL, Ink.SPOT, Ink.KEY]
    for row, y in enumerate((30, 385, 740)):
        for column in range(4):
            x = column * 420 - 40 + row % 2 * 90
            ink = tones[(column + row * 2) % 3]
            _stall(sheet, x, y, 300, 205, random.uniform(-0.04, 0.04), ink)
            _wares(sheet, x + 20, y + 236, 262)
    return sheet.finished((WIDTH // 2, 500, 960, 640))


def _stall(sheet: Print, x: float, y: float, w: float, h: float, angle: float, ink: Ink) -> None:
    def place(points: list) -> list:
        return turned([(a - w / 2, b - h / 2) for a, b in points], x + w / 2, y + h / 2, angle)

    def area(a: float, b: float, c: float, d: float) -> list:
        return place([(a, b), (c, b), (c, d), (a, d)])

    sheet.polygon(Ink.KEY, [(a + 22, b + 26) for a, b in area(0, 0, w, h)])
    sheet.polygon(Ink.PAPER, area(0, 0, w, h))
    stripes = 9
    each = w / stripes
    for k in range(0, stripes, 2):
        sheet.polygon(ink, area(k * each, 0, (k + 1) * each, h))
    for k in range(stripes):
        # The valance hangs in scallops along the front.
        at = place([((k + 0.5) * each, h)])[0]
        sheet.ellipse(ink if k % 2 == 0 else Ink.PAPER, *at, each / 2, 15)
    edge = Ink.PALE if ink == Ink.KEY else Ink.KEY
    sheet.line(edge, place([(0, h * 0.45), (w, h * 0.45)]), 5)
    sheet.line(Ink.KEY, place([(0, h - 1), (w, h - 1)]), 3)


def _wares(sheet: Print, x: float, y: float, w: float) -> None:
    """A table's front edge below the canopy, with what is sold."""
    random = sheet.random
    sheet.box(Ink.KEY, x + 10, y + 14, w, 62)
    sheet.box(Ink.PALE, x, y, w, 66, 4)
    at = x + 38
    while at < x + w - 24:
        kind = random.randrange(3)
        if kind == 0:
            sheet.ellipse(Ink.KEY, at, y + 33, 27)
            for _ in range(12):
                angle, far = random.uniform(0, 7), 19 * random.random() ** 0.5
                sheet.ellipse(
                    Ink.SPOT, at + far * math.cos(angle), y + 33 + far * math.sin(angle), 6
                )
        elif kind == 1:
            sheet.box(Ink.FULL, at - 25, y + 10, 50, 46, 4)
            for k in range(3):
                sheet.line(Ink.PAPER, [(at - 16 + k * 16, y + 16), (at - 16 + k * 16, y + 50)], 8)
        else:
            sheet.polygon(Ink.KEY, blob(random, at, y + 33, 26, 24, 0.06))
            sheet.polygon(Ink.PAPER, blob(random, at, y + 33, 21, 19, 0.06))
            sheet.line(Ink.FULL, [(at - 10, y + 30), (at + 10, y + 36)], 5)
        at += 64


def plan(random: Random) -> Drawing:
    """A plan of a house's rooms, and upon it a key with its tag."""
    sheet = Print(random, random.choice(PLANS), Ink.FULL)
    page = [(-640, -420), (640, -420), (640, 420), (-640, 420)]
    tilt = -0.05

    def place(points: list, x: float = 790, y: float = 490) -> list:
        return turned(points, x, y, tilt)

    sheet.polygon(Ink.KEY, place(page, 808, 512))
    sheet.polygon(Ink.PAPER, place(page))
    rooms = (
        (-560, -340, 380, 320, Ink.PALE),
        (-180, -340, 260, 200, Ink.PAPER),
        (80, -340, 480, 320, Ink.PALE),
        (-560, -20, 240, 360, Ink.PAPER),
        (-320, -20, 500, 360, Ink.PALE),
        (180, -20, 380, 200, Ink.PAPER),
        (180, 180, 380, 160, Ink.PALE),
        (-180, -140, 260, 120, Ink.PAPER),
    )
    for x, y, w, h, ink in rooms:
        corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
        sheet.polygon(ink, place(corners))
    for x, y, w, h, _ in rooms:
        corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
        sheet.line(Ink.KEY, place([*corners, corners[0]]), 13)
    # Doors: a gap in the wall and the quarter of a circle that the door sweeps.
    for x, y in ((-440, -20), (-20, -20), (250, -20), (330, 180), (-120, -140)):
        sheet.line(Ink.PAPER, place([(x, y), (x + 70, y)]), 17)
        sheet.line(Ink.KEY, place([(x, y), (x, y - 74)]), 6)
        sweep = [
            (x + 74 * math.sin(k / 10 * math.pi / 2), y - 74 * math.cos(k / 10 * math.pi / 2))
            for k in range(11)
        ]
        sheet.line(Ink.KEY, place(sweep), 4)
    # Tables and chairs in the rooms.
    for x, y in ((-470, -250), (-330, -250), (-470, -130), (-330, -130)):
        sheet.ellipse(Ink.FULL, *place([(x, y)])[0], 34)
    for row in range(4):
        for k in range(5):
            at = place([(180 + k * 70, -285 + row * 52)])[0]
            sheet.box(Ink.FULL, at[0] - 17, at[1] - 15, 34, 30, 6)
    _key(sheet, 830, 560, 0.42)
    return sheet.finished((810, 540, 900, 600))


def _key(sheet: Print, x: float, y: float, angle: float) -> None:
    for away, ink in ((16, Ink.KEY), (0, Ink.SPOT)):
        at = (x + away, y + away * 1.2)
        sheet.line(ink, turned([(-150, 0), (300, 0)], *at, angle), 46)
        for place, long in ((190, 96), (262, 120)):
            sheet.line(ink, turned([(place, 0), (place, long)], *at, angle), 40)
        centre = turned([(-230, 0)], *at, angle)[0]
        sheet.ring(ink, *centre, 122, 50)
    centre = turned([(-230, 0)], x, y, angle)[0]
    loop = turned([(-300, -30), (-360, 60), (-420, 40)], x, y, angle)
    sheet.line(Ink.KEY, [centre, *loop], 8)
    tag = [(-40, 0), (10, -58), (210, -58), (210, 58), (10, 58)]
    at = loop[-1]
    turn = 2.5
    sheet.polygon(Ink.KEY, turned([(a + 4, b - 12) for a, b in tag], *at, turn))
    sheet.polygon(Ink.PAPER, turned(tag, *at, turn))
    sheet.ellipse(Ink.KEY, *turned([(0, 0)], *at, turn)[0], 12)
    for row in (-18, 18):
        sheet.line(Ink.FULL, turned([(50, row), (180, row)], *at, turn), 9)
