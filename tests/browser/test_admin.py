"""The admin in a real browser, under the policy that it is served with."""

import re

import pytest
from playwright.sync_api import expect

EDITOR = "muokkaaja@example.org"


@pytest.fixture
def editor_page(browser_page, live_site):
    """The local editor of the demonstration, logged in through the form as she would."""
    browser_page.goto("/admin/")
    browser_page.locator("#id_login").fill(EDITOR)
    browser_page.locator("#id_password").fill(live_site.passwords()[EDITOR])
    browser_page.locator("main form button[type=submit]").click()
    expect(browser_page).to_have_url(re.compile(r"/admin/$"))
    return browser_page


def test_a_wrong_password_keeps_what_was_written_and_says_so(browser_page):
    browser_page.goto("/admin/pages/")
    browser_page.locator("#id_login").fill(EDITOR)
    browser_page.locator("#id_password").fill("väärä salasana")
    browser_page.locator("main form button[type=submit]").click()
    expect(browser_page.locator("[role=alert]")).to_be_visible()
    expect(browser_page.locator("#id_login")).to_have_value(EDITOR)


def test_her_screens_work_without_an_error_and_without_asking_others(editor_page):
    """A refused script or style, or a request elsewhere, fails the fixture."""
    editor_page.goto("/admin/pages/")
    expect(editor_page.get_by_role("table")).to_be_visible()
    editor_page.goto("/admin/images/")
    expect(editor_page.get_by_role("main")).to_be_visible()


def test_the_editor_and_its_preview_open(editor_page):
    editor_page.goto("/paikallis-janet/joensuu/uutiset/")
    edit = editor_page.evaluate(
        "document.querySelector('wagtail-userbar')?.shadowRoot"
        "?.querySelector('a[href*=\"/edit/\"]')?.getAttribute('href')"
    )
    assert edit, "The userbar offers no way to edit."
    editor_page.goto(edit)
    expect(editor_page.locator("#id_title")).to_be_visible()
    editor_page.locator("[data-side-panel-toggle=preview], [aria-label*=ikatsel]").first.click()
    preview = editor_page.frame_locator("iframe").first
    expect(preview.locator("h1")).to_have_count(1)
