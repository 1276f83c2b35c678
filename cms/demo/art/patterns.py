"""Pictures that show nothing in particular: charts of lakes, banners, emblems."""

import io
import math
from random import Random

from PIL import Image, ImageDraw, ImageFont

from cms.demo.art.canvas import (
    HEIGHT,
    OVERSAMPLE,
    PALETTES,
    WIDTH,
    Canvas,
    Colour,
    Drawing,
    Point,
    mix,
    ridge,
)
from cms.demo.art.figures import CLOTHES


def forms(random: Random) -> Drawing:
    """A chart of a lake seen from above: shores and depths as rings, paths as lines."""
    light = random.choice(PALETTES)
    land = mix(light.sky[2], (255, 255, 255), 0.4)
    canvas = Canvas(WIDTH, HEIGHT, (land, mix(land, light.far, 0.22)), random)
    basins = [
        (
            random.uniform(0.1, 0.9) * WIDTH,
            random.uniform(0.1, 0.9) * HEIGHT,
            random.uniform(150, 330),
        )
        for _ in range(random.randint(3, 4))
    ]
    waves = [(random.uniform(0.05, 0.13) / k, k + 1, random.random() * 7) for k in range(1, 5)]

    def ring(x: float, y: float, radius: float, turn: float) -> list[Point]:
        points = []
        for step in range(120):
            angle = step / 120 * math.tau
            grown = 1 + sum(a * math.sin(n * angle + p + turn) for a, n, p in waves)
            points.append(
                (
                    x + math.cos(angle) * radius * grown * 1.25,
                    y + math.sin(angle) * radius * grown * 0.85,
                )
            )
        return points

    # Rings of all basins from the outermost in, so that near ones melt into one lake.
    for level in range(9):
        share = level / 8
        for number, (x, y, radius) in enumerate(basins):
            size = radius * (1.55 - 1.4 * share)
            if level < 3:
                colour = mix(land, mix(light.far, light.warm, 0.25), 0.12 + 0.1 * level)
            else:
                colour = mix(
                    mix(light.water, land, 0.55),
                    mix(light.water, light.near, 0.6),
                    (share - 0.37) / 0.63,
                )
            canvas.polygon(ring(x, y, size, number * 1.7), colour)
    for _ in range(2):
        line = ridge(random, WIDTH, random.uniform(0.2, 0.8) * HEIGHT, 120)
        canvas.line(line, light.warm, 5)
    for _ in range(7):
        x, y = random.uniform(0.06, 0.94) * WIDTH, random.uniform(0.08, 0.92) * HEIGHT
        canvas.ellipse(x, y, 19, 19, (255, 255, 255))
        canvas.ellipse(x, y, 12, 12, random.choice((light.warm, light.near)))
    return canvas.finished((WIDTH // 2, HEIGHT // 2, 900, 600))


def banner(random: Random) -> Drawing:
    """An event's picture: a row of tents and pennants under a big sun, or arches of colour."""
    light = random.choice(PALETTES)
    paper = mix(light.sky[2], (255, 255, 255), 0.35)
    canvas = Canvas(WIDTH, HEIGHT, (paper, mix(paper, light.sky[1], 0.4)), random)
    tones = [light.near, light.warm, light.water, mix(light.far, light.near, 0.3), light.sun]
    random.choice((_arches, _pennants, _circles))(canvas, tones, paper)
    return canvas.finished((WIDTH // 2, HEIGHT // 2, 1000, 560))


def _arches(canvas: Canvas, tones: list[Colour], paper: Colour) -> None:
    random = canvas.random
    for k in random.sample(range(7), 7):
        x, radius = (k + random.uniform(-0.25, 0.25)) / 6 * canvas.width, random.uniform(210, 430)
        order = random.sample(tones, len(tones))
        for ring_number, tone in enumerate(order):
            size = radius * (1 - ring_number / len(order))
            canvas.ellipse(x, canvas.height, size, size * 1.15, mix(tone, paper, 0.08))
    canvas.ellipse(canvas.width * random.uniform(0.2, 0.8), canvas.height * 0.27, 96, 96, tones[1])


def _pennants(canvas: Canvas, tones: list[Colour], paper: Colour) -> None:
    random = canvas.random
    canvas.ellipse(
        canvas.width * random.uniform(0.35, 0.65), canvas.height * 0.72, 300, 300, tones[4]
    )
    for layer, base in enumerate((0.72, 0.8, 0.9)):
        line = ridge(random, canvas.width, canvas.height * base, 44)
        tone = mix(mix(tones[3], paper, 0.45), tones[0], layer * 0.42)
        canvas.polygon([*line, (canvas.width + 20, canvas.height), (-20, canvas.height)], tone)
    for row in range(3):
        start, end = random.uniform(30, 190), random.uniform(30, 190)
        sag, top, count = random.uniform(90, 170), row * 125, random.randint(11, 14)

        def at(share: float, start=start, end=end, sag=sag, top=top) -> Point:
            return (
                share * canvas.width,
                top + start + (end - start) * share + sag * 4 * share * (1 - share),
            )

        for k in range(count):
            one, other = at((k + 0.12) / count), at((k + 0.88) / count)
            tip = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2 + 105)
            canvas.polygon([one, other, tip], tones[(k + row) % 4])
        canvas.line([at(k / 60) for k in range(61)], tones[0], 4)


def _circles(canvas: Canvas, tones: list[Colour], paper: Colour) -> None:
    random = canvas.random
    size = 200
    for row in range(5):
        for column in range(8):
            x, y = column * size, row * size
            ground, first, second = random.sample([*tones, mix(paper, tones[2], 0.25)], 3)
            canvas.polygon([(x, y), (x + size, y), (x + size, y + size), (x, y + size)], ground)
            _tile(canvas, random.randrange(5), x, y, size, first, second)


def _tile(
    canvas: Canvas, kind: int, x: int, y: int, size: int, first: Colour, second: Colour
) -> None:
    """One square of a patchwork: a circle, quarters, a leaf, a triangle or waves."""

    def quarter(cx: float, cy: float, from_angle: int, radius: float, colour: Colour) -> None:
        box = [v * OVERSAMPLE for v in (cx - radius, cy - radius, cx + radius, cy + radius)]
        canvas.pen.pieslice(box, from_angle, from_angle + 90, fill=colour)

    if kind == 0:
        canvas.ellipse(x + size / 2, y + size / 2, size * 0.36, size * 0.36, first)
        canvas.ellipse(x + size / 2, y + size / 2, size * 0.17, size * 0.17, second)
    elif kind == 1:
        quarter(x, y, 0, size - 1, first)
        quarter(x, y, 0, size * 0.55, second)
    elif kind == 2:
        quarter(x + size - 1, y + size - 1, 180, size - 1, first)
        quarter(x + size - 1, y + size - 1, 180, size * 0.55, second)
    elif kind == 3:
        canvas.polygon(
            [(x, y + size), (x + size, y + size), (x + size / 2, y + size * 0.14)], first
        )
        canvas.polygon(
            [
                (x + size / 4, y + size),
                (x + size * 0.75, y + size),
                (x + size / 2, y + size * 0.55),
            ],
            second,
        )
    else:
        for k in range(3):
            top = y + size * (0.2 + 0.27 * k)
            wave = [
                (x + s * size / 24, top + math.sin(s / 24 * math.tau * 1.0) * size * 0.06)
                for s in range(25)
            ]
            canvas.line(wave, first if k % 2 else second, size * 0.09)


def logo(random: Random, text: str) -> Drawing:
    """A round emblem with initials above waves."""
    side = 600
    ground = random.choice((CLOTHES[0], CLOTHES[2], CLOTHES[4]))
    canvas = Canvas(side, side, ((255, 255, 255), (255, 255, 255)), random)
    canvas.ellipse(side / 2, side / 2, 296, 296, ground)
    font = ImageFont.load_default(300 * OVERSAMPLE)
    canvas.pen.text(
        (side / 2 * OVERSAMPLE, side * 0.42 * OVERSAMPLE),
        text[:2],
        fill=(255, 255, 255),
        font=font,
        anchor="mm",
    )
    for row, tone in enumerate((PALETTES[0].warm, mix(ground, (255, 255, 255), 0.7))):
        y = side * (0.72 + 0.08 * row)
        wave = [(x, y + math.sin(x / side * math.tau * 2.5 + row) * 11) for x in range(130, 471, 5)]
        canvas.line(wave, tone, 18)
    image = canvas.image.resize((side, side), Image.Resampling.BOX)
    mask = Image.new("L", canvas.image.size)
    ImageDraw.Draw(mask).ellipse([v * OVERSAMPLE for v in (4, 4, side - 4, side - 4)], fill=255)
    image.putalpha(mask.resize((side, side), Image.Resampling.BOX))
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return Drawing(out.getvalue(), "png", (side // 2, side // 2, side, side))
