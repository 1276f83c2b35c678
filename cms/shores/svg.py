"""A shore as SVG: few bytes, one path a kind of line, in the colour of what it stands in."""

import math
from functools import lru_cache
from itertools import accumulate, pairwise

from cms.shores.contours import Contour, Point, Shore, shore

# The sheet behind a header and a footer, and that of a municipality's tile on the map.
SHEET = (1200, 360)
TILE = 120
TILE_UNIT = 95
TILE_SHARES = (0.10, 0.25, 0.41, 0.49, 0.76)

# How far apart a line's handles are, in pixels; a short one has at least so many. Lines shorter
# than SHORTEST are not drawn.
SPACING = 20
FEWEST = 6
SHORTEST = 40
PEN = 'fill="none" stroke="currentColor" stroke-linecap="round" transform="scale(.5)"'
PENS = {
    "shore": 'stroke-width="2.4"',
    "depth": 'stroke-width="1.2"',
    "hill": 'stroke-width="1.2" stroke-dasharray="1 4"',
}


def paths(drawn: Shore) -> str:
    """The lines as `<path>` elements, in units of half a pixel; the shoreline is the thickest."""
    lines: dict[str, list[str]] = {}
    for contour in drawn.contours:
        data = _curve(contour)
        if data:
            lines.setdefault(_kind(contour.level), []).append(data)
    return "".join(
        f'<path {PENS[kind]} vector-effect="non-scaling-stroke" d="{"".join(data)}"/>'
        for kind, data in sorted(lines.items())
    )


@lru_cache(maxsize=64)
def sheet(seed: str) -> str:
    """An SVG file of a place, whose group `shore` pages draw with `<use href="…#shore">`."""
    width, height = SHEET
    lines = paths(shore(seed, width, height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<g id="shore" {PEN}>{lines}</g></svg>'
    )


@lru_cache(maxsize=512)
def tile(seed: str) -> str:
    """The `<g>` of a place for a square of TILE pixels, to stand in a page's own `<svg>`."""
    drawn = shore(seed, TILE, TILE, unit=TILE_UNIT, shares=TILE_SHARES)
    return f"<g {PEN}>{paths(drawn)}</g>"


def _kind(level: int) -> str:
    if level == 0:
        return "shore"
    return "depth" if level > 0 else "hill"


def _curve(contour: Contour) -> str:
    """A line as quadratic curves: its points are the handles, the middles between them the stops.

    A middle of whole pixels is exact in half ones, so each `t` may mirror the handle before it.
    """
    points = [(round(x), round(y)) for x, y in handles(contour)]
    points = [p for k, p in enumerate(points) if k == 0 or p != points[k - 1]]
    length = sum(math.dist(a, b) for a, b in pairwise(points))
    if len(points) < 3 or length < SHORTEST:
        return ""
    if contour.closed:
        points = [*points, points[0], points[1]]
    stops = [(a[0] + b[0], a[1] + b[1]) for a, b in pairwise(points)]
    if not contour.closed:
        first, last = points[0], points[-1]
        start = (first[0] * 2, first[1] * 2)
        stops = [*stops, (last[0] * 2, last[1] * 2)]
        data = f"M{start[0]} {start[1]}l{_pair(stops[0], start)}"
    else:
        start = stops[0]
        data = f"M{start[0]} {start[1]}"
    handle = (points[1][0] * 2, points[1][1] * 2)
    data += f"q{_pair(handle, stops[0])}{_signed(_pair(stops[1], stops[0]))}"
    steps = [_pair(b, a) for a, b in pairwise(stops[1:])]
    if steps:
        data += "t" + steps[0] + "".join(_signed(step) for step in steps[1:])
    return data


def _pair(to: Point, origin: Point) -> str:
    return f"{to[0] - origin[0]:g}" + _signed(f"{to[1] - origin[1]:g}")


def _signed(number: str) -> str:
    """A number after another: a minus parts them as well as a space does."""
    return number if number.startswith("-") else " " + number


def handles(contour: Contour, spacing: float = SPACING) -> list[Point]:
    """The handles of an even quadratic spline along a line, in pixels; few, so that it runs smooth.

    The spline runs from the middle between two handles to the next. A closed line's first handle is
    not repeated at its end; an open line's ends are handles.
    """
    points = [*contour.points, contour.points[0]] if contour.closed else list(contour.points)
    run = [0.0, *accumulate(math.dist(a, b) for a, b in pairwise(points))]
    count = max(FEWEST, round(run[-1] / spacing))
    spots, at = [], 0
    for k in range(count + 1):
        wanted = run[-1] * k / count
        while at < len(run) - 2 and run[at + 1] < wanted:
            at += 1
        part = (wanted - run[at]) / ((run[at + 1] - run[at]) or 1)
        (ax, ay), (bx, by) = points[at], points[at + 1]
        spots.append((ax + (bx - ax) * part, ay + (by - ay) * part))
    if contour.closed:
        spots.pop()
    # A spline cuts its handles' corners by an eighth of their bend, so each is put out by as much.
    last = len(spots) - 1
    placed = []
    for k, (x, y) in enumerate(spots):
        if not contour.closed and k in (0, last):
            placed.append((x, y))
            continue
        (ax, ay), (bx, by) = spots[k - 1], spots[k + 1 if k < last else 0]
        placed.append((x + (2 * x - ax - bx) / 8, y + (2 * y - ay - by) / 8))
    return placed
