"""What a volunteer and staff do in the admin, press by press, as browser tests need it."""

import re
import time

from playwright.sync_api import BrowserContext, Locator, Page, expect

LOGIN = "/tili/kirjaudu/"
# A press of the mouse by a hand: neither a script's click nor one that a key makes.
COUNTER = """
    addEventListener("pointerdown", event => { if (event.isTrusted) countPress(); }, true);
"""


class Presses:
    """Counts the presses of the mouse in all pages of a window, and the time since it began."""

    def __init__(self, context: BrowserContext):
        self.restart()
        context.expose_function("countPress", self._press)
        context.add_init_script(COUNTER)

    def restart(self) -> None:
        """Begin to count anew."""
        self.count = 0
        self._began = time.monotonic()

    def _press(self) -> None:
        self.count += 1

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    def __str__(self) -> str:
        return f"{self.count} presses of the mouse in {self.seconds:.1f} s"


def log_in(page: Page, email: str, password: str) -> None:
    """One press: the login's first field has the focus by Tab, not by a press."""
    page.goto(LOGIN)
    page.locator("#id_login").focus()
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))


def write(page: Page, field: str, words: str) -> None:
    """One press into a field, then the words."""
    page.locator(field).click()
    page.keyboard.type(words)


def write_text(page: Page, words: str) -> None:
    """Two presses: the plus of the content, and the text among what can be added."""
    page.locator("[data-contentpath=body] .c-sf-add-button").first.click()
    page.get_by_role("option", name="Teksti").click()
    editor = page.locator("[data-contentpath=body] [contenteditable=true]").first
    expect(editor).to_be_focused()
    page.keyboard.type(words)
    expect_kept(page, words)


def expect_kept(page: Page, words: str) -> None:
    """Wait until the form has the text: its editor hands it over a quarter of a second later."""
    kept = page.locator("[data-contentpath=body] input[type=hidden][name$='-value']").first
    expect(kept).to_have_value(re.compile(re.escape(words)))


def publish(page: Page) -> None:
    """Two presses: the menu beside saving, and publishing in it."""
    page.get_by_role("button", name="Lisää toimintoja").click()
    page.get_by_role("button", name="Julkaise", exact=True).click()
    expect(message(page, "julkaistu")).to_be_visible()


def write_news(page: Page, title: str) -> str:
    """From her home to published news; gives its address."""
    page.get_by_role("link", name="Kirjoita uutinen").click()
    write(page, "#id_title", title)
    write(page, "#id_introduction", "Kahvia on kaikille.")
    write_text(page, "Tulkaa kylälle talkoisiin.")
    publish(page)
    return published_address(page)


def write_event(page: Page, title: str, when: str) -> str:
    """From her home to a published event; gives its address."""
    page.get_by_role("link", name="Lisää tapahtuma").click()
    write(page, "#id_title", title)
    write(page, "#id_introduction", "Kahvia on kaikille.")
    write(page, "#id_starts_at", when)
    write(page, "#id_place", "Kylätalo")
    write_text(page, "Ovet avataan puolta tuntia ennen.")
    publish(page)
    return published_address(page)


def message(page: Page, words: str) -> Locator:
    """The admin's message that has the words in it."""
    return page.locator(".messages li").filter(has_text=words)


def published_address(page: Page) -> str:
    """Where the message after publishing leads readers."""
    return page.get_by_role("link", name="Näytä julkaistu").get_attribute("href")


def edit_address(page: Page) -> str:
    """Where the message after publishing leads back to the form."""
    return page.locator(".messages").get_by_role("link", name="Muokkaa").get_attribute("href")


def offer_to_province(page: Page) -> None:
    """From a live page's form, three presses: the page's menu, the offer in it, its button."""
    page.get_by_role("button", name="Toimet", exact=True).first.click()
    page.get_by_role("link", name="Tarjoa maakunnalle").click()
    page.get_by_role("button", name="Tarjoa maakunnalle").click()
    expect(message(page, "Tarjottu")).to_be_visible()


def accept_offer(staff: Page, title: str) -> None:
    """Staff, from their inbox: the offer, a word to the writer, the decision."""
    staff.goto("/admin/henkiloston-tyolista/")
    staff.get_by_role("link", name=title).click()
    write(staff, "#id_note", "Hyvä uutinen!")
    staff.get_by_role("button", name="Hyväksy").click()
    expect(message(staff, "Päät")).to_be_visible()
