"""Pictures that show nothing in particular: charts of lakes, banners, emblems."""

import io
import math
from bisect import bisect_left
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

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
from cms.shores.field import height_field


def forms(random: Random) -> Drawing:
    """A chart of lakes seen from above: shores and depths as bands, paths as lines."""
    light = random.choice(PALETTES)
    land = mix(light.sky[2], (255, 255, 255), 0.4)
    canvas = Canvas(WIDTH, HEIGHT, (land, land), random)
    shallow, deep = mix(light.water, land, 0.6), mix(light.water, light.near, 0.6)
    hill = mix(light.far, light.warm, 0.25)
    ground = _ground(str(random.random()), canvas.image.size)
    # From the hills down: each band covers what lies lower than the one before it.
    for number, part in enumerate((0.9, 0.78, 0.66)):
        canvas.image.paste(mix(land, hill, 0.34 - 0.11 * number), mask=_below(ground, part))
    canvas.image.paste(light.near, mask=_below(ground, 0.56).filter(ImageFilter.MaxFilter(7)))
    for number in range(7):
        colour = mix(shallow, deep, number / 6)
        canvas.image.paste(colour, mask=_below(ground, 0.56 - 0.075 * number))
    for _ in range(2):
        line = ridge(random, WIDTH, random.uniform(0.2, 0.8) * HEIGHT, 120)
        canvas.line(line, light.warm, 5)
    for _ in range(7):
        x, y = random.uniform(0.06, 0.94) * WIDTH, random.uniform(0.08, 0.92) * HEIGHT
        canvas.ellipse(x, y, 19, 19, (255, 255, 255))
        canvas.ellipse(x, y, 12, 12, random.choice((light.warm, light.near)))
    return canvas.finished((WIDTH // 2, HEIGHT // 2, 900, 600))


def _ground(seed: str, size: tuple[int, int]) -> Image.Image:
    """The heights of a shore's ground on a sheet: how much of it lies lower, 0 to 1."""
    cell, unit = 16, 300
    columns, rows = WIDTH // cell + 1, HEIGHT // cell + 1
    height = height_field(seed)
    heights = [
        height(x * cell / unit, y * cell / unit) for y in range(rows) for x in range(columns)
    ]
    ranked = sorted(heights)
    ground = Image.new("F", (columns, rows))
    ground.putdata([bisect_left(ranked, each) / len(ranked) for each in heights])
    return ground.resize(size, Image.Resampling.BICUBIC)


def _below(ground: Image.Image, part: float) -> Image.Image:
    """A mask of what lies lower than all but `part` of the ground."""
    # From white to black within a pixel or two, so that edges are smooth.
    steep = 60_000
    return ground.point(lambda v: v * -steep + part * steep).convert("L")


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
