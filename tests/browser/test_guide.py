"""The guide in a browser: axe finds nothing in it, and it fits a phone and a sheet of paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from home.guide.chapters import CHAPTERS
from tests.browser.test_axe import OPTIONS

pytestmark = pytest.mark.browser

WHOLE = "/admin/opas/tulosta/"
ADDRESSES = ["/admin/opas/", WHOLE, *(f"/admin/opas/{chapter.slug}/" for chapter in CHAPTERS)]
# The rest of the admin's screens is Wagtail's own.
OURS = {"include": [[".guide"]]}
WIDEST = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"


@pytest.mark.whole
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_nothing_is_found_in_any_chapter_and_nothing_is_wider_than_the_window(
    page_for, width, scheme
):
    window = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    page = page_for(staff=True, **window)
    wrong = []
    for address in ADDRESSES:
        page.goto(address)
        context = None if address == WHOLE else OURS
        found = Axe().run(page, context=context, options=OPTIONS).response["violations"]
        wrong += [f"{address}: {fault['id']}: {fault['nodes'][0]['html'][:150]}" for fault in found]
        overflow = page.evaluate(
            "[...document.querySelectorAll('.guide, .guide *')].filter(element =>"
            " element.getBoundingClientRect().right > innerWidth + 1).length"
        )
        if overflow:
            wrong.append(f"{address}: {overflow} elements are wider than the window")
    assert wrong == []


def test_the_whole_guide_prints_with_a_chapter_a_page_and_no_picture_cut(page_for):
    page = page_for(staff=True, viewport={"width": 643, "height": 900})
    page.goto(WHOLE, wait_until="networkidle")
    page.emulate_media(media="print")
    styles = page.evaluate(
        "[...document.querySelectorAll('.guide-picture')].map(picture =>"
        " getComputedStyle(picture).breakInside)"
    )
    assert styles
    assert set(styles) == {"avoid"}
    assert page.evaluate(WIDEST) <= 643
    # Chromium's own print: one page of contents, and at least one for each chapter.
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") > len(CHAPTERS)
