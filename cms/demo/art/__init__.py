"""Pictures for the demonstration, drawn by our own code: nobody's property, the same every time.

Landscapes of lakes and hills, birches, groups of people, portraits, banners and emblems, in a few
palettes after the seasons. Everything is drawn at twice the size and scaled down, so edges are
smooth; colours come in gradients and the distance fades to mist.
"""

from collections.abc import Callable
from random import Random

from cms.demo.art.canvas import Drawing
from cms.demo.art.figures import people, portrait
from cms.demo.art.landscapes import birches, hills, lake
from cms.demo.art.patterns import banner, forms, logo

__all__ = ["KINDS", "Drawing", "draw"]


KINDS: dict[str, Callable[[Random], Drawing]] = {
    "lake": lake,
    "hills": hills,
    "birches": birches,
    "people": people,
    "forms": forms,
    "portrait": portrait,
    "banner": banner,
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
