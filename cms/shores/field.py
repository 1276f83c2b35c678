"""The ground that a shore is cut from: heights that depend on a seed and a place alone.

The ice drew the lakes of North Karelia out from north-west to south-east; so does this field. Its
unit is about one bay, and it has no edges: a sheet is cut out of it as from a larger map.
"""

import math
from collections.abc import Callable
from random import Random

# Waves that run every way, from long ones that make lakes to short ones that make headlands and
# islands: how many there are, how often in a unit the longest and the shortest rise, and how fast
# they grow flat as they grow short.
WAVES = 40
LONGEST, SHORTEST = 0.45, 3.6
FLATTER = 0.9
# How much longer a form is along the way of the ice than across it.
STRETCH = 1.8
# What a place is drawn aside, in units, and how often: no line is then as even as a wave's.
BEND, BEND_OFTEN = 0.06, 0.5
# The turn from one wave's way to the next, a golden section of the circle: no way is left out.
TURN = math.tau * 0.618034

Height = Callable[[float, float], float]


def height_field(seed: str) -> Height:
    """The heights around a place: a function of x and y (right and down, in units)."""
    random = Random(f"shore:{seed}")  # noqa: S311 - a drawing, no secret
    waves = [_wave(random, number) for number in range(WAVES)]
    bends = [[_bend(random) for _ in range(2)] for _ in range(2)]
    cos = math.cos

    def height(x: float, y: float) -> float:
        aside, down = (sum(cos(a * x + b * y + c) for a, b, c in bend) for bend in bends)
        x, y = x + BEND * aside, y + BEND * down
        return sum([high * cos(a * x + b * y + c) for a, b, c, high in waves])

    return height


def _wave(random: Random, number: int) -> tuple[float, float, float, float]:
    """What a wave turns by in a unit rightwards and downwards, where it begins, how high it is."""
    share = (number + random.random() / 2) / (WAVES - 1)
    often = LONGEST * (SHORTEST / LONGEST) ** share
    way = number * TURN + random.uniform(-0.3, 0.3)
    along, across = math.cos(way) * often / STRETCH, math.sin(way) * often
    # From the axes of the ice to those of the sheet: an eighth of a turn.
    right, down = (along - across) * math.sqrt(0.5), (along + across) * math.sqrt(0.5)
    start = random.uniform(0, math.tau)
    return right * math.tau, down * math.tau, start, often**-FLATTER


def _bend(random: Random) -> tuple[float, float, float]:
    most = BEND_OFTEN * math.tau
    return random.uniform(-most, most), random.uniform(-most, most), random.uniform(0, math.tau)
