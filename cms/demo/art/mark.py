"""The mark of a local JANE: its letters upon a small lake of two contour lines."""

import io
from functools import cache
from pathlib import Path
from random import Random

import typst
from PIL import Image, ImageChops, ImageDraw

from cms.demo.art.inks import LAKE_DEEP, PAPER
from cms.demo.art.press import OVERSAMPLE, Drawing, blob

SIDE = 600


def logo(random: Random, text: str) -> Drawing:
    """A mark with the first two letters of `text` in the accent, on paper; clear around it."""
    size = (SIDE * OVERSAMPLE,) * 2
    shape, lines = Image.new("L", size), Image.new("L", size)
    seed = random.random()
    for far, width in ((1.0, 26), (0.85, 12)):
        # The same seed: the inner line follows the outer one, as depths follow a shore.
        outline = blob(Random(seed), SIDE / 2, SIDE / 2, 272 * far, 272 * far, 0.09)
        points = [(x * OVERSAMPLE, y * OVERSAMPLE) for x, y in outline]
        if far == 1.0:
            ImageDraw.Draw(shape).polygon(points, fill=255)
        ring = [*points, *points[:2]]
        ImageDraw.Draw(lines).line(ring, fill=255, width=width * OVERSAMPLE, joint="curve")
    shape, lines = (each.reduce(OVERSAMPLE) for each in (shape, lines))
    letters = _letters(text[:2])
    image = Image.new("RGB", (SIDE, SIDE), PAPER)
    image.paste(LAKE_DEEP, mask=ImageChops.lighter(letters, lines))
    image.putalpha(ImageChops.lighter(shape, lines))
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return Drawing(out.getvalue(), "png", (SIDE // 2, SIDE // 2, SIDE, SIDE))


def _letters(word: str) -> Image.Image:
    """A mask of a few letters in the middle of a sheet, in the face of the site's covers."""
    png = _compiler().compile(format="png", ppi=72.0, sys_inputs={"word": word})
    return ImageChops.invert(Image.open(io.BytesIO(png)).convert("L"))


@cache
def _compiler() -> typst.Compiler:
    template = Path(__file__).with_name("letters.typ")
    return typst.Compiler(str(template), ignore_system_fonts=True)
