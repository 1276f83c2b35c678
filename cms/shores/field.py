"""The ground that a shore is cut from: heights that depend on a seed and a place alone.

The ice drew the lakes of North Karelia out from north-west to south-east; so does this field. Its
unit is one bay, and it has no edges: a sheet is cut out of it as from a larger map.
"""

import math
from collections.abc import Callable
from random import Random

# How much longer a form is along the way of the ice than across it.
STRETCH = 1.9
# What a place is drawn aside by the waves around it, in units: that makes bays and headlands.
BEND = 0.55
# Each layer of waves: how often in a unit, and how high.
LAYERS = ((1.0, 1.0), (2.1, 0.42), (4.3, 0.16))
SIDE = 64

Height = Callable[[float, float], float]


def height_field(seed: str) -> Height:
    """The heights around a place: a function of x and y (right and down), about −1.5 to 1.5."""
    random = Random(f"shore:{seed}")  # noqa: S311 - a drawing, no secret
    ground, aside = _waves(random), _waves(random)
    # Where on the endless map this place lies.
    left, top = random.uniform(0, SIDE), random.uniform(0, SIDE)
    slope = math.sqrt(0.5)

    def height(x: float, y: float) -> float:
        along, across = (x + y) * slope / STRETCH + left, (y - x) * slope + top
        along += BEND * aside(along * 0.8 + 7.3, across * 0.8)
        across += BEND * aside(along * 0.8, across * 0.8 + 19.1)
        return sum(high * ground(along * often, across * often) for often, high in LAYERS)

    return height


def _waves(random: Random) -> Height:
    """Smooth random waves about 0: gradients at the corners of a lattice, eased between them."""
    turns = [random.uniform(0, 2 * math.pi) for _ in range(SIDE * SIDE)]
    slopes = [(math.cos(turn), math.sin(turn)) for turn in turns]

    def wave(x: float, y: float) -> float:
        column, row = math.floor(x), math.floor(y)
        dx, dy = x - column, y - row
        left, right = column % SIDE, (column + 1) % SIDE
        upper, lower = row % SIDE * SIDE, (row + 1) % SIDE * SIDE
        ease_x = dx * dx * dx * (dx * (dx * 6 - 15) + 10)
        ease_y = dy * dy * dy * (dy * (dy * 6 - 15) + 10)
        a, b = slopes[upper + left], slopes[upper + right]
        c, d = slopes[lower + left], slopes[lower + right]
        above = a[0] * dx + a[1] * dy
        above += ease_x * (b[0] * (dx - 1) + b[1] * dy - above)
        below = c[0] * dx + c[1] * (dy - 1)
        below += ease_x * (d[0] * (dx - 1) + d[1] * (dy - 1) - below)
        return (above + ease_y * (below - above)) * 1.5

    return wave
