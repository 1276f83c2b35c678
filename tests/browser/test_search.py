"""The search field's suggestions in a real browser: keyboard, mouse, a screen reader's words."""

import pytest
from axe_playwright_python.sync_playwright import Axe

WORDS = "yhdistysoh"


@pytest.fixture
def field(browser_page):
    browser_page.goto("/haku/")
    return browser_page.locator("#search-words")


def test_suggestions_are_chosen_by_the_arrow_keys(browser_page, field):
    field.press_sequentially(WORDS)
    options = browser_page.get_by_role("option")
    options.first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    first = options.first
    assert first.get_attribute("aria-selected") == "true"
    assert field.get_attribute("aria-activedescendant") == first.get_attribute("id")
    assert field.input_value() == first.inner_text()
    field.press("ArrowUp")
    assert field.input_value() == WORDS
    field.press("ArrowDown")
    field.press("Enter")
    browser_page.wait_for_url("**/haku/?q=*")
    assert browser_page.locator("main .item").count() > 0


def test_escape_closes_them_and_keeps_what_was_typed(browser_page, field):
    field.press_sequentially(WORDS)
    browser_page.get_by_role("option").first.wait_for()
    field.press("ArrowDown")
    field.press("Escape")
    assert browser_page.get_by_role("option").count() == 0
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == WORDS


def test_a_click_searches_for_the_suggestion(browser_page, field):
    field.press_sequentially(WORDS)
    option = browser_page.get_by_role("option").first
    text = option.inner_text()
    option.click()
    browser_page.wait_for_url("**/haku/?q=*")
    assert browser_page.locator("#search-words").input_value() == text


def test_axe_finds_nothing_while_they_are_open_on_a_phone(browser_page, field):
    browser_page.set_viewport_size({"width": 375, "height": 700})
    field.press_sequentially(WORDS)
    browser_page.get_by_role("option").first.wait_for()
    field.press("ArrowDown")
    assert Axe().run(browser_page).response["violations"] == []
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not browser_page.evaluate(wide)
