"""Every pair of colours that stand upon each other is told apart, in every accent, light and dark.

WCAG 2.2: 4.5 for text (1.4.3), 3 for what one must see to use a page (1.4.11). Chromium works out
the tokens, so that the test reads what readers see.
"""

import pytest
from coloraide import Color

from cms.accents import Accent

pytestmark = pytest.mark.browser

TEXT, SIGN = 4.5, 3.0
PAIRS = [
    *(
        (ink, ground, TEXT)
        for ground in ("paper", "raised", "accent-soft")
        for ink in ("ink", "quiet", "accent", "error")
    ),
    ("ink", "warn-soft", TEXT),
    ("error", "warn-soft", TEXT),
    ("accent", "warn-soft", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-deep", "accent-deep", TEXT),
    *(("focus", ground, SIGN) for ground in ("paper", "raised", "accent-soft")),
    *(("edge", ground, SIGN) for ground in ("paper", "raised", "accent-soft")),
]
TOKENS = sorted({name for *names, _least in PAIRS for name in names})
# A colour is worked out where something has it.
READ = """
    tokens => {
        const probe = document.body.appendChild(document.createElement("i"));
        const found = tokens.map(token => {
            probe.style.color = `var(--${token})`;
            return getComputedStyle(probe).color;
        });
        probe.remove();
        return found;
    }
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_colours_passes(page_for, scheme):
    page = page_for(color_scheme=scheme, bypass_csp=True)
    page.goto("/haku/")
    weak = {}
    for accent in Accent.values:
        page.evaluate("accent => { document.body.dataset.accent = accent }", accent)
        colours = dict(zip(TOKENS, page.evaluate(READ, TOKENS), strict=True))
        for front, back, least in PAIRS:
            contrast = Color(colours[front]).fit("srgb").contrast(Color(colours[back]).fit("srgb"))
            if contrast < least:
                weak[f"{accent}: {front} on {back}"] = round(contrast, 2)
    assert weak == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accents_are_told_from_each_other(page_for, scheme):
    page = page_for(color_scheme=scheme)
    page.goto("/haku/")
    seen = []
    for accent in Accent.values:
        page.evaluate("accent => { document.body.dataset.accent = accent }", accent)
        [colour] = page.evaluate(READ, ["accent"])
        seen.append(Color(colour))
    nearest = min(a.delta_e(b, method="2000") for a in seen for b in seen if a is not b)
    assert nearest > 5
