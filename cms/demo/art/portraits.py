"""Portraits in the same inks: people who are nobody, each with something of their own."""

import math
from dataclasses import dataclass
from random import Random

from cms.demo.art import inks
from cms.demo.art.inks import Colour, Inks
from cms.demo.art.press import SQUARE, Drawing, Ink, Print

FAIR = inks.oklch(0.87, 0.045, 60)
TAN = inks.oklch(0.76, 0.075, 60)
BROWN = inks.oklch(0.52, 0.07, 55)


@dataclass(frozen=True)
class Look:
    """A person: hair and its ink, the inks of skin, ground and clothes, and what is worn."""

    hair: str
    tone: Ink
    pale: Colour
    full: Colour
    spot: Colour
    glasses: bool = False
    beard: bool = False
    scarf: bool = False
    cap: bool = False


LOOKS = (
    Look("none", Ink.PAPER, FAIR, inks.LAKE, inks.ASPEN, beard=True, cap=True),
    Look("bob", Ink.KEY, FAIR, inks.LAKE, inks.BERRY, scarf=True),
    Look("short", Ink.KEY, FAIR, inks.PINE, inks.ASPEN, glasses=True, beard=True),
    Look("short", Ink.PAPER, BROWN, inks.LICHEN, inks.ASPEN, glasses=True),
    Look("curls", Ink.KEY, BROWN, inks.LICHEN, inks.BERRY, scarf=True),
    Look("bun", Ink.PAPER, TAN, inks.BERRY, inks.ASPEN, glasses=True),
    Look("long", Ink.SPOT, FAIR, inks.PINE, inks.ASPEN, cap=True),
)


def portrait(random: Random) -> Drawing:
    """One person from the chest up, on a plain ground: a few strokes for the face."""
    turn = 30 * random.random() - 15
    look = random.choice(LOOKS)
    sheet = Print(random, Inks(look.pale, look.full, look.spot), Ink.FULL, (SQUARE, SQUARE))
    x, y, rx, ry = 500, 440, 178, 222
    hair = look.tone
    _behind(sheet, look.hair, hair, x, y)
    # Shoulders, a neck in the face's own ink, its shadow as one stroke.
    sheet.box(Ink.KEY, 130, 735, 740, 500, 210)
    sheet.box(Ink.PALE, x - 74, y + 120, 148, 240, 60)
    sheet.polygon(
        Ink.FULL,
        [(x - 74, y + 205), (x + 74, y + 205), (x + 74, y + 222), (x, y + 268), (x - 74, y + 222)],
    )
    if look.scarf:
        _scarf(sheet, x, y + 285)
    else:
        _jumper(sheet, x, y)
    for side in (-1, 1):
        sheet.ellipse(Ink.PALE, x + side * rx, y + 20, 34, 50)
    sheet.ellipse(Ink.PALE, x, y, rx, ry)
    if look.beard:
        _beard(sheet, hair, x, y)
    _front(sheet, look.hair, hair, x, y)
    if look.cap:
        _cap(sheet, Ink.PAPER if look.tone == Ink.SPOT else Ink.SPOT, x, y)
    _face(sheet, x, y, turn, glasses=look.glasses)
    sheet.closer(100, 52, 800)
    return sheet.finished((500, 500, 760, 860), quality=84)


def _face(sheet: Print, x: float, y: float, turn: float, *, glasses: bool) -> None:
    """Two eyes under their brows, a nose and a mouth, looking aside by `turn`."""
    for side in (-1, 1):
        at = x + side * 74 + turn
        sheet.ellipse(Ink.KEY, at, y + 8, 15, 19)
        sheet.line(Ink.KEY, [(at - 34, y - 46 + side * 2), (at + 30, y - 48 - side * 2)], 13)
        if glasses:
            sheet.ring(Ink.KEY, at, y + 8, 62, 13)
    if glasses:
        sheet.line(Ink.KEY, [(x + turn - 14, y + 2), (x + turn + 14, y + 2)], 12)
    way = 1 if turn > 0 else -1
    sheet.line(
        Ink.KEY,
        [(x + turn, y + 16), (x + turn + way * 26, y + 82), (x + turn - way * 4, y + 86)],
        11,
    )
    smile = [(x + turn + k * 9, y + 138 + 16 * math.cos(k / 6 * math.pi / 2)) for k in range(-6, 7)]
    sheet.line(Ink.KEY, smile, 13)


def _behind(sheet: Print, hair: str, ink: Ink, x: float, y: float) -> None:
    if hair == "bob":
        sheet.box(ink, x - 240, y - 262, 480, 480, 200)
    elif hair == "long":
        sheet.box(ink, x - 225, y - 240, 450, 640, 180)
    elif hair == "bun":
        sheet.ellipse(ink, x + 30, y - 292, 92, 84)
        sheet.ellipse(ink, x, y - 60, 206, 210)
    elif hair == "curls":
        for k in range(15):
            angle = math.pi * 0.82 + k / 14 * math.pi * 1.36
            sheet.ellipse(ink, x + math.cos(angle) * 205, y - 40 + math.sin(angle) * 196, 74)


def _front(sheet: Print, hair: str, ink: Ink, x: float, y: float) -> None:
    """The hair that falls on the forehead."""
    if hair == "none":
        return
    over = [
        (x + math.cos(a) * 192, y + math.sin(a) * 238)
        for a in (math.pi * 1.02 + k / 30 * math.pi * 0.96 for k in range(31))
    ]
    falls = {
        "bob": [(x + 150, y - 60), (x - 150, y - 60)],
        "long": [(x + 160, y - 30), (x + 20, y - 150), (x - 160, y - 30)],
        "short": [(x + 172, y - 40), (x + 120, y - 120), (x - 60, y - 104), (x - 172, y - 40)],
        "bun": [(x + 176, y - 20), (x - 40, y - 160), (x - 176, y - 20)],
        "curls": [(x + 172, y - 60), (x, y - 110), (x - 172, y - 60)],
    }
    sheet.polygon(ink, [*over, *falls[hair]])
    if hair == "curls":
        for k in range(7):
            sheet.ellipse(ink, x - 150 + k * 50, y - 128 + abs(k - 3) * 16, 48)
    line = Ink.PAPER if ink == Ink.KEY else Ink.KEY
    if hair == "bun":
        sheet.line(line, [(x - 40, y - 168), (x + 10, y - 214), (x + 70, y - 226)], 7)
    if hair == "bob":
        for k in (-90, -30, 30, 90):
            sheet.line(line, [(x + k * 0.7, y - 190 + abs(k) * 0.3), (x + k, y - 84)], 6)


def _beard(sheet: Print, ink: Ink, x: float, y: float) -> None:
    low = [
        (x + math.cos(a) * 190, y + 30 + math.sin(a) * 236)
        for a in (k / 30 * math.pi for k in range(31))
    ]
    sheet.polygon(
        ink,
        [
            *low,
            (x - 168, y + 30),
            (x - 110, y + 110),
            (x, y + 92),
            (x + 110, y + 110),
            (x + 168, y + 30),
        ],
    )
    sheet.ellipse(Ink.PALE, x, y + 152, 78, 34)


def _cap(sheet: Print, ink: Ink, x: float, y: float) -> None:
    """A knitted cap with a turned-up brim, a pattern and a tassel."""
    dome = [
        (x + math.cos(a) * 214, y - 100 + math.sin(a) * 220)
        for a in (math.pi + k / 30 * math.pi for k in range(31))
    ]
    pattern = Ink.FULL if ink == Ink.PAPER else Ink.PAPER
    sheet.ellipse(pattern if ink == Ink.SPOT else Ink.SPOT, x, y - 322, 56)
    sheet.polygon(ink, dome)
    for k in range(-4, 5):
        at = x + k * 44
        if abs(k) < 4:
            sheet.polygon(
                pattern, [(at, y - 232), (at + 20, y - 206), (at, y - 180), (at - 20, y - 206)]
            )
    sheet.box(Ink.KEY, x - 228, y - 156, 456, 92, 40)
    for k in range(-5, 6):
        sheet.line(Ink.SPOT, [(x + k * 38, y - 140), (x + k * 38, y - 80)], 7)


def _scarf(sheet: Print, x: float, y: float) -> None:
    sheet.box(Ink.SPOT, x - 172, y - 62, 344, 128, 60)
    sheet.polygon(Ink.SPOT, [(x + 30, y), (x + 150, y - 10), (x + 190, y + 330), (x + 60, y + 330)])
    for k in range(3):
        sheet.line(Ink.PAPER, [(x - 150 + k * 110, y + 58), (x - 110 + k * 110, y - 52)], 20)
    for row in range(3):
        sheet.line(
            Ink.PAPER,
            [(x + 50 + row * 6, y + 96 + row * 62), (x + 160 + row * 8, y + 88 + row * 62)],
            18,
        )


def _jumper(sheet: Print, x: float, y: float) -> None:
    """A knitted jumper with a round yoke."""
    sheet.box(Ink.SPOT, x - 118, y + 258, 236, 76, 38)
    sheet.box(Ink.PALE, x - 74, y + 200, 148, 84, 40)
    for ring, (count, far) in enumerate(((11, 190), (15, 268))):
        for k in range(count):
            angle = math.pi * (0.17 + 0.66 * k / (count - 1))
            a, b = x + far * math.cos(angle), y + 268 + far * 0.72 * math.sin(angle)
            size = 15 + ring * 3
            sheet.polygon(
                Ink.PAPER if ring else Ink.SPOT,
                [(a, b - size), (a + size, b), (a, b + size), (a - size, b)],
            )
