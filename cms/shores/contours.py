"""The contour lines of a place's lakes: where its ground lies equally high."""

from dataclasses import dataclass
from functools import lru_cache

from cms.shores.field import height_field

Point = tuple[float, float]

# Which part of the sheet lies below each line, from the deepest to the highest; the shoreline is
# the one named SHORELINE. Even steps of area spread the lines evenly whatever the ground is like.
SHARES = (0.04, 0.10, 0.17, 0.25, 0.33, 0.41, 0.49, 0.62, 0.76, 0.89)
SHORELINE = 6
# Pixels between two measured heights, and in one unit of the field.
STEP = 10
UNIT = 240


@dataclass(frozen=True)
class Contour:
    """One line. `level`: 0 is the shoreline, 1 and more the depths, less than 0 the hills.

    `points` are pixels of the sheet; a closed line's first point is not repeated at its end.
    """

    level: int
    closed: bool
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Shore:
    """A sheet of the map of one place, of `width` × `height` pixels."""

    seed: str
    width: int
    height: int
    contours: tuple[Contour, ...]


@lru_cache(maxsize=64)
def shore(
    seed: str, width: int, height: int, *, unit: int = UNIT, shares: tuple[float, ...] = SHARES
) -> Shore:
    """Draw the sheet of a place: the same seed and size always give the same lines.

    `seed` is a municipality's code ("167") or any other text; `unit` is how many pixels a bay is
    across; `shares` are the lines to draw, of SHARES.
    """
    ground = height_field(seed)
    step = min(STEP, unit / 14)
    columns, rows = int(width / step) + 2, int(height / step) + 2
    heights = [
        [ground(column * step / unit, row * step / unit) for column in range(columns + 1)]
        for row in range(rows + 1)
    ]
    ranked = sorted(value for row in heights for value in row)
    lines = []
    for share in shares:
        # A height that no corner has: then no line runs through a corner, or ends there.
        at = ranked[int(share * (len(ranked) - 1))] + 1e-9
        for closed, points in _isolines(heights, at):
            places = tuple((x * step, y * step) for x, y in points)
            lines.append(Contour(SHORELINE - SHARES.index(share), closed, places))
    return Shore(seed, width, height, tuple(lines))


def _isolines(heights: list[list[float]], at: float) -> list[tuple[bool, list[Point]]]:
    """The lines through a lattice where it is `at` high: (closed, points in lattice units).

    Marching squares: each cell joins the sides that the line crosses, and cells are joined by the
    sides that they share.
    """
    joined: dict[tuple, list[tuple]] = {}
    places: dict[tuple, Point] = {}

    def side(column: int, row: int, across: bool) -> tuple:
        """The upper (`across`) or left side of a cell; the line's place on it is kept."""
        name = (column, row, across)
        if name not in places:
            here = heights[row][column]
            there = heights[row][column + 1] if across else heights[row + 1][column]
            part = (at - here) / (there - here)
            places[name] = (column + part, row) if across else (column, row + part)
        return name

    def join(one: tuple, other: tuple) -> None:
        joined.setdefault(one, []).append(other)
        joined.setdefault(other, []).append(one)

    for row in range(len(heights) - 1):
        upper, lower = heights[row], heights[row + 1]
        for column in range(len(upper) - 1):
            a, b = upper[column] > at, upper[column + 1] > at
            c, d = lower[column] > at, lower[column + 1] > at
            if a == b == c == d:
                continue
            crossed = []
            if a != b:
                crossed.append(side(column, row, True))
            if b != d:
                crossed.append(side(column + 1, row, False))
            if c != d:
                crossed.append(side(column, row + 1, True))
            if a != c:
                crossed.append(side(column, row, False))
            if len(crossed) == 2:
                join(*crossed)
                continue
            # A saddle: its middle tells which corners belong together.
            middle = (upper[column] + upper[column + 1] + lower[column] + lower[column + 1]) / 4
            top, right, bottom, left = crossed
            if (middle > at) == a:
                join(top, right)
                join(bottom, left)
            else:
                join(top, left)
                join(right, bottom)
    return _followed(joined, places)


def _followed(joined: dict, places: dict) -> list[tuple[bool, list[Point]]]:
    """Follow every line from end to end, those with ends first."""
    lines = []
    left = dict.fromkeys(joined)
    ends = [name for name, others in joined.items() if len(others) == 1]
    for start in (*ends, *joined):
        if start not in left:
            continue
        line, here = [], start
        while here is not None:
            del left[here]
            line.append(places[here])
            here = next((other for other in joined[here] if other in left), None)
        lines.append((len(joined[start]) == 2, line))
    return lines
