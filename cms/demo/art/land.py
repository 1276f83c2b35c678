"""The land: the hills of Koli, and birches."""

import math
from itertools import pairwise
from random import Random

from cms.demo.art import inks
from cms.demo.art.inks import Inks
from cms.demo.art.press import HEIGHT, WIDTH, Drawing, Ink, Print, blob, turned, wave

HILLS = (
    Inks(inks.LAKE_PALE, inks.LAKE, inks.ASPEN),
    Inks(inks.LICHEN_PALE, inks.PINE, inks.ASPEN),
)
BIRCHES = (
    Inks(inks.LICHEN_PALE, inks.PINE, inks.ASPEN),
    Inks(inks.ASPEN_PALE, inks.ASPEN, inks.BERRY),
    Inks(inks.LAKE_PALE, inks.LAKE, inks.ASPEN),
)


def spruce(sheet: Print, ink: Ink, x: float, foot: float, height: float) -> None:
    """A spruce's outline: branches in tiers that widen downwards."""
    random, tiers = sheet.random, max(4, min(9, int(height / 14)))
    half = height * random.uniform(0.17, 0.23)
    left, right = [], []
    for tier in range(1, tiers + 1):
        y = foot - height * (1 - tier / tiers)
        out = half * (tier / tiers) ** 0.9 * random.uniform(0.85, 1.1)
        left += [(x - out, y), (x - out * 0.5, y - height * 0.02)]
        right += [(x + out, y), (x + out * 0.5, y - height * 0.02)]
    sheet.polygon(ink, [(x, foot - height), *right, (x, foot + 4), *reversed(left)])


def _forest(sheet: Print, ink: Ink, line: list, height: float, gap: float) -> None:
    """Spruces along a line, and the land below it."""
    random, x, step = sheet.random, line[0][0], line[1][0] - line[0][0]
    while x < line[-1][0]:
        near = line[min(int((x - line[0][0]) / step), len(line) - 1)]
        size = height * random.uniform(0.5, 1.15)
        spruce(sheet, ink, x, near[1] + 5, size)
        x += size * random.uniform(0.2, 0.6) * gap
    sheet.polygon(ink, [*line, (WIDTH + 40, HEIGHT), (-40, HEIGHT)])


def hills(random: Random) -> Drawing:
    """Wooded hills behind one another, a lake with long islands between, a pine on a white rock."""
    sheet = Print(random, random.choice(HILLS))
    side = random.choice((-1, 1))
    farthest = wave(random, -40, WIDTH + 40, 250, 34)
    sheet.polygon(Ink.PALE, [*farthest, (WIDTH + 40, 360), (-40, 360)])
    far = wave(random, -40, WIDTH + 40, 312, 26)
    _forest(sheet, Ink.FULL, far, 20, 0.8)
    # The lake: paper, with islands that lie as the ice left them.
    sheet.box(Ink.PAPER, 0, 368, WIDTH, 300)
    for _ in range(11):
        x, y, long = random.uniform(0, WIDTH), random.uniform(392, 560), random.uniform(50, 180)
        thick = 8 + (y - 380) * 0.12
        shape = wave(random, x - long, x + long, y - thick, thick * 0.4, 12)
        sheet.polygon(Ink.FULL, [(x - long - 40, y), *shape, (x + long + 40, y)])
        sheet.line(Ink.PALE, [(x - long * 0.8, y + 10), (x + long * 0.9, y + 10)], 4)
    _forest(sheet, Ink.PALE, wave(random, -40, WIDTH + 40, 640, 70), 46, 1.0)
    _forest(sheet, Ink.SPOT, wave(random, -40, WIDTH + 40, 735, 60), 64, 1.0)
    _forest(sheet, Ink.FULL, wave(random, -40, WIDTH + 40, 815, 54), 96, 1.0)
    _forest(sheet, Ink.KEY, wave(random, -40, WIDTH + 40, 965, 34), 150, 1.1)
    _rock(sheet, WIDTH / 2 + side * 520, side)
    for k in range(-3, 4):
        x, y = WIDTH / 2 - side * 180 + k * 46, 128 + abs(k) * 24
        sheet.line(Ink.KEY, [(x - 17, y - 7), (x, y + 4), (x + 17, y - 9)], 5)
    return sheet.finished((WIDTH // 2 + side * 60, 520, 1000, 560))


def _rock(sheet: Print, x: float, side: int) -> None:
    """A rock of white quartzite at the picture's edge, and an old pine that the wind has bent."""

    def place(points: list) -> list:
        return [(x + a * side, b) for a, b in points]

    sheet.polygon(
        Ink.KEY,
        place(
            [
                (-330, 1010),
                (-282, 872),
                (-170, 826),
                (-120, 752),
                (20, 716),
                (110, 664),
                (330, 640),
                (330, 1010),
            ]
        ),
    )
    sheet.polygon(
        Ink.PAPER,
        place(
            [
                (-306, 1010),
                (-262, 884),
                (-152, 842),
                (-104, 768),
                (26, 732),
                (116, 682),
                (330, 658),
                (330, 1010),
            ]
        ),
    )
    for shade in (
        [(-262, 884), (-152, 842), (-176, 1010), (-240, 1010)],
        [(-104, 768), (26, 732), (-20, 850), (-70, 1010), (-130, 1010), (-90, 880)],
        [(116, 682), (170, 676), (120, 800), (140, 1010), (70, 1010), (84, 820)],
    ):
        sheet.polygon(Ink.PALE, place(shade))
    for crack in (
        [(30, 740), (-14, 856), (-64, 1010)],
        [(176, 680), (126, 800), (146, 1010)],
        [(-14, 856), (60, 890), (90, 1000)],
    ):
        sheet.line(Ink.KEY, place(crack), 5)
    trunk = [(96, 700), (88, 610), (54, 520), (70, 430), (30, 340), (34, 262)]
    for (a, b), wide in zip(pairwise(trunk), (30, 26, 22, 18, 14), strict=True):
        sheet.line(Ink.KEY, place([a, b]), wide)
    for start, end in (
        ((60, 500), (-90, 452)),
        ((68, 440), (190, 400)),
        ((40, 360), (-70, 318)),
        ((34, 300), (130, 262)),
    ):
        sheet.line(Ink.KEY, place([start, end]), 11)
    for a, b, wide, high in (
        (-96, 438, 112, 32),
        (196, 384, 100, 34),
        (-74, 304, 96, 32),
        (136, 250, 88, 32),
        (26, 226, 104, 42),
        (10, 470, 60, 18),
    ):
        at = place([(a, b)])[0]
        sheet.polygon(Ink.KEY, blob(sheet.random, *at, wide, high, 0.16))
        sheet.line(
            Ink.FULL,
            [(at[0] - wide * 0.5, at[1] - high * 0.3), (at[0] + wide * 0.4, at[1] - high * 0.36)],
            6,
        )


def birches(random: Random) -> Drawing:
    """Trunks of birches from foot to frame, pale ones behind, a few leaves among them."""
    sheet = Print(random, random.choice(BIRCHES), Ink.FULL)
    behind = [(x + random.uniform(-34, 34), random.uniform(16, 26)) for x in range(20, WIDTH, 92)]
    for x, half in behind:
        _trunk(sheet, Ink.PALE, x, half)
    floor = wave(random, -40, WIDTH + 40, 905, 22)
    sheet.polygon(Ink.KEY, [*floor, (WIDTH + 40, HEIGHT), (-40, HEIGHT)])
    places = [130, 415, 640, 985, 1250, 1500]
    for k, x in enumerate(places):
        half = random.uniform(44, 66) if k in (2, 3) else random.uniform(30, 46)
        _trunk(sheet, Ink.PAPER, x + random.uniform(-45, 45), half, marks=True)
    for _ in range(150):
        x, y = random.uniform(0, WIDTH), 520 * random.random() ** 1.7
        size = random.uniform(13, 21)
        leaf = [(0, -1.2), (0.7, -0.2), (0.55, 0.6), (0, 1.1), (-0.55, 0.6), (-0.7, -0.2)]
        sheet.polygon(Ink.SPOT, turned(leaf, x, y, random.uniform(-0.9, 0.9), size))
    for _ in range(130):
        x, y = random.uniform(0, WIDTH), random.uniform(925, 1000)
        sheet.line(Ink.PALE, [(x, y), (x + random.uniform(-12, 12), y - 40)], 3.5)
    return sheet.finished((WIDTH // 2, 480, 900, 640))


def _trunk(sheet: Print, ink: Ink, x: float, half: float, *, marks: bool = False) -> None:
    random, lean = sheet.random, sheet.random.uniform(-60, 60)
    ys = range(-20, HEIGHT + 1, 60)

    def middle(y: float) -> float:
        return x + lean * (1 - y / HEIGHT) + 8 * math.sin(y / 190 + x)

    def width(y: float) -> float:
        return half * (0.72 + 0.3 * y / HEIGHT + max(0, y - 880) / 260)

    left = [(middle(y) - width(y), y) for y in ys]
    right = [(middle(y) + width(y), y) for y in ys]
    sheet.polygon(ink, [*left, *reversed(right)])
    if not marks:
        return
    # A shaded side, the dashes of the bark, black eyes where branches fell, a rough foot.
    shade = [(middle(y) + width(y) * 0.52, y) for y in ys]
    sheet.polygon(Ink.PALE, [*shade, *reversed(right)])
    y = random.uniform(0, 40)
    while y < HEIGHT - 60:
        share, start = random.uniform(0.2, 0.75), random.choice((-1, -1, 1))
        at, wide = middle(y), width(y)
        thick = random.uniform(4, 10)
        inner = at + start * wide * (1 - 2 * share * 0.6)
        sheet.polygon(
            Ink.KEY, [(at + start * wide, y - thick), (inner, y), (at + start * wide, y + thick)]
        )
        y += random.uniform(22, 74)
    for _ in range(3):
        y = random.uniform(80, 800)
        at, wide = middle(y) + random.uniform(-0.25, 0.25) * half, half * 0.42
        sheet.polygon(
            Ink.KEY,
            [
                (at - wide * 1.5, y + wide * 0.8),
                (at, y - wide * 0.55),
                (at + wide * 1.5, y + wide * 0.8),
                (at, y + wide * 0.35),
            ],
        )
    for _ in range(14):
        y = random.uniform(840, 960)
        at = middle(y) + random.uniform(-0.9, 0.9) * width(y)
        sheet.line(Ink.KEY, [(at, y), (at + random.uniform(-6, 6), y + 50)], random.uniform(4, 9))
