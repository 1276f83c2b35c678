"""Lakes, wooded hills and birches."""

from random import Random

from PIL import Image, ImageFilter

from cms.demo.art.canvas import (
    HEIGHT,
    OVERSAMPLE,
    PALETTES,
    WIDTH,
    Canvas,
    Colour,
    Drawing,
    Palette,
    Point,
    gradient,
    mix,
    ridge,
)


def spruce(canvas: Canvas, x: float, foot: float, height: float, colour: Colour) -> None:
    """A spruce's outline: branches in tiers that widen downwards."""
    random, tiers = canvas.random, max(4, int(height / 16))
    half = height * random.uniform(0.15, 0.21)
    left, right = [], []
    for tier in range(1, tiers + 1):
        y = foot - height * (1 - tier / tiers)
        out = half * tier / tiers * random.uniform(0.85, 1.1)
        left += [(x - out, y), (x - out * 0.55, y - height * 0.02)]
        right += [(x + out, y), (x + out * 0.55, y - height * 0.02)]
    canvas.polygon([(x, foot - height), *right, (x, foot + 4), *reversed(left)], colour)


def forest(
    canvas: Canvas, line: list[Point], colour: Colour, height: float, *, density: float = 1.0
) -> None:
    """Spruces along a line, and the land below it."""
    random = canvas.random
    x = line[0][0]
    while x < line[-1][0]:
        near = line[min(int((x - line[0][0]) / (line[1][0] - line[0][0])), len(line) - 1)]
        size = height * random.uniform(0.55, 1.15)
        spruce(canvas, x, near[1] + 3, size, mix(colour, (255, 255, 255), random.uniform(0, 0.05)))
        x += size * random.uniform(0.13, 0.4) / density
    canvas.polygon([*line, (line[-1][0], canvas.height), (line[0][0], canvas.height)], colour)


def sky(canvas: Canvas, light: Palette, horizon: float) -> tuple[float, float]:
    """Sun, its glow and thin clouds; gives where the sun is."""
    random = canvas.random
    x, y = canvas.width * random.uniform(0.22, 0.78), horizon * random.uniform(0.45, 0.74)
    canvas.glow(x, y, horizon * 0.9, light.sun, 0.75)
    canvas.ellipse(x, y, 46, 46, mix(light.sun, (255, 255, 255), 0.35))
    for _ in range(random.randint(3, 6)):
        cx, cy = random.uniform(0, canvas.width), random.uniform(0.08, 0.6) * horizon
        colour = mix(light.sky[1], light.sun, random.uniform(0.25, 0.6))
        length = random.uniform(120, 340)
        for k in range(3):
            offset = random.uniform(-0.5, 0.5) * length
            canvas.rounded(
                cx + offset - length / 2 / (k + 1),
                cy + k * 9,
                cx + offset + length / 2 / (k + 1),
                cy + k * 9 + 5,
                3,
                colour,
            )
    return x, y


def distance(canvas: Canvas, light: Palette, horizon: float, layers: int, rise: float) -> None:
    """Hills behind each other down to the horizon, each nearer one darker, with mist between."""
    haze = mix(light.sky[2], light.sun, 0.3)
    for layer in range(layers):
        near = (layer + 1) / (layers + 1)
        base = horizon - rise * (1 - layer / layers) * 0.95 - 6
        line = ridge(canvas.random, canvas.width, base, rise * (0.34 - 0.16 * near))
        colour = mix(mix(light.far, haze, 0.45), light.near, near * 0.55)
        canvas.polygon([*line, (canvas.width + 20, horizon), (-20, horizon)], colour)
        canvas.veil(base - 10, horizon, haze, 0.55 * (1 - near * 0.5))


def lake(random: Random) -> Drawing:
    """A lake with islands under a low sun; the far shore is mirrored in the water."""
    light = random.choice(PALETTES)
    canvas = Canvas(WIDTH, HEIGHT, light.sky, random)
    horizon = HEIGHT * random.uniform(0.46, 0.56)
    sun_x, _sun_y = sky(canvas, light, horizon)
    distance(canvas, light, horizon, random.randint(2, 3), HEIGHT * 0.17)
    shore = ridge(random, WIDTH, horizon - 8, 12)
    forest(canvas, shore, mix(light.near, light.far, 0.42), 44, density=1.5)
    _water(canvas, light, horizon, sun_x)
    for depth in sorted(random.uniform(0.05, 0.38) for _ in range(random.randint(2, 3))):
        _island(canvas, light, horizon, depth)
    _reeds(canvas, light)
    return canvas.finished((WIDTH // 2, round(horizon), 900, 420))


def _water(canvas: Canvas, light: Palette, horizon: float, sun_x: float) -> None:
    random, top = canvas.random, round(horizon * OVERSAMPLE)
    depth = canvas.image.height - top
    seen = min(top, round(depth * 1.35))
    mirror = canvas.image.crop((0, top - seen, canvas.image.width, top))
    # A mirror image loses its edges on water: made small, blurred and stretched again.
    small = mirror.resize((400, 120)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    small = small.filter(ImageFilter.BoxBlur(1.4))
    mirror = small.resize((canvas.image.width, depth), Image.Resampling.BICUBIC)
    water = gradient(
        mirror.size, (mix(light.water, light.sky[2], 0.45), mix(light.water, light.near, 0.42))
    )
    canvas.image.paste(Image.blend(mirror, water, 0.52), (0, top))
    for _ in range(130):
        depth_share = random.random() ** 1.5
        y = horizon + 4 + depth_share * (canvas.height - horizon)
        near_sun = random.random() < 0.45
        spread = 40 + 150 * depth_share
        x = random.gauss(sun_x, spread) if near_sun else random.uniform(0, canvas.width)
        length = (18 + 120 * depth_share) * random.uniform(0.4, 1.2)
        thick = 0.8 + 2.6 * depth_share
        tone = light.sun if near_sun else mix(light.water, light.sky[1], 0.55)
        canvas.rounded(
            x - length, y, x + length, y + thick, thick / 2, mix(tone, light.water, 0.25)
        )


def _island(canvas: Canvas, light: Palette, horizon: float, depth: float) -> None:
    random = canvas.random
    y = horizon + 14 + depth * (canvas.height - horizon)
    half = random.uniform(90, 190) * (0.5 + depth * 1.8)
    x = random.uniform(0.12, 0.88) * canvas.width
    colour = mix(light.near, light.far, 0.26 * (1 - depth))
    shade = mix(colour, light.water, 0.45)
    canvas.ellipse(x, y + half * 0.05, half * 1.04, half * 0.13, shade)
    for place in sorted(
        (random.uniform(-0.8, 0.8) for _ in range(random.randint(7, 12))), key=abs, reverse=True
    ):
        size = half * random.uniform(0.3, 0.62) * (1.15 - abs(place) * 0.75)
        spruce(
            canvas, x + place * half, y + 3, size, mix(colour, light.warm, random.uniform(0, 0.1))
        )
    canvas.ellipse(x, y + 2, half, half * 0.085, colour)
    canvas.ellipse(
        x + half * 0.1, y - half * 0.012, half * 0.8, half * 0.035, mix(colour, light.warm, 0.3)
    )


def _reeds(canvas: Canvas, light: Palette) -> None:
    random = canvas.random
    left = random.random() < 0.5
    for _ in range(90):
        reach = abs(random.gauss(0, 0.15)) * canvas.width
        x = reach - 20 if left else canvas.width + 20 - reach
        height = random.uniform(70, 240) * max(0.25, 1 - reach / (canvas.width * 0.42))
        lean = random.uniform(-0.22, 0.22) * height
        foot = canvas.height + 10
        colour = mix(light.near, light.warm, random.uniform(0, 0.35))
        canvas.line(
            [(x, foot), (x + lean * 0.3, foot - height * 0.6), (x + lean, foot - height)],
            colour,
            random.uniform(2, 4.5),
        )


def hills(random: Random) -> Drawing:
    """Wooded hills one behind the other in the mist, as seen from the top of one."""
    light = random.choice(PALETTES)
    canvas = Canvas(WIDTH, HEIGHT, light.sky, random)
    start = HEIGHT * random.uniform(0.36, 0.46)
    sky(canvas, light, start + 60)
    layers = 6
    haze = mix(light.sky[2], light.sun, 0.3)
    for layer in range(layers):
        near = layer / (layers - 1)
        base = start + (HEIGHT * 1.02 - start) * near**1.25 * 0.86
        line = ridge(random, WIDTH, base, 74 - 20 * near)
        colour = mix(mix(light.far, haze, 0.5), light.near, near**0.85)
        if near > 0.35:
            forest(canvas, line, colour, 20 + 120 * near**2.2, density=1.25)
        else:
            canvas.polygon([*line, (WIDTH + 20, HEIGHT), (-20, HEIGHT)], colour)
        if layer < layers - 1:
            canvas.veil(base - 20, base + HEIGHT * 0.2, haze, 0.62 * (1 - near))
    return canvas.finished((WIDTH // 2, round(start + 120), 1000, 420))


def birches(random: Random) -> Drawing:
    """A birch wood: far trunks pale in the light, near ones white with dark marks."""
    light = random.choice(PALETTES)
    pale = mix(light.sky[2], (255, 255, 255), 0.25)
    canvas = Canvas(
        WIDTH, HEIGHT, (mix(light.sky[1], pale, 0.3), pale, mix(light.far, pale, 0.35)), random
    )
    canvas.glow(WIDTH * random.uniform(0.3, 0.7), HEIGHT * 0.4, 620, light.sun, 0.8)
    ground = HEIGHT * 0.8
    leaf = mix(light.warm, light.near, 0.18)
    for depth in (0.12, 0.3, 0.55, 0.8, 1.0):
        _leaves(canvas, mix(pale, mix(leaf, light.far, 0.35), 0.2 + depth * 0.4), depth)
        base = ground - 130 + depth * 210
        floor = mix(mix(light.far, pale, 0.55), mix(light.near, light.far, 0.1), depth)
        line = ridge(random, WIDTH, base, 12)
        canvas.polygon([*line, (WIDTH + 20, HEIGHT), (-20, HEIGHT)], floor)
        places = max(3, round(15 - 11 * depth))
        for k in range(places):
            x = (k + random.uniform(0.1, 0.9)) / places * WIDTH
            _birch(canvas, light, pale, x, base + 16, depth)
            mound = (5 + 26 * depth**1.4) * 2.6
            canvas.ellipse(x, base + 16 + mound * 0.16, mound, mound * 0.24, floor)
    return canvas.finished((WIDTH // 2, HEIGHT // 2, 900, 700))


def _leaves(canvas: Canvas, colour: Colour, depth: float) -> None:
    random = canvas.random
    for _ in range(round(60 + 90 * depth)):
        x, y = random.uniform(-40, canvas.width + 40), abs(random.gauss(0, 0.17)) * canvas.height
        size = random.uniform(7, 16) * (0.6 + depth)
        tone = mix(colour, (255, 255, 255), random.uniform(0, 0.25))
        canvas.ellipse(x, y - 30, size, size * 0.72, tone)


def _birch(
    canvas: Canvas, light: Palette, pale: Colour, x: float, foot: float, depth: float
) -> None:
    random = canvas.random
    half = (5 + 26 * depth**1.4) * random.uniform(0.8, 1.2)
    lean = random.uniform(-50, 50)
    bark = mix(pale, mix((250, 248, 243), pale, 0.1), depth)
    shade = mix(bark, mix(light.near, pale, 0.35), 0.22 + 0.2 * depth)
    mark = mix(bark, mix(light.near, (30, 26, 24), 0.55), 0.25 + 0.7 * depth)

    def at(share: float) -> Point:
        return x + lean * share**1.3, foot - share * (foot + 40)

    def side(sign: float, inset: float = 1.0) -> list[Point]:
        return [
            (at(s / 12)[0] + sign * half * inset * (1 - 0.5 * s / 12), at(s / 12)[1])
            for s in range(13)
        ]

    for _ in range(round(2 + 3 * depth)):
        share = random.uniform(0.45, 0.95)
        bx, by = at(share)
        reach = random.choice((-1, 1)) * random.uniform(60, 190) * (0.4 + depth)
        points = [
            (bx, by),
            (bx + reach * 0.6, by - abs(reach) * 0.55),
            (bx + reach, by - abs(reach) * 0.5),
        ]
        canvas.line(points, mark, max(1.2, half * 0.16))
    canvas.polygon([*side(-1), *reversed(side(1))], bark)
    canvas.polygon([*side(0.35), *reversed(side(1))], shade)
    for _ in range(round(10 + 14 * depth)):
        share = random.random()
        mx, my = at(share)
        width = half * (1 - 0.5 * share) * random.uniform(0.25, 0.9)
        start = mx - half * (1 - 0.5 * share) if random.random() < 0.5 else mx - width / 2
        thick = max(1.0, half * random.uniform(0.05, 0.18))
        canvas.rounded(start, my, start + width, my + thick, thick / 2, mark)
