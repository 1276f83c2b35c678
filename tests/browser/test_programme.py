"""A programme from a spreadsheet to its second edition and its successor, in a real browser.

`pytest -s` prints where the book was kept, for whoever wants to look at it.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from programme.sheets.columns import COLUMNS

# More than half a minute, so not in the short run.
pytestmark = [pytest.mark.browser, pytest.mark.whole]

LAPTOP = {"width": 1280, "height": 900}
TITLE = "Tulevaisuus yhdessä"
ROWS = (
    {"Taso": "painopiste", "Otsikko": "Yhdessä vahvempia", "Johdanto": "Teemme enemmän yhdessä."},
    {"Taso": "tavoite", "Otsikko": "Tilat löytyvät", "Miksi": "Tiloja on, mutta ne ovat piilossa."},
    {
        "Taso": "toimenpide",
        "Otsikko": "Tilakartta",
        "Kuvaus": "Kokoamme kartan tiloista.",
        "Aikataulu": "2026",
        "Kunnat": "Joensuu",
    },
    {"Taso": "mittari", "Otsikko": "Kartan tilat", "Yksikkö": "kpl", "Tavoitetaso": "150"},
    {"Taso": "toimenpide", "Otsikko": "Avaimet kiertämään", "Kuvaus": "Sovimme avaimista."},
)
STEPS = (
    ("working_group", "Työryhmä sai ohjelman valmiiksi", "15.1.2026"),
    ("council", "Neuvottelukunta hyväksyi ohjelman", "31.1.2026"),
    ("board", "Maakuntahallitus hyväksyi ohjelman", "20.2.2026"),
)


def test_a_programme_is_imported_adopted_revised_read_as_a_book_and_continued(page_for, tmp_path):
    staff = page_for(staff=True, viewport=LAPTOP)
    reader = page_for(viewport=LAPTOP)

    outline = begin(staff)
    bring_in(staff, spreadsheet(tmp_path))
    staff.goto(outline)
    move_up_by_keyboard(staff, "Avaimet kiertämään")
    assert names(staff) == ["1.1.1 Avaimet kiertämään", "1.1.2 Tilakartta"]
    record_steps(staff, outline)

    address = f"/yhdistysohjelma/{TITLE.lower().replace(' ', '-').replace('ä', 'a')}/"
    assert reader.goto(address).status == 404
    make_edition(staff, outline)
    assert reader.goto(address).status == 200
    expect(reader.get_by_role("link", name="Tilat löytyvät")).to_be_visible()

    staff.goto(outline)
    rename(staff, "Tilat löytyvät", "Tilat löytyvät helposti")
    reader.reload()
    expect(reader.get_by_role("link", name="Tilat löytyvät helposti")).to_have_count(0)
    make_edition(staff, outline, note="Tavoite on sanottu selvemmin.")
    reader.goto(f"{address}painokset/2/muutokset/")
    expect(reader.locator("ins")).to_contain_text("helposti")
    expect(reader.get_by_role("main")).to_contain_text("Tavoite on sanottu selvemmin.")

    book = book_of(reader, f"{address}painokset/2/", tmp_path)
    print("", book, sep="\n")  # noqa: T201
    assert book.read_bytes().startswith(b"%PDF-1.7")

    staff.goto(outline)
    staff.get_by_role("link", name="Seuraava ohjelma").click()
    staff.get_by_role("button", name="Katso yhteenveto").click()
    staff.get_by_role("button", name="Aloita seuraava ohjelma").click()
    staff.wait_for_url("**/jasennys/")
    assert staff.url != outline
    assert names(staff) == ["1.1.1 Avaimet kiertämään", "1.1.2 Tilakartta"]


def begin(staff: Page) -> str:
    """A new programme; gives the address of its outline."""
    staff.goto("/admin/ohjelma/uusi/")
    staff.locator("[name=title]").fill(TITLE)
    staff.locator("[name=start_year]").fill("2026")
    staff.locator("[name=end_year]").fill("2030")
    staff.keyboard.press("Enter")
    staff.wait_for_url("**/jasennys/")
    return staff.url


def spreadsheet(folder: Path) -> Path:
    """The programme's parts as a file, as Finnish Excel saves them."""
    names = [column.name for column in COLUMNS]
    lines = [names, *([row.get(name, "") for name in names] for row in ROWS)]
    path = folder / "ohjelma.csv"
    path.write_text("\n".join(";".join(line) for line in lines), encoding="utf-8-sig")
    return path


def bring_in(staff: Page, path: Path) -> None:
    """From the outline to the file's parts in it: first what it would change, then that."""
    staff.get_by_role("link", name="Taulukko").click()
    staff.locator("input[type=file]").set_input_files(path)
    staff.get_by_role("button", name="Katso, mitä se muuttaa").click()
    expect(staff.get_by_role("heading", name="Uudet (5)")).to_be_visible()
    staff.get_by_role("button", name="Tuo nämä").click()
    expect(staff.get_by_text("Tiedosto on tuotu luonnoksina.")).to_be_visible()


def move_up_by_keyboard(staff: Page, title: str) -> None:
    button = staff.locator(".outline-row").filter(has_text=title)
    button.get_by_role("button", name="Ylös").focus()
    staff.keyboard.press("Enter")
    expect(staff.locator("#outline-message")).to_contain_text(title)


def names(staff: Page) -> list[str]:
    """The actions of the outline with their numbers."""
    return [" ".join(name.split()) for name in staff.locator("#outline h5").all_inner_texts()]


def record_steps(staff: Page, outline: str) -> None:
    """Who has adopted the programme, and when."""
    staff.goto(outline)
    staff.get_by_role("link", name="Tila ja hyväksyminen").click()
    for place, (kind, title, date) in enumerate(STEPS):
        staff.get_by_role("button", name="Lisää Vaihe").click()
        staff.locator(f"[name=steps-{place}-kind]").select_option(kind)
        staff.locator(f"[name=steps-{place}-title_fi]").fill(title)
        staff.locator(f"[name=steps-{place}-date]").fill(date)
        staff.keyboard.press("Escape")
    staff.get_by_role("button", name="Tallenna").click()
    expect(staff.get_by_text(f"Tallennettu: {TITLE}")).to_be_visible()


def make_edition(staff: Page, outline: str, note: str = "") -> None:
    """Adopt the programme, or its changes, and publish that at once."""
    staff.goto(outline)
    staff.get_by_role("link", name="Hyväksyminen ja painokset").click()
    staff.get_by_role("link", name=re.compile("Hyväksy ohjelma|Tee uusi painos")).click()
    if note:
        staff.get_by_label("Sanamuotoja tarkistettu").check()
        staff.locator("[name=note_fi]").fill(note)
    staff.locator("button[name=adopt]").click()
    staff.wait_for_url("**/painokset/")
    expect(staff.locator("table.listing")).to_be_visible()


def rename(staff: Page, title: str, new: str) -> None:
    row = staff.locator(".outline-row").filter(has_text=title)
    row.get_by_role("link", name="Muokkaa").click()
    form = staff.locator("form.outline-form")
    form.locator("[name=title]").fill(new)
    form.locator("[name=title]").press("Enter")
    expect(staff.locator("#outline").get_by_role("heading", name=new)).to_be_visible()


def book_of(reader: Page, address: str, folder: Path) -> Path:
    """The edition's book, once the worker has made it."""
    link = reader.locator("a[href$='kirja-fi.pdf']")
    for _try in range(60):
        reader.goto(address)
        if link.count():
            break
        reader.wait_for_timeout(1000)
    expect(link).to_be_visible()
    response = reader.request.get(link.evaluate("link => link.href"))
    assert response.status == 200
    path = folder / "kirja.pdf"
    path.write_bytes(response.body())
    return path
