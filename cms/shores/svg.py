"""A shore as SVG: few bytes, one path a level, in the colour of what it stands in."""

import math
from functools import lru_cache
from itertools import pairwise

from cms.shores.contours import Contour, Point, Shore, shore

# The sheet behind a header and a footer, and that of a municipality's tile on the map.
SHEET = (1200, 360)
TILE = 120
TILE_UNIT = 95
TILE_SHARES = (0.10, 0.25, 0.41, 0.49, 0.76)

# How far a line may be from its points, in pixels, and the least length of a line that is drawn.
TOLERANCE = 0.8
SHORTEST = 26
PEN = 'fill="none" stroke="currentColor" stroke-linecap="round" transform="scale(.5)"'
WIDTHS = {"shore": "2.4", "depth": "1.2", "hill": "1.2"}


def paths(drawn: Shore) -> str:
    """The lines as `<path>` elements, in units of half a pixel; the shoreline is the thickest."""
    lines: dict[str, list[str]] = {}
    for contour in drawn.contours:
        data = _curve(contour)
        if data:
            lines.setdefault(_kind(contour.level), []).append(data)
    dashes = {"hill": ' stroke-dasharray="1 4"'}
    return "".join(
        f'<path stroke-width="{WIDTHS[kind]}" vector-effect="non-scaling-stroke"{dashes.get(kind, "")} d="{"".join(data)}"/>'
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

    On whole half pixels a middle is exact, so that one handle is enough: each `t` mirrors the last.
    """
    points = [(round(x), round(y)) for x, y in simplified(contour)]
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


def simplified(contour: Contour, tolerance: float = TOLERANCE) -> list[Point]:
    """The line with as few points as tell its form (Douglas and Peucker)."""
    points = list(contour.points)
    if contour.closed:
        half = len(points) // 2
        return [
            *_thinned(points[: half + 1], tolerance)[:-1],
            *_thinned([*points[half:], points[0]], tolerance)[:-1],
        ]
    return _thinned(points, tolerance)


def _thinned(points: list[Point], tolerance: float) -> list[Point]:
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = math.hypot(bx - ax, by - ay)
    most, at = 0.0, 0
    for k, (x, y) in enumerate(points[1:-1], start=1):
        if length:
            away = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
        else:
            away = math.hypot(x - ax, y - ay)
        if away > most:
            most, at = away, k
    if most <= tolerance:
        return [points[0], points[-1]]
    return _thinned(points[: at + 1], tolerance)[:-1] + _thinned(points[at:], tolerance)
