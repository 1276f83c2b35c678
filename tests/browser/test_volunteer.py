"""A volunteer's day in a real browser: presses are counted as the brief for this site counts them.

`pytest -s` prints the counts.
"""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from cms.dates import helsinki_today
from tests.browser.volunteer import (
    LOGIN,
    Presses,
    accept_offer,
    edit_address,
    expect_kept,
    log_in,
    message,
    offer_to_province,
    publish,
    write_event,
    write_news,
)

pytestmark = pytest.mark.browser

PUBLISHER = "julkaisija@example.org"
LAPTOP = {"width": 1280, "height": 900}
MOST_FOR_NEWS = 8
MOST_FOR_AN_EVENT = 10


@pytest.fixture
def publisher(page_for, live_site):
    """Opens a window of the demonstration's local publisher, with her presses counted."""

    def open_window():
        page = page_for(viewport=LAPTOP)
        presses = Presses(page.context)
        log_in(page, PUBLISHER, live_site.passwords()[PUBLISHER])
        return page, presses

    return open_window


def in_a_week() -> str:
    return f"{helsinki_today() + dt.timedelta(days=7):%d.%m.%Y} 18.00"


def test_news_takes_at_most_eight_presses_from_the_login(publisher, page_for):
    page, presses = publisher()
    address = write_news(page, "Lumitalkoot Noljakassa")
    print(f"\nNews: {presses}")  # noqa: T201
    assert presses.count <= MOST_FOR_NEWS
    reader = page_for()
    assert reader.goto(address).status == 200
    expect(reader.locator("h1")).to_have_text("Lumitalkoot Noljakassa")
    expect(reader.locator("main")).to_contain_text("Tulkaa kylälle talkoisiin.")


def test_an_event_takes_at_most_ten_presses_from_the_login(publisher, page_for):
    page, presses = publisher()
    address = write_event(page, "Pilkkikilpailu Höytiäisellä", in_a_week())
    print(f"\nEvent: {presses}")  # noqa: T201
    assert presses.count <= MOST_FOR_AN_EVENT
    reader = page_for()
    assert reader.goto(address).status == 200
    main = reader.locator("main")
    expect(main).to_contain_text("klo 18")
    expect(main).to_contain_text("Kylätalo")
    expect(main).to_contain_text("Ovet avataan puolta tuntia ennen.")


FOCUSED = """
    () => {
        const it = document.activeElement;
        return it.id || it.getAttribute("aria-label") || it.title || it.innerText.trim();
    }
"""


def tab_to(page, wanted: str, *, most: int = 40) -> None:
    """Press Tab until the focus is on what has this id, label or text."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(wanted):
            return
    raise AssertionError(f"Tab never comes to {wanted!r}.")


def test_news_is_published_by_keyboard_alone(page_for, live_site):
    page = page_for(viewport=LAPTOP)
    presses = Presses(page.context)
    keys = page.keyboard
    page.goto(LOGIN)
    tab_to(page, "id_login")
    keys.type(PUBLISHER)
    tab_to(page, "id_password")
    keys.type(live_site.passwords()[PUBLISHER])
    keys.press("Enter")
    page.wait_for_url("**/admin/")
    tab_to(page, "Kirjoita uutinen")
    keys.press("Enter")
    page.wait_for_url("**/add/**")
    tab_to(page, "id_title")
    keys.type("Näppäimistöillä Enossa")
    tab_to(page, "id_introduction")
    keys.type("Hiiri jäi kotiin.")
    tab_to(page, "Lisää lohko")
    keys.press("Enter")
    expect(page.get_by_role("option", name="Teksti")).to_be_visible()
    keys.press("Tab")
    keys.type("Teksti")
    keys.press("Enter")
    expect(page.locator("[data-contentpath=body] [contenteditable=true]").first).to_be_focused()
    keys.type("Kaikki onnistui näppäimillä.")
    expect_kept(page, "näppäimillä")
    tab_to(page, "Lisää toimintoja")
    keys.press("Enter")
    tab_to(page, "Julkaise", most=3)
    keys.press("Enter")
    expect(message(page, "julkaistu")).to_be_visible()
    assert presses.count == 0
    tab_to(page, "Näytä julkaistu")
    keys.press("Enter")
    expect(page.locator("main")).to_contain_text("Kaikki onnistui näppäimillä.")


@pytest.mark.whole
def test_a_publication_is_undone(publisher, page_for):
    page, _presses = publisher()
    address = write_news(page, "Liian aikaisin")
    page.get_by_role("link", name="Peru julkaisu").click()
    page.get_by_role("button", name="Peru julkaisu").click()
    expect(message(page, "luonnoksena")).to_be_visible()
    reader = page_for()
    assert reader.goto(address).status == 404

    # It is hers still, and goes out again.
    publish(page)
    assert reader.goto(address).status == 200

    # Of a page that readers knew, they get back what they had.
    page.goto(page.url if "/edit/" in page.url else edit_address(page))
    page.locator("#id_title").fill("Vielä pahempaa")
    publish(page)
    reader.goto(address)
    expect(reader.locator("h1")).to_have_text("Vielä pahempaa")
    page.get_by_role("link", name="Peru julkaisu").click()
    page.get_by_role("button", name="Peru julkaisu").click()
    expect(message(page, "luonnoksena")).to_be_visible()
    reader.goto(address)
    expect(reader.locator("h1")).to_have_text("Liian aikaisin")


def test_an_offer_accepted_by_staff_is_on_the_provinces_list(publisher, page_for):
    page, _presses = publisher()
    title = "Kylätalon katto valmistui"
    address = write_news(page, title)
    page.goto(edit_address(page))
    offer_to_province(page)
    reader = page_for()
    reader.goto("/uutiset/")
    expect(reader.get_by_role("link", name=title)).to_have_count(0)

    staff = page_for(staff=True)
    accept_offer(staff, title)

    reader.goto("/uutiset/")
    link = reader.get_by_role("link", name=title)
    expect(link).to_have_attribute("href", re.compile(re.escape(address)))
    expect(reader.locator(".item").filter(has_text=title)).to_contain_text("Joensuu")
