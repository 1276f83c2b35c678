"""Pictures for the demonstration, drawn by our own code: nobody's property, the same every time.

One family of prints: four flat inks in the site's hues on warm paper, each screen a little astray.
They show the places and the things of associations' life in North Karelia. Each module draws a few
kinds; inks.py has the colours, and press.py prints.
"""

from collections.abc import Callable
from random import Random

from cms.demo.art.indoors import board, hall
from cms.demo.art.land import birches, hills
from cms.demo.art.mark import logo
from cms.demo.art.portraits import portrait
from cms.demo.art.press import Drawing
from cms.demo.art.tables import round_table, table
from cms.demo.art.tasks import bee, market, plan
from cms.demo.art.village import house, jetty
from cms.demo.art.waters import ice, lake

__all__ = ["KINDS", "Drawing", "draw"]


KINDS: dict[str, Callable[[Random], Drawing]] = {
    "lake": lake,
    "hills": hills,
    "birches": birches,
    "ice": ice,
    "jetty": jetty,
    "house": house,
    "table": table,
    "round-table": round_table,
    "hall": hall,
    "board": board,
    "plan": plan,
    "bee": bee,
    "market": market,
    "portrait": portrait,
}


def draw(kind: str, name: str, text: str = "") -> Drawing:
    """Draw a picture of a kind (one of KINDS, or "logo" with initials); `name` is the seed.

    Raises ValueError for an unknown kind.
    """
    random = Random(f"{kind}:{name}")
    if kind == "logo":
        return logo(random, text)
    if kind not in KINDS:
        raise ValueError(f"No picture of the kind “{kind}”; there are {', '.join(KINDS)}.")
    return KINDS[kind](random)
