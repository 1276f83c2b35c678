"""A passkey in a real browser: added, used to log in, asked for again, removed.

The browser's own virtual device holds it, as a phone or computer would; passkeys belong to a name,
so the site is asked for as localhost, never by a number.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.device import Device
from tests.browser.test_axe import OPTIONS

pytestmark = pytest.mark.browser

# Nobody else in these tests logs in as her.
PERSON = "julkaisija@example.org"


@pytest.fixture
def phone(browser_page) -> Device:
    return Device(browser_page)


def send(page: Page) -> None:
    page.locator("main form:visible button[type=submit]").first.click()


def log_in_with_password(page: Page, live_site, wanted: str) -> None:
    page.goto(f"/tili/kirjaudu/?next={wanted}")
    page.locator("#id_login").fill(PERSON)
    page.locator("#id_password").fill(live_site.passwords()[PERSON])
    send(page)


def confirm(page: Page, live_site) -> None:
    page.locator("#id_password").fill(live_site.passwords()[PERSON])
    send(page)


def log_out(page: Page) -> None:
    page.goto("/tili/kirjaudu-ulos/")
    send(page)


def test_a_passkey_is_added_logs_in_and_is_removed(browser_page, phone, live_site):
    page = browser_page
    log_in_with_password(page, live_site, "/tili/paasyavaimet/uusi/")
    confirm(page, live_site)
    expect(page.locator("[data-passkey-missing]")).to_be_hidden()

    # The owner is not there: the page says so, and nothing is added.
    phone.set_verified(False)
    page.locator("#passkey_button").click()
    expect(page.locator("[data-passkey-failed]")).to_be_visible()
    phone.set_verified(True)

    page.locator("#id_name").fill("Testin puhelin")
    page.locator("#passkey_button").click()
    # The recovery codes come with the first.
    expect(page).to_have_url(re.compile("/tili/varakoodit/$"))
    expect(page.locator("main code")).to_have_count(10)

    log_out(page)
    page.goto("/tili/kirjaudu/?next=/tili/turvallisuus/")
    page.locator("#passkey_button").click()
    expect(page).to_have_url(re.compile("/tili/turvallisuus/$"))
    expect(page.get_by_text("Testin puhelin")).to_be_visible()

    # The password alone is now not enough.
    log_out(page)
    log_in_with_password(page, live_site, "/tili/paasyavaimet/")
    expect(page).to_have_url(re.compile("/tili/kirjaudu/vahvista/$"))
    page.locator("#passkey_button").click()
    expect(page).to_have_url(re.compile("/tili/paasyavaimet/$"))

    page.locator("main a[href$='/poista/']").click()
    page.goto("/tili/vahvista/paasyavain/?next=/tili/paasyavaimet/")
    page.locator("#passkey_button").click()
    expect(page).to_have_url(re.compile("/tili/paasyavaimet/$"))
    page.locator("main a[href$='/poista/']").click()
    send(page)
    expect(page.get_by_text("Testin puhelin")).to_have_count(0)
    log_out(page)
    log_in_with_password(page, live_site, "/tili/turvallisuus/")
    expect(page).to_have_url(re.compile("/tili/turvallisuus/$"))


def test_the_square_of_the_code_app_is_shown_under_the_sites_policy(browser_page, live_site):
    log_in_with_password(browser_page, live_site, "/tili/koodisovellus/")
    confirm(browser_page, live_site)
    square = browser_page.locator("main svg[role=img]")
    expect(square).to_be_visible()
    expect(browser_page.locator("main code")).to_have_text(re.compile("[A-Z2-7]{32}"))


def test_axe_finds_nothing_on_the_screens_on_a_narrow_phone(page_for, live_site):
    page = page_for(viewport={"width": 320, "height": 800})
    log_in_with_password(page, live_site, "/tili/koodisovellus/")
    found = {"vahvista": Axe().run(page, options=OPTIONS).response["violations"]}
    confirm(page, live_site)
    for name in ("koodisovellus", "turvallisuus", "paasyavaimet/uusi", "kirjautumiset"):
        page.goto(f"/tili/{name}/")
        found[name] = Axe().run(page, options=OPTIONS).response["violations"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_without_scripts_the_password_logs_in_and_no_passkey_is_offered(page_for, live_site):
    page = page_for(java_script_enabled=False)
    page.goto("/tili/kirjaudu/")
    expect(page.locator("#passkey_button")).to_be_hidden()
    log_in_with_password(page, live_site, "/tili/turvallisuus/")
    expect(page).to_have_url(re.compile("/tili/turvallisuus/$"))
    page.goto("/tili/paasyavaimet/uusi/")
    confirm(page, live_site)
    expect(page.locator("[data-passkey-missing]")).to_be_visible()
