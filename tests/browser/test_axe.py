"""axe-core, with all its rules, finds nothing on any kind of page."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import LANGUAGES, addresses, one_of_each_type

pytestmark = pytest.mark.browser

# Axe's own default leaves its experimental rules out; these are all the others.
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
MOST_READ = [
    "/",
    "/tapahtumat/",
    "/haku/?q=yhdistys",
    "/paikallis-janet/joensuu/",
    "/yhteystiedot/",
]
LOOK = (320, "light")
# Both schemes in both layouts, but for the dark one on a phone: its colours are the laptop's.
OTHER_LOOKS = [(1280, "dark"), (1280, "light")]


def faults(page, address: str) -> list[str]:
    """What axe finds on a page, each with the first elements that it blames."""
    page.goto(address)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{address}: {fault['id']}: {[node['html'][:200] for node in fault['nodes'][:3]]}"
        for fault in found
    ]


def walk(page_for, paths: list[str], width: int, scheme: str) -> list[str]:
    """The faults of many pages in one window."""
    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    page, staff_page = page_for(**look), page_for(staff=True, **look)
    return [
        fault
        for path in paths
        for fault in faults(staff_page if path.startswith("/tyyli/") else page, path)
    ]


def test_the_demonstration_has_every_type_of_page(live_site):
    assert len(one_of_each_type(live_site.folder)) >= 17


def test_nothing_is_found_on_what_is_read_most(page_for):
    assert walk(page_for, MOST_READ, *LOOK) == []


@pytest.mark.whole
def test_nothing_is_found_on_one_page_of_each_type(page_for, live_site):
    assert walk(page_for, addresses(live_site.folder), *LOOK) == []


@pytest.mark.whole
@pytest.mark.parametrize(("width", "scheme"), OTHER_LOOKS)
def test_nothing_is_found_in_the_other_looks(page_for, live_site, width, scheme):
    assert walk(page_for, addresses(live_site.folder), width, scheme) == []


@pytest.mark.whole
@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "fi"])
@pytest.mark.parametrize(("width", "scheme"), [LOOK, OTHER_LOOKS[0]])
def test_nothing_is_found_in_another_language(page_for, live_site, language, width, scheme):
    paths = addresses(live_site.folder, language)
    assert paths
    # One that is not in the language, with the words that say so.
    paths.append(f"{'' if language == 'fi' else '/' + language}/haku/")
    assert walk(page_for, paths, width, scheme) == []


@pytest.mark.whole
@pytest.mark.parametrize("accent", ["lake", "birch", "lingonberry", "lichen", "aspen"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_found_on_the_style_page_in_any_accent(page_for, accent, scheme):
    assert walk(page_for, [f"/tyyli/?korostus={accent}"], 1280, scheme) == []
