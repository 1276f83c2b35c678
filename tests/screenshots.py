"""`make screenshots`: pictures of ten kinds of page on a phone, a laptop, in the dark and on paper.

The demonstration is loaded into a folder that is thrown away afterwards, served on loopback, and
photographed with the system's Chromium into `screenshots/`, which git ignores.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests import chromium, live

FOLDER = live.ROOT / "screenshots"
GOAL = (
    "/yhdistysohjelma/yhteistyossa-hyvinvointia/uudistuva-kansalaistoiminta/mukaan-on-helppo-tulla/"
)
PAGES = {
    "maakunta": "/",
    "paikallis-jane": "/paikallis-janet/joensuu/",
    "paikallis-jane-alussa": "/paikallis-janet/ilomantsi/",
    "ohjelma": "/yhdistysohjelma/yhteistyossa-hyvinvointia/",
    "tavoite": GOAL,
    "toimenpiteet": "/yhdistysohjelma/yhteistyossa-hyvinvointia/toimenpiteet/",
    "kalenteri": "/tapahtumat/",
    "tapahtuma": "/tapahtumat/kuntakierros-tohmajarvi/",
    "peruttu-tapahtuma": "/tapahtumat/kuntakierros-ilomantsi/",
    "uutinen": "/uutiset/seurantakierros-alkaa/",
    "yhteystiedot": "/yhteystiedot/",
    "haku": "/haku/?q=yhdistys",
    "selkosuomi": "/fi-simple/",
    "ei-loydy": "/ei-ole/",
    "kirjautuminen": "/tili/kirjaudu/",
}
# Each look: the window, and how the browser stands.
LOOKS = {
    "puhelin": {"viewport": {"width": 375, "height": 812}, "device_scale_factor": 2},
    "kannettava": {"viewport": {"width": 1280, "height": 800}},
    "tumma": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    # The width of an A4 sheet between its margins.
    "paperi": {"viewport": {"width": 643, "height": 900}},
}

# Nobody scrolls here, so pictures below the fold are asked for at once; gives when all are drawn.
PICTURES_COME = """
    () => Promise.all([...document.images].map(picture => {
        picture.loading = "eager";
        return picture.decode();
    }))
"""


def photograph(browser: Browser, url: str) -> int:
    """Take every picture of the site at an address; gives how many there are."""
    taken = 0
    for look, options in LOOKS.items():
        context = browser.new_context(base_url=url, locale="fi-FI", **options)
        page = context.new_page()
        for name, path in PAGES.items():
            page.goto(path, wait_until="networkidle")
            page.evaluate(PICTURES_COME)
            if look == "paperi":
                page.emulate_media(media="print")
            file = FOLDER / f"{name}-{look}.png"
            page.screenshot(path=file, full_page=True)
            sys.stdout.write(f"{file.relative_to(live.ROOT)}\n")
            taken += 1
        context.close()
    return taken


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
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=path, args=[*chromium.ARGUMENTS, "--hide-scrollbars"]
                )
                taken = photograph(browser, url)
                browser.close()
        finally:
            live.stop(process)
    sys.stdout.write(f"{taken} pictures in {FOLDER.relative_to(live.ROOT)}/\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
