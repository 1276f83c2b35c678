"""Everything can be done with the keyboard alone, and one sees where one is."""

import pytest

from tests.browser.pages import addresses

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 700}
LAPTOP = {"width": 1280, "height": 800}
# Where the focus is: what it is on, whether one sees it, and how far it lies in the open.
FOCUS = """
    () => {
        const element = document.activeElement;
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const name = element.innerText || element.getAttribute("aria-label") || element.id || "";
        const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
        const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
        const top = document.elementFromPoint(x, y);
        return {
            name: name.trim(),
            tag: element.tagName,
            outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
            inView: box.bottom > 0 && box.top < innerHeight && box.right > 0
                && box.left < innerWidth,
            uncovered: !!top && (element.contains(top) || top.contains(element)),
        };
    }
"""
# Targets of less than 24 × 24 px outside running text (WCAG 2.2, 2.5.8).
SMALL_TARGETS = """
    () => [...document.querySelectorAll("a[href], button, summary, input, select")].filter(it => {
        if (!it.checkVisibility() || it.type === "hidden") return false;
        if (it.matches(".skip-link, .visually-hidden *")) return false;
        if (it.closest("p:not(.more, .back, .back-to-province), .prose, dd, td")) return false;
        const box = it.getBoundingClientRect();
        return box.width > 0 && (box.width < 24 || box.height < 24);
    }).map(it => `${it.tagName} ${it.innerText.slice(0, 40)} ${it.className}`)
"""


def tab_to(page, wanted: str, *, most: int = 60) -> dict:
    """Press Tab until the focus is on something named so; each stop must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        assert stop["outlined"], stop
        assert stop["inView"], stop
        assert stop["uncovered"], stop
        if stop["name"].startswith(wanted):
            return stop
    raise AssertionError(f"Tab never comes to {wanted!r}.")


def test_the_first_press_of_tab_leads_past_the_menu(page_for):
    page = page_for(viewport=LAPTOP)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_of_a_phone_opens_closes_and_leads_on(page_for, scripts):
    page = page_for(viewport=PHONE, java_script_enabled=scripts)
    page.goto("/")
    menu = page.locator("#site-menu")
    assert not menu.is_visible()
    page.locator(".menu-button").focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    page.get_by_role("link", name="Uutiset", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/uutiset/")


def test_focus_goes_from_the_button_into_the_open_menu_and_back_when_it_closes(page_for):
    page = page_for(viewport=PHONE)
    page.goto("/")
    tab_to(page, "Valikko")
    page.keyboard.press("Enter")
    tab_to(page, "Sulje", most=2)
    tab_to(page, "Paikallis-JANEt", most=2)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "menu-button"


def test_every_stop_of_the_front_page_is_seen(page_for):
    page = page_for(viewport=LAPTOP)
    page.goto("/")
    tab_to(page, "Tietosuoja", most=120)


def test_filters_are_chosen_by_keyboard(page_for):
    page = page_for(viewport=PHONE)
    page.goto("/tapahtumat/")
    tab_to(page, "Menneet tapahtumat")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tapahtumat/?aika=menneet")
    tab_to(page, "Kunta:")
    page.keyboard.press("Enter")
    tab_to(page, "Joensuu")
    page.keyboard.press("Enter")
    page.wait_for_url("**kunta=joensuu**")


def test_an_accordion_opens_by_keyboard(page_for):
    page = page_for(viewport=LAPTOP)
    page.goto("/paikallis-janet/joensuu/")
    answer = page.locator(".accordion details div").first
    assert not answer.is_visible()
    page.locator(".accordion summary").first.focus()
    page.keyboard.press("Enter")
    assert answer.is_visible()
    page.keyboard.press("Space")
    assert not answer.is_visible()


def test_the_language_switch_leads_to_the_page_or_to_words_that_there_is_none(page_for):
    page = page_for(viewport=LAPTOP)
    page.goto("/uutiset/seurantakierros-alkaa/")
    tab_to(page, "English")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/**")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("h1").inner_text() == "This page is not in English"


def test_the_search_works_by_keyboard(page_for):
    page = page_for(viewport=LAPTOP)
    page.goto("/")
    tab_to(page, "header-search")
    page.keyboard.type("yhdistysohjelma")
    page.keyboard.press("Enter")
    page.wait_for_url("**/haku/?q=yhdistysohjelma")
    assert page.locator(".items .item").count() > 0


def test_a_municipality_is_chosen_on_a_goal_s_page(page_for):
    page = page_for(viewport=LAPTOP)
    page.goto(
        "/yhdistysohjelma/yhteistyossa-hyvinvointia/uudistuva-kansalaistoiminta/"
        "mukaan-on-helppo-tulla/"
    )
    page.locator("#kunta").focus()
    page.keyboard.type("Joensuu")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**kunta=joensuu**")
    assert page.get_by_role("heading", name="Joensuu", exact=True).is_visible()


def test_logging_in_works_by_keyboard_and_keeps_what_was_typed(page_for):
    page = page_for(viewport=PHONE)
    page.goto("/tili/kirjaudu/")
    page.locator("#id_login").focus()
    page.keyboard.type("muokkaaja@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type("väärä salasana")
    page.keyboard.press("Enter")
    page.locator("[role=alert]").first.wait_for()
    assert page.locator("#id_login").input_value() == "muokkaaja@example.org"
    assert page.locator("#id_password").input_value() == ""


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_targets_are_large_enough_to_hit(page_for, live_site, viewport):
    page, small = page_for(viewport=viewport), {}
    for path in addresses(live_site.folder):
        if path == "/tyyli/":
            continue
        page.goto(path)
        found = page.evaluate(SMALL_TARGETS)
        if found:
            small[path] = found[:5]
    assert small == {}


def test_everything_is_there_without_a_script(page_for):
    page = page_for(java_script_enabled=False, viewport=LAPTOP)
    page.goto("/haku/?q=yhdistysohjelma")
    assert page.locator(".items .item").count() > 0
    page.goto("/")
    page.get_by_role("link", name="Joensuu", exact=True).first.click()
    assert page.url.endswith("/paikallis-janet/joensuu/")
    page.locator(".accordion summary").first.click()
    assert page.locator(".accordion details div").first.is_visible()
    assert page.locator("[data-video] a").first.get_attribute("href").startswith("https://")
    page.goto("/tapahtumat/")
    page.get_by_role("link", name="Menneet tapahtumat").click()
    assert page.url.endswith("?aika=menneet")
