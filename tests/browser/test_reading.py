"""What a visitor's browser sees of the whole demonstration: one page of each type."""

import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from urllib.request import urlopen

import pytest

from tests.browser.pages import LANGUAGES, addresses

pytestmark = pytest.mark.browser

WIDTHS = (320, 375, 768, 1280, 1920)
# Text that something hides: cut off within its own box. What only a screen reader hears is not.
CUT_OFF = """
    () => [...document.querySelectorAll("body *")].filter(element => {
        const style = getComputedStyle(element);
        if (!["hidden", "clip"].includes(style.overflowX)) return false;
        if (style.position === "absolute") return false;
        if (element.closest("svg, .visually-hidden, iframe")) return false;
        const words = element.innerText?.trim();
        return words && element.scrollWidth > element.clientWidth + 2;
    }).map(element => element.outerHTML.slice(0, 160))
"""
# How far things moved while the page came, as browsers count it (Cumulative Layout Shift).
SHIFTS = """
    () => new Promise(done => {
        const moves = [];
        new PerformanceObserver(list => {
            for (const {value, sources} of list.getEntries()) moves.push({
                value, what: sources.map(({node}) => (node?.outerHTML ?? "").slice(0, 80)),
            });
        }).observe({type: "layout-shift", buffered: true});
        setTimeout(() => done(moves), 300);
    })
"""
MEASURED = (
    "/",
    "/paikallis-janet/joensuu/",
    "/yhdistysohjelma/yhteistyossa-hyvinvointia/uudistuva-kansalaistoiminta/mukaan-on-helppo-tulla/",
    "/tapahtumat/kuntakierros-tohmajarvi/",
    "/uutiset/seurantakierros-alkaa/",
)


@pytest.fixture(
    scope="module",
    params=["fi", *(pytest.param(code, marks=pytest.mark.whole) for code in LANGUAGES[1:])],
)
def paths(request, live_site) -> list[str]:
    """Everything that there is to look at in a language, but for staff's own page."""
    return [path for path in addresses(live_site.folder, request.param) if path != "/tyyli/"]


@pytest.fixture(scope="module")
def slow_line(live_site):
    """The address of the same site over a line that brings a page a few hundred bytes at a time."""

    class Relay(BaseHTTPRequestHandler):
        def do_GET(self):
            with urlopen(f"{live_site.url}{self.path}") as answer:  # noqa: S310, our own site
                body, kind = answer.read(), answer.headers["Content-Type"]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            step = 800 if kind.startswith("text/html") else len(body)
            for start in range(0, len(body), step):
                self.wfile.write(body[start : start + step])
                # Longer than a browser waits before it paints what it has.
                time.sleep(0.03)

        def log_message(self, *args):
            """Say nothing among the tests' own lines."""

    relay = ThreadingHTTPServer(("127.0.0.1", 0), Relay)
    threading.Thread(target=relay.serve_forever, daemon=True).start()
    yield f"http://localhost:{relay.server_port}"
    relay.shutdown()
    relay.server_close()


@pytest.fixture(scope="module")
def large_letters(browser_type, browser_type_launch_args, live_site):
    """Opens windows of a browser whose reader has set letters of twice the usual size."""
    arguments = [*browser_type_launch_args["args"], "--blink-settings=defaultFontSize=32"]
    large = browser_type.launch(**{**browser_type_launch_args, "args": arguments})
    yield lambda width: large.new_page(
        base_url=live_site.url, viewport={"width": width, "height": 900}
    )
    large.close()


def test_no_page_is_wider_than_its_window(page_for, paths):
    """320 px is also a window of 1280 px at 400 % (WCAG 2.2, 1.4.10)."""
    page, too_wide = page_for(), {}
    for path in paths:
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                too_wide[f"{path} at {width}"] = needed
    assert too_wide == {}


def test_the_style_page_fits_a_narrow_phone(page_for):
    page = page_for(staff=True, viewport={"width": 320, "height": 800})
    page.goto("/tyyli/")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("width", [375, 1280])
def test_letters_of_twice_the_size_fit_and_nothing_is_cut_off(large_letters, paths, width):
    """WCAG 2.2, 1.4.4: a reader whose browser is set to letters of 200 %."""
    page = large_letters(width)
    wrong = {}
    for path in paths:
        page.goto(path)
        needed = page.evaluate("document.documentElement.scrollWidth")
        cut = page.evaluate(CUT_OFF)
        if needed > width or cut:
            wrong[path] = (needed, cut[:3])
    assert wrong == {}


@pytest.mark.whole
def test_nothing_moves_while_a_page_comes_in_pieces(page_for, slow_line):
    moved = {}
    for width in (375, 1280):
        page = page_for(viewport={"width": width, "height": 800})
        for path in MEASURED:
            page.goto(f"{slow_line}{path}")
            moves = page.evaluate(SHIFTS)
            if sum(move["value"] for move in moves) > 0.01:
                moved[f"{path} at {width}"] = moves
    assert moved == {}


def test_a_reader_gets_no_cookie_and_asks_nobody_else_for_anything(browser_page, paths):
    statuses = {}
    for path in paths:
        if path.startswith(("/tili/", "/ei-ole/")):
            continue
        statuses[path] = browser_page.goto(path).status
    assert set(statuses.values()) == {200}
    assert browser_page.context.cookies() == []
    assert browser_page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_every_page_has_one_h1_and_leaves_no_level_out(page_for, paths):
    page, wrong = page_for(), {}
    for path in paths:
        page.goto(path)
        levels = page.evaluate(
            "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]"
            ".filter(e => e.checkVisibility()).map(e => +e.tagName[1])"
        )
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        if levels.count(1) != 1 or jumps:
            wrong[path] = levels
    assert wrong == {}


def test_landmarks_are_there_and_have_names(page_for):
    page = page_for(viewport={"width": 1280, "height": 900})
    page.goto("/uutiset/seurantakierros-alkaa/")
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    for name in ("Päävalikko", "Kieli", "Olet tässä"):
        assert page.get_by_role("navigation", name=name, exact=True).count() == 1
    assert page.get_by_role("search").count() == 1


def test_drawings_say_nothing_to_a_screen_reader(page_for):
    page = page_for()
    page.goto("/paikallis-janet/joensuu/")
    loud = page.evaluate(
        "[...document.querySelectorAll('svg')].filter(e => e.getAttribute('aria-hidden') !== 'true'"
        " && e.getAttribute('role') !== 'img').map(e => e.outerHTML.slice(0, 120))"
    )
    assert loud == []


def test_parts_in_another_language_say_so(page_for):
    page = page_for()
    page.goto("/sv/evenemang/")
    foreign = page.locator(".item-body :is(h2, h3)[lang=fi] a[hreflang=fi]")
    assert foreign.count() > 0
    languages = page.locator(".languages a").evaluate_all("links => links.map(a => a.lang)")
    assert languages == list(LANGUAGES)


# --- How much comes over the wire -----------------------------------------------------------------


@pytest.mark.parametrize(("width", "ratio"), [(375, 2), (1280, 1)])
def test_the_front_page_is_light(page_for, width, ratio):
    """At most 28 kB for words, looks and script together, 200 kB with every picture."""
    page = page_for(viewport={"width": width, "height": 800}, device_scale_factor=ratio)
    weights, kinds = {}, {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    session.on(
        "Network.loadingFinished",
        lambda e: weights.update({e["requestId"]: e["encodedDataLength"]}),
    )
    page.goto("/", wait_until="networkidle")
    for step in range(12):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(60 + step)
    page.wait_for_load_state("networkidle")
    words = {"Document", "Stylesheet", "Script"}
    of_words = sum(weights[k] for k, kind in kinds.items() if kind in words and k in weights)
    assert 0 < of_words <= 28_000
    assert of_words < sum(weights.values()) < 200_000


# --- Tastes and means of readers ------------------------------------------------------------------


def test_nothing_stirs_for_a_reader_who_wants_it_still(page_for):
    page = page_for(reduced_motion="reduce")
    page.goto("/paikallis-janet/joensuu/")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
        " return [...s.transitionDuration.split(','), ...s.animationDuration.split(',')]"
        ".some(d => parseFloat(d) > 0) }).length"
    )
    assert moving == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_forced_colours_tell_buttons_the_present_page_and_tiles_apart(page_for):
    page = page_for(forced_colors="active", viewport={"width": 1280, "height": 900})
    page.goto("/uutiset/")
    here = page.locator(".menu [aria-current]").first
    line = here.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert line == "underline"
    button = page.locator(".search-form button").first
    assert button.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1
    page.goto("/")
    tile = page.locator(".tile > *").first
    assert tile.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1


def test_a_printed_page_is_the_words_and_their_address(page_for):
    page = page_for()
    page.goto("/uutiset/seurantakierros-alkaa/")
    page.emulate_media(media="print")
    for left_out in (".site-menu", ".breadcrumbs", ".site-footer", ".neighbours"):
        assert not page.locator(left_out).first.is_visible()
    address = page.locator(".print-address")
    assert address.is_visible()
    assert re.search(r"/uutiset/seurantakierros-alkaa/$", address.inner_text())


def test_a_video_is_asked_for_only_when_the_reader_wants_it(page, live_site):
    asked = []
    elsewhere = re.compile("^https:")
    page.route(elsewhere, lambda route: (asked.append(route.request.url), route.abort()))
    page.goto("/paikallis-janet/joensuu/")
    assert asked == []
    page.locator("[data-video] a").first.click()
    frame = page.locator("[data-video] iframe").first
    assert frame.get_attribute("src").startswith("https://www.youtube-nocookie.com/embed/")
    assert frame.get_attribute("title")
    frame.wait_for()
    page.wait_for_timeout(500)
    assert {url.split("/")[2] for url in asked} == {"www.youtube-nocookie.com"}
