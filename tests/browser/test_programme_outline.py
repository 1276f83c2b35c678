"""A programme is written on one screen in a real browser: added, edited and moved by keyboard."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LAPTOP = {"width": 1280, "height": 800}


def begin_programme(page, title: str) -> None:
    """A new programme, which opens its empty outline."""
    page.goto("/admin/ohjelma/uusi/")
    page.locator("[name=title]").fill(title)
    page.locator("[name=start_year]").fill("2031")
    page.locator("[name=end_year]").fill("2035")
    page.keyboard.press("Enter")
    page.wait_for_url("**/jasennys/")


def quick_add(page, label: str, *titles: str) -> None:
    """Titles and Enter, one after another: the focus stays for the next one."""
    field = page.get_by_label(re.compile(f"^{label}")).first
    field.focus()
    for title in titles:
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        expect(heading(page, title)).to_be_visible()
        expect(page.get_by_label(re.compile(f"^{label}")).first).to_have_value("")


def heading(page, title: str):
    return page.locator("#outline").get_by_role("heading", name=title)


def row(page, title: str):
    return page.locator(".outline-row").filter(has_text=title)


def order(page) -> list[str]:
    """The titles of actions as they stand."""
    titles = page.locator("#outline h5").all_inner_texts()
    return [re.sub(r"^[\d.–]+\s+", "", title) for title in titles]


@pytest.fixture
def outline(page_for):
    """A programme of a priority, a goal and three actions, written by keyboard."""
    page = page_for(staff=True, viewport=LAPTOP)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    begin_programme(page, "Kokeiluohjelma")
    quick_add(page, "Uusi painopiste", "Painopiste A")
    quick_add(page, "Uusi tavoite", "Tavoite A")
    quick_add(page, "Uusi toimenpide", "Teko yksi", "Teko kaksi", "Teko kolme")
    yield page
    assert errors == []


def test_parts_are_added_edited_and_moved_by_keyboard(outline):
    page = outline
    assert order(page) == ["Teko yksi", "Teko kaksi", "Teko kolme"]

    # Moved: the focus stays on the button, and what has happened is said.
    button = row(page, "Teko kolme").get_by_role("button", name="Ylös")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#outline-message")).to_contain_text("2/3")
    assert order(page) == ["Teko yksi", "Teko kolme", "Teko kaksi"]
    assert "Teko kolme" in page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    expect(page.locator("#outline-message")).to_contain_text("1/3")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#outline-message")).to_contain_text("2/3")

    # Edited in its row: errors keep what was typed.
    row(page, "Teko yksi").get_by_role("link", name="Muokkaa").focus()
    page.keyboard.press("Enter")
    form = page.locator("form.outline-form")
    expect(form.locator("[name=title]")).to_be_focused()
    form.locator("[name=title]").fill("")
    form.locator("[name=description]").fill("Kävelemme yhdessä.\n\n- aamulla\n- illalla")
    form.locator("[name=schedule]").fill("joka kevät")
    form.locator("[name=measures-0-indicator]").fill("Kävelijät")
    form.locator("[name=measures-0-target]").fill("100")
    form.locator("[name=schedule]").press("Enter")
    expect(form.get_by_role("alert")).to_be_focused()
    expect(form.locator("[name=description]")).to_have_value(
        "Kävelemme yhdessä.\n\n- aamulla\n- illalla"
    )
    # Another row moves meanwhile; the open form stays as it is.
    row(page, "Teko kaksi").get_by_role("button", name="Ylös").click()
    expect(page.locator("#outline-message")).to_contain_text("Teko kaksi")
    expect(form.locator("[name=schedule]")).to_have_value("joka kevät")
    form.locator("[name=title]").fill("Teko yksi, uudestaan")
    form.locator("[name=title]").press("Enter")
    expect(heading(page, "Teko yksi, uudestaan")).to_be_visible()
    expect(form).to_have_count(0)
    expect(row(page, "Teko yksi, uudestaan")).not_to_contain_text("mittarit")
    expect(row(page, "Teko kaksi")).to_contain_text("mittarit")

    # It is all there after a reload.
    before = order(page)
    page.reload()
    assert order(page) == before
    assert sorted(before) == ["Teko kaksi", "Teko kolme", "Teko yksi, uudestaan"]


def test_a_part_is_dragged_below_another_goal(outline):
    page = outline
    quick_add(page, "Uusi tavoite", "Tavoite B")
    row(page, "Teko kaksi").locator(".outline-name").drag_to(
        row(page, "Tavoite B").locator(".outline-name")
    )
    expect(page.locator("#outline-message")).to_contain_text("Teko kaksi")
    assert order(page) == ["Teko yksi", "Teko kolme", "Teko kaksi"]


def test_what_a_colleague_has_saved_meanwhile_is_told_and_not_overwritten(outline, page_for):
    page = outline
    row(page, "Teko yksi").get_by_role("link", name="Muokkaa").click()
    form = page.locator("form.outline-form")
    form.locator("[name=title]").fill("Minun nimeni")

    other = page_for(staff=True, viewport=LAPTOP)
    other.goto(page.url)
    row(other, "Teko yksi").get_by_role("link", name="Muokkaa").click()
    other.locator("form.outline-form [name=title]").fill("Toisen nimi")
    other.keyboard.press("Enter")
    expect(heading(other, "Toisen nimi")).to_be_visible()

    form.locator("[name=title]").press("Enter")
    expect(form.get_by_role("alert")).to_be_visible()
    expect(form.locator("[name=title]")).to_have_value("Minun nimeni")
    form.get_by_role("button", name="Tallenna omani").click()
    expect(heading(page, "Minun nimeni")).to_be_visible()


def test_all_of_it_works_without_a_script(page_for):
    page = page_for(staff=True, viewport=LAPTOP, java_script_enabled=False)
    begin_programme(page, "Ilman skriptiä")
    for label, title in (
        ("Uusi painopiste", "Painopiste"),
        ("Uusi tavoite", "Tavoite"),
        ("Uusi toimenpide", "Eka"),
        ("Uusi toimenpide", "Toka"),
    ):
        page.get_by_label(re.compile(f"^{label}")).first.fill(title)
        page.keyboard.press("Enter")
        expect(heading(page, title)).to_be_visible()
    row(page, "Toka").get_by_role("button", name="Ylös").click()
    assert order(page) == ["Toka", "Eka"]
    row(page, "Eka").get_by_role("link", name="Muokkaa").click()
    page.locator("[name=title]").fill("Eka, uudestaan")
    page.locator("[name=title]").press("Enter")
    assert order(page) == ["Toka", "Eka, uudestaan"]


def test_the_next_programme_begins_from_the_last(page_for):
    page = page_for(staff=True, viewport=LAPTOP)
    page.goto("/admin/ohjelma/jasennys/")
    page.get_by_role("link", name="Yhteistyössä hyvinvointia").first.click()
    old = page.get_by_role("heading", name="Yhteistyössä hyvinvointia", exact=True)
    expect(old).to_be_visible()
    actions = order(page)
    assert len(actions) > 10
    page.get_by_role("link", name="Seuraava ohjelma").click()
    page.locator("[name=title]").fill("Yhteistyössä eteenpäin")
    fieldset = page.get_by_role("group", name=actions[0], exact=True)
    fieldset.get_by_label("Päättyy").check()
    page.get_by_role("button", name="Katso yhteenveto").click()
    expect(page.get_by_role("listitem").filter(has_text=actions[0])).to_be_visible()
    page.get_by_role("button", name="Aloita seuraava ohjelma").click()
    page.wait_for_url("**/jasennys/")
    begun = page.get_by_role("heading", name="Yhteistyössä eteenpäin", exact=True)
    expect(begun).to_be_visible()
    assert order(page) == actions[1:]
