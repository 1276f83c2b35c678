"""`make guide-pictures`: the guide's pictures (docs/guide.md), made from the running demonstration.

Each row of PICTURES is one: who looks at which screen, what is done there first, and what is
outlined. They go to `static/guide/` and are committed. Nothing is kept of what is done on the way:
the demonstration lies in a folder that is thrown away.
"""

import io
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from home.guide.picture_size import PICTURE_HEIGHT, PICTURE_WIDTH
from tests import chromium, live

FOLDER = live.ROOT / "static" / "guide"
PUBLISHER, STAFF = "julkaisija@example.org", "henkilosto@example.org"
JOENSUU = "/paikallis-janet/joensuu/"
NEWS = f"{JOENSUU}uutiset/"
# In the colour of lingonberry with a white edge; inside, and white, in a menu, which cuts what
# stands out of it. It scrolls only to what is not well in sight.
OUTLINE = """
    element => {
        const {top, bottom} = element.getBoundingClientRect();
        if (top < 60 || bottom > innerHeight - 90) {
            element.scrollIntoView({block: "center", behavior: "instant"});
        }
        const inMenu = element.closest(".w-dropdown__content, .tippy-box");
        Object.assign(element.style, inMenu ? {outline: "4px solid #fff", outlineOffset: "-8px"} : {
            outline: "4px solid #b3143c", outlineOffset: "3px", borderRadius: "4px",
            boxShadow: "0 0 0 3px #fff, 0 0 0 9px #fff", position: "relative", zIndex: 9,
        });
    }
"""
QUALITY = 70


@dataclass(frozen=True)
class Site:
    """The running demonstration: where it is, and how to find a page's number."""

    url: str
    folder: Path
    passwords: dict[str, str]

    def number(self, path: str) -> int:
        """The page at a path of the site (* is any name), the first that is not shared."""
        with sqlite3.connect(self.folder / "db.sqlite3") as database:
            row = database.execute(
                "SELECT id FROM wagtailcore_page WHERE live AND url_path GLOB ?"
                " AND translation_key NOT IN (SELECT page_key FROM cms_listing) ORDER BY path",
                [f"/*{path}"],
            ).fetchone()
        return row[0]


@dataclass(frozen=True)
class Picture:
    """One picture: its name, whose screen, the way there, and what is outlined ("" for nothing).

    `then_pressed`: the outlined button is pressed once the picture is made, for later pictures.
    """

    name: str
    user: str
    go: Callable[[Page, Site], None]
    outlined: str = ""
    then_pressed: bool = False


def _at(path: str, page_path: str = "") -> Callable[[Page, Site], None]:
    """Opens an address; `{}` in it is the number of the page at `page_path`."""
    return lambda page, site: page.goto(path.format(page_path and site.number(page_path)))


def _from_home(words: str) -> Callable[[Page, Site], None]:
    """Presses one of the links on the admin's home."""

    def go(page: Page, site: Site) -> None:
        page.goto("/admin/")
        page.get_by_role("main").get_by_role("link", name=words).first.click()

    return go


def _save_menu(page: Page, site: Site) -> None:
    """A written piece of news, whose menu of saving is open."""
    _from_home("Kirjoita uutinen")(page, site)
    page.wait_for_load_state("networkidle")
    page.locator("#id_title").fill("Kansalaistalo auki lauantaisin")
    page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    page.get_by_role("button", name="Julkaise", exact=True).wait_for()


def _published(page: Page, site: Site) -> None:
    """The message after a page was published."""
    page.goto(f"/admin/pages/{site.number(f'{JOENSUU}tilat/')}/edit/")
    page.wait_for_load_state("networkidle")
    page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    page.get_by_role("button", name="Julkaise", exact=True).click()
    page.get_by_text("Peru julkaisu").wait_for()


def _picture(page: Page, site: Site) -> None:
    """The form of a picture of Joensuu's."""
    page.goto("/admin/images/")
    page.get_by_role("link", name="Kansalaistalon sali").first.click()


def _offer(page: Page, site: Site) -> None:
    """The first offer in the staff's inbox."""
    page.goto("/admin/henkiloston-tyolista/")
    page.locator("main a[href*='/tarjous/paatos/']").first.click()


PICTURES = (
    Picture("kirjautuminen", "", _at("/tili/kirjaudu/"), "main button[type=submit]"),
    Picture("hallinnan-etusivu", PUBLISHER, _at("/admin/"), ".day-actions li:first-child a"),
    Picture("uutinen", PUBLISHER, _from_home("Kirjoita uutinen"), "#id_title"),
    Picture("julkaiseminen", PUBLISHER, _save_menu, "button[name=action-publish]:visible"),
    Picture("tapahtuma", PUBLISHER, _from_home("Lisää tapahtuma"), "#id_starts_at"),
    Picture("etusivu", PUBLISHER, _from_home("Muuta etusivua"), "#id_introduction"),
    Picture("kuva", PUBLISHER, _picture, "#id_description"),
    Picture(
        "tarjoa-maakunnalle",
        PUBLISHER,
        _at("/admin/sivu/{}/tarjous/", f"{NEWS}*/"),
        "main button[name=offer]",
        then_pressed=True,
    ),
    Picture(
        "vaki",
        PUBLISHER,
        _at("/admin/paikallis-jane/{}/vaki/", JOENSUU),
        "form:has(button[value=invite])",
    ),
    Picture("peru-julkaisu", PUBLISHER, _published, "a[href*=julkaisun-peruminen]"),
    Picture("tyolista", STAFF, _at("/admin/henkiloston-tyolista/")),
    Picture(
        "perustaminen", STAFF, _at("/admin/paikallis-jane/perusta/tiedot/"), "#id_municipality"
    ),
    Picture(
        "tarjous",
        STAFF,
        _offer,
        "button[name=accept]",
    ),
)


def take(browser: Browser, site: Site, picture: Picture) -> int:
    """Make one picture; gives its size in bytes."""
    context = browser.new_context(
        base_url=site.url,
        locale="fi-FI",
        reduced_motion="reduce",
        viewport={"width": PICTURE_WIDTH, "height": PICTURE_HEIGHT},
    )
    page = context.new_page()
    if picture.user:
        page.goto("/tili/kirjaudu/?next=/admin/opas/tulosta/")
        page.locator("#id_login").fill(picture.user)
        page.locator("#id_password").fill(site.passwords[picture.user])
        page.locator("main form button[type=submit]").click()
        page.wait_for_url("**/opas/**")
    picture.go(page, site)
    page.wait_for_load_state("networkidle")
    if picture.outlined:
        page.locator(picture.outlined).first.evaluate(OUTLINE)
    data = page.screenshot(animations="disabled", caret="hide")
    if picture.then_pressed:
        page.locator(picture.outlined).first.click()
        page.wait_for_load_state("networkidle")
    context.close()
    file = FOLDER / f"{picture.name}.webp"
    with Image.open(io.BytesIO(data)) as image:
        image.convert("RGB").save(file, quality=QUALITY, method=6)
    return file.stat().st_size


def main() -> int:
    path = chromium.chromium_path()
    if path is None:
        sys.stderr.write(
            "No Chromium on this machine: install it (Debian: apt install chromium).\n"
        )
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "site")
        folder.mkdir()
        port, output = live.free_port(), Path(scratch, "output.txt")
        process = live.start(folder, port, output)
        try:
            url = f"http://localhost:{port}"
            live.wait_until_up(process, f"{url}/", output)
            passwords = live.LiveSite(url=url, folder=folder).passwords()
            photograph(path, Site(url, folder, passwords))
        finally:
            live.stop(process)
    return 0


def photograph(path: str, site: Site) -> None:
    """Make all pictures with the Chromium at a path."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[*chromium.ARGUMENTS, "--hide-scrollbars", "--lang=fi"],
            # What the browser itself writes ("no file chosen") is to be Finnish, too.
            env={**os.environ, "LANGUAGE": "fi"},
        )
        for picture in PICTURES:
            sys.stdout.write(f"{picture.name}: {take(browser, site, picture)} bytes\n")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
