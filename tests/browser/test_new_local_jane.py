"""From founding a local JANE to its first news on the province's list, in a real browser.

Staff found it, the invitation leaves by SMTP, its first publisher follows the link and sets a
passkey. `pytest -s`
prints how long each part takes and how often the mouse is pressed.
"""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from cms.dates import helsinki_today
from tests.browser.conftest import STAFF
from tests.browser.device import Device
from tests.browser.volunteer import (
    Presses,
    accept_offer,
    edit_address,
    log_in,
    message,
    offer_to_province,
    publish,
    write,
    write_event,
    write_news,
)
from tests.mailbox import text_of

# Half a minute, so not in the short run.
pytestmark = [pytest.mark.browser, pytest.mark.whole]

LAPTOP = {"width": 1280, "height": 900}
NAME = "Liperin JANE"
EMAIL = "liisa.liperi@example.org"
PASSWORD = "kolme hirveä järven jäällä"
HOME = "/paikallis-janet/liperi/"


class Report:
    """How long each part took and how many presses."""

    def __init__(self):
        self.lines = []

    def add(self, part: str, presses: Presses) -> None:
        """A part is over: note it and begin to count anew."""
        self.lines.append(f"{part}: {presses}")
        presses.restart()


@pytest.fixture
def report():
    report = Report()
    yield report
    print("", *report.lines, sep="\n")  # noqa: T201


def test_a_local_jane_is_founded_and_its_first_publisher_publishes(
    page_for, live_site, mailbox, report
):
    staff = page_for(viewport=LAPTOP)
    by_staff = Presses(staff.context)
    log_in(staff, STAFF, live_site.passwords()[STAFF])
    found(staff)
    report.add("Staff log in and found a local JANE", by_staff)

    publisher = page_for(viewport=LAPTOP)
    by_publisher = Presses(publisher.context)
    accept_invitation(publisher, mailbox, live_site.url)
    report.add("The mail comes and its link is followed", by_publisher)
    set_passkey(publisher)
    report.add("A passkey is set", by_publisher)

    publish_drafts(publisher, NAME, "Uutiset", "Tapahtumat")
    report.add("Front page, news list and calendar are published", by_publisher)

    publisher.goto("/admin/")
    news = write_news(publisher, "Liperi sai oman JANEn")
    form = edit_address(publisher)
    report.add("News is published", by_publisher)

    publisher.goto("/admin/")
    day = helsinki_today() + dt.timedelta(days=7)
    event = write_event(publisher, "Avajaiskahvit", f"{day:%d.%m.%Y} 18.00")
    report.add("An event is published", by_publisher)

    publisher.goto(form)
    offer_to_province(publisher)
    report.add("The news is offered to the province", by_publisher)

    by_staff.restart()
    accept_offer(staff, "Liperi sai oman JANEn")
    report.add("Staff accept it", by_staff)
    assert "Liperi sai oman JANEn" in mailbox.wait_for(EMAIL, about="Liperi sai")["Subject"]

    reader = page_for()
    for address in (HOME, news, event):
        assert reader.goto(address).status == 200, address
    reader.goto("/uutiset/")
    link = reader.get_by_role("link", name="Liperi sai oman JANEn")
    expect(link).to_have_attribute("href", re.compile(re.escape(news)))
    reader.goto("/tapahtumat/")
    expect(reader.get_by_role("link", name="Avajaiskahvit")).to_have_count(1)


def found(staff: Page) -> None:
    """From their home, through the page that helps to decide and the form."""
    staff.get_by_role("link", name="Perusta paikallis-JANE").click()
    staff.get_by_role("main").locator("a.button").click()
    municipality = staff.locator("#id_municipality")
    municipality.click()
    municipality.select_option(label="Liperi")
    write(staff, "#id_name", NAME)
    write(staff, "#id_publisher_email", EMAIL)
    staff.locator("main form button[type=submit]").last.click()
    expect(message(staff, NAME)).to_be_visible()


def accept_invitation(publisher: Page, mailbox, site: str) -> None:
    """She reads the mail, follows its link and sets her password."""
    mail = mailbox.wait_for(EMAIL)
    [link] = re.findall(rf"{re.escape(site)}/tili/kutsu/\S+", text_of(mail))
    publisher.goto(link)
    write(publisher, "#id_first_name", "Liisa")
    write(publisher, "#id_last_name", "Liperi")
    write(publisher, "#id_password", PASSWORD)
    publisher.locator("main form button[type=submit]").click()
    expect(publisher.get_by_role("heading", name=NAME, level=1)).to_be_visible()


def set_passkey(publisher: Page) -> None:
    """From her account's screen; with the first one come recovery codes."""
    Device(publisher)
    publisher.goto("/tili/turvallisuus/")
    publisher.locator("main a[href='/tili/paasyavaimet/uusi/']").click()
    if publisher.locator("#id_password").count():
        write(publisher, "#id_password", PASSWORD)
        publisher.locator("main form:visible button[type=submit]").first.click()
    write(publisher, "#id_name", "Liisan puhelin")
    publisher.locator("#passkey_button").click()
    expect(publisher).to_have_url(re.compile("/tili/varakoodit/$"))
    expect(publisher.locator("main code")).to_have_count(10)


def publish_drafts(publisher: Page, *titles: str) -> None:
    """Each waits on her home."""
    for title in titles:
        publisher.goto("/admin/")
        publisher.locator("[aria-labelledby=day-drafts]").get_by_role("link", name=title).click()
        publish(publisher)
