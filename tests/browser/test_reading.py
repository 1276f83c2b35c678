"""What a visitor's browser sees of the whole demonstration: one page of each type."""

import re
import sqlite3

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

ONE_OF_EACH_TYPE = """
    SELECT type.app_label || '.' || type.model, MIN(page.url_path)
    FROM wagtailcore_page page
    JOIN django_content_type type ON type.id = page.content_type_id
    JOIN wagtailcore_locale locale ON locale.id = page.locale_id
    WHERE page.live AND page.depth > 1 AND locale.language_code = 'fi'
    GROUP BY 1
"""
OTHERS = [
    "/haku/?q=yhdistys",
    "/haku/?q=eimitään",
    "/tapahtumat/?aika=menneet",
    "/ei-ole/",
    "/tili/kirjaudu/",
    "/sv/",
    "/en/",
    "/fi-simple/",
]


@pytest.fixture(scope="module")
def addresses(live_site) -> dict[str, str]:
    """An address of each page type, and some that are no pages."""
    with sqlite3.connect(live_site.folder / "db.sqlite3") as database:
        rows = dict(database.execute(ONE_OF_EACH_TYPE).fetchall())
    # A url_path starts with the front page's own slug.
    pages = {kind: "/" + path.split("/", 2)[2] for kind, path in rows.items()}
    assert len(pages) >= 17
    return pages | {path: path for path in OTHERS}


@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing_on_one_page_of_each_type(page, live_site, addresses, width):
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for kind, address in addresses.items():
        page.goto(address)
        violations = Axe().run(page).response["violations"]
        if violations:
            found[f"{kind} {address}"] = [
                (v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in violations
            ]
    assert found == {}


def test_no_page_is_wider_than_a_narrow_phone(page, live_site, addresses):
    page.set_viewport_size({"width": 320, "height": 700})
    too_wide = {}
    for kind, address in addresses.items():
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            too_wide[f"{kind} {address}"] = width
    assert too_wide == {}


def test_a_reader_gets_no_cookie_and_asks_nobody_else_for_anything(browser_page, addresses):
    statuses = {}
    for address in addresses.values():
        if address.startswith(("/tili/", "/ei-ole/")):
            continue
        statuses[address] = browser_page.goto(address).status
    assert set(statuses.values()) == {200}
    assert browser_page.context.cookies() == []
    assert browser_page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_first_press_of_tab_leads_past_the_menu(browser_page):
    browser_page.goto("/")
    browser_page.keyboard.press("Tab")
    link = browser_page.evaluate("document.activeElement.className")
    assert link == "skip-link"
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "main"


def test_everything_is_there_without_javascript(browser, live_site):
    context = browser.new_context(java_script_enabled=False, base_url=live_site.url)
    page = context.new_page()
    page.goto("/haku/?q=yhdistysohjelma")
    assert page.locator(".search-results li").count() > 0
    page.goto("/")
    page.get_by_role("link", name="Joensuu", exact=True).first.click()
    assert page.url.endswith("/paikallis-janet/joensuu/")
    context.close()


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
