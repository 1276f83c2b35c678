"""People without faces: groups and portraits, nobody in particular."""

import math
from random import Random

from cms.demo.art.canvas import (
    HEIGHT,
    PALETTES,
    SQUARE,
    WIDTH,
    Canvas,
    Colour,
    Drawing,
    colour_of,
    mix,
    ridge,
)

CLOTHES = tuple(
    colour_of(code)
    for code in ("1f5a50", "c8632f", "35506b", "e0a458", "7c3b4b", "5c7f67", "54617f", "b0563f")
)


SKIN = tuple(
    colour_of(code) for code in ("f0cfb4", "e6b999", "d9a27e", "b97f5b", "8a5a3f", "f4d9c4")
)


HAIR = tuple(
    colour_of(code)
    for code in ("4a3426", "8b6b4a", "d8b878", "2b2522", "b8b2aa", "e9e4dc", "9a4f2e")
)


GROUNDS = tuple(
    colour_of(code) for code in ("dfe8e1", "f3e6cf", "dbe4ec", "f0dcd2", "e5e9d3", "e6dfe8")
)


def _bust(
    canvas: Canvas, x: float, foot: float, size: float, clothes: Colour, *, back: Colour
) -> None:
    """A faceless person from the chest up; `size` is the head's height."""
    random = canvas.random
    skin, hair = random.choice(SKIN), random.choice(HAIR)
    style = random.choice(("short", "short", "long", "long", "bun", "cap", "curly", "bald"))
    head = foot - size * 1.62
    rx, ry = size * 0.37, size * 0.47
    if style == "long":
        canvas.rounded(x - rx * 1.28, head - ry * 0.8, x + rx * 1.28, head + ry * 1.65, rx, hair)
    if style == "curly":
        for step in range(11):
            angle = math.pi + step / 10 * math.pi
            canvas.ellipse(
                x + math.cos(angle) * rx * 1.05,
                head - ry * 0.12 + math.sin(angle) * ry * 0.95,
                rx * 0.42,
                rx * 0.42,
                hair,
            )
    if style == "bun":
        canvas.ellipse(x, head - ry * 1.22, rx * 0.5, rx * 0.46, hair)
    neck = mix(skin, (90, 50, 40), 0.16)
    canvas.rounded(x - rx * 0.5, head, x + rx * 0.5, head + ry * 1.75, rx * 0.4, neck)
    # Shoulders: an arch down to the foot of the picture, and a collar.
    wide = size * random.uniform(0.92, 1.06)
    canvas.rounded(x - wide, head + ry * 1.32, x + wide, foot + size * 1.6, size * 0.62, clothes)
    collar = mix(clothes, (255, 255, 255), random.choice((0.25, 0.75)))
    if random.random() < 0.5:
        canvas.polygon(
            [
                (x - rx * 0.72, head + ry * 1.3),
                (x + rx * 0.72, head + ry * 1.3),
                (x, head + ry * 2.3),
            ],
            collar,
        )
        canvas.polygon(
            [
                (x - rx * 0.46, head + ry * 1.24),
                (x + rx * 0.46, head + ry * 1.24),
                (x, head + ry * 1.95),
            ],
            neck,
        )
    else:
        canvas.ellipse(x, head + ry * 1.38, rx * 0.76, rx * 0.4, collar)
        canvas.ellipse(x, head + ry * 1.26, rx * 0.52, rx * 0.34, neck)
    canvas.ellipse(x, head, rx, ry, skin)
    _hair_in_front(canvas, style, (x, head, rx, ry), hair, clothes)
    if random.random() < 0.3:
        frame = mix(hair, (30, 30, 30), 0.5)
        for sign in (-1, 1):
            centre = x + sign * rx * 0.42
            canvas.ellipse(centre, head + ry * 0.08, rx * 0.31, rx * 0.29, frame)
            canvas.ellipse(centre, head + ry * 0.08, rx * 0.24, rx * 0.22, mix(skin, back, 0.45))
        canvas.line(
            [(x - rx * 0.13, head + ry * 0.05), (x + rx * 0.13, head + ry * 0.05)],
            frame,
            size * 0.02,
        )


def _hair_in_front(canvas: Canvas, style: str, at: tuple, hair: Colour, clothes: Colour) -> None:
    x, head, rx, ry = at
    if style == "bald":
        return
    if style == "cap":
        cap = mix(clothes, (255, 255, 255), 0.35)
        points = [
            (x + math.cos(a) * rx * 1.1, head - ry * 0.28 + math.sin(a) * ry * 0.86)
            for a in (math.pi + k / 24 * math.pi for k in range(25))
        ]
        canvas.polygon(points, cap)
        canvas.rounded(
            x - rx * 1.16,
            head - ry * 0.42,
            x + rx * 1.16,
            head - ry * 0.14,
            rx * 0.14,
            mix(cap, (0, 0, 0), 0.15),
        )
        canvas.ellipse(x, head - ry * 1.16, rx * 0.2, rx * 0.2, mix(cap, (255, 255, 255), 0.5))
        return
    # The parting: hair is the head's upper edge, cut by a slanting line.
    slant = canvas.random.uniform(-0.22, 0.22)
    points = [
        (x + math.cos(a) * rx * 1.07, head + math.sin(a) * ry * 1.09)
        for a in (math.pi * 0.98 + k / 30 * math.pi * 1.04 for k in range(31))
    ]
    low = -0.34
    points += [
        (x + rx * 0.78, head + ry * (low - slant + 0.08)),
        (x, head + ry * (low - 0.2)),
        (x - rx * 0.78, head + ry * (low + slant + 0.08)),
    ]
    canvas.polygon(points, hair)


def people(random: Random) -> Drawing:
    """A group of people side by side, in two rows."""
    light = random.choice(PALETTES)
    back = mix(random.choice(GROUNDS), light.sky[1], 0.25)
    canvas = Canvas(WIDTH, HEIGHT, (mix(back, (255, 255, 255), 0.45), back), random)
    canvas.ellipse(
        WIDTH * random.uniform(0.3, 0.7), HEIGHT * 0.5, 430, 430, mix(back, light.sun, 0.75)
    )
    line = ridge(random, WIDTH, HEIGHT * 0.66, 46)
    canvas.polygon([*line, (WIDTH + 20, HEIGHT), (-20, HEIGHT)], mix(back, light.far, 0.5))
    clothes = list(CLOTHES)
    random.shuffle(clothes)
    behind, front = random.choice(((3, 4), (4, 3), (4, 5)))
    # One gap for both rows, whose numbers differ by one: each behind stands between two in front.
    gap = WIDTH * 0.84 / max(behind, front)
    for row, (count, foot, size) in enumerate(((behind, 745, 215), (front, 1010, 265))):
        for k in range(count):
            x = WIDTH / 2 + (k - (count - 1) / 2) * gap + random.uniform(-18, 18)
            tone = clothes[(k + row * behind) % len(clothes)]
            _bust(
                canvas,
                x,
                foot + random.uniform(-26, 26),
                size,
                mix(tone, back, 0.22 * (1 - row)),
                back=back,
            )
    return canvas.finished((WIDTH // 2, 540, 1200, 640))


def portrait(random: Random) -> Drawing:
    """One person without a face, on a plain ground."""
    back = random.choice(GROUNDS)
    canvas = Canvas(SQUARE, SQUARE, (mix(back, (255, 255, 255), 0.4), back), random)
    canvas.ellipse(SQUARE / 2, SQUARE * 0.47, 360, 360, mix(back, random.choice(CLOTHES), 0.16))
    _bust(canvas, SQUARE / 2, 985, 400, random.choice(CLOTHES), back=back)
    return canvas.finished((SQUARE // 2, 400, 460, 520), quality=84)
