"""The shores: drawn from a seed alone, the same for ever, and small."""

import gzip
import hashlib
import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from cms.accents import COLOURS, Accent
from cms.shores import PROVINCE, VERSION, shore, svg
from tests.factories import StandardPageFactory
from tests.stylesheet import accent_colours

CODES = ("541", "422", "176", "607", "276", "167", "146", "090", "309", "426", "707", "848", "260")


def test_a_drawing_is_the_one_that_its_version_promised():
    """Browsers keep a drawing for a year: whoever changes one raises `VERSION` and this digest."""
    drawn = svg.sheet("167") + svg.sheet(PROVINCE) + svg.tile("260")
    digest = hashlib.sha256(drawn.encode()).hexdigest()[:16]
    assert (VERSION, digest) == (1, "3d0e42a180b5757e")


def test_each_municipality_has_a_shore_of_its_own():
    assert len({svg.sheet(code) for code in CODES}) == len(CODES)
    assert len({svg.tile(code) for code in CODES}) == len(CODES)


@pytest.mark.parametrize("seed", [*CODES, PROVINCE])
def test_lines_cover_the_whole_sheet_and_stay_near_it(seed):
    drawn = shore(seed, 1200, 360)
    points = [point for line in drawn.contours for point in line.points]
    assert all(-20 <= x <= 1230 and -20 <= y <= 390 for x, y in points)
    crossed = {(int(x // 300), int(y // 180)) for x, y in points if x < 1200 and y < 360}
    assert crossed == {(column, row) for column in range(4) for row in range(2)}


@pytest.mark.parametrize("seed", [*CODES, PROVINCE])
def test_every_place_has_water_a_shoreline_and_hills(seed):
    levels = {line.level for line in shore(seed, 1200, 360).contours}
    assert {0, 1, 2, 3, -1} <= levels


def test_no_line_of_a_level_meets_one_of_another():
    """A place lies at one height: points of two levels never fall together."""
    lines = shore("146", 1200, 360).contours
    seen = {}
    for line in lines:
        for x, y in line.points:
            assert seen.setdefault((round(x, 6), round(y, 6)), line.level) == line.level


@pytest.mark.parametrize("seed", [*CODES, PROVINCE])
def test_drawings_are_small_and_well_formed(seed):
    sheet = svg.sheet(seed)
    assert len(sheet) < 12_000
    assert len(gzip.compress(sheet.encode())) < 4_500
    assert len(svg.tile(seed)) < 1_600
    root = ElementTree.fromstring(sheet)  # noqa: S314 - our own drawing
    assert root[0].get("id") == "shore"
    for path in root[0]:
        assert re.fullmatch(r"[MlqtZ\d .\-]+", path.get("d"))


def test_colours_outside_of_a_browser_are_the_stylesheet_s():
    assert {accent.value: COLOURS[accent] for accent in Accent} == accent_colours()


# --- Addresses ------------------------------------------------------------------------------------


def test_a_shore_is_kept_by_browsers_for_good(client, django_assert_num_queries, site):
    address = reverse("shore", args=[VERSION, "167"])
    client.get(address)
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies


@pytest.mark.parametrize("seed", ["16", "1677", "abc", "province2"])
def test_nobody_can_ask_for_endlessly_many_shores(client, site, seed):
    assert client.get(reverse("shore", args=[VERSION, seed])).status_code == 404


def test_another_version_is_not_answered(client, site):
    assert client.get(reverse("shore", args=[VERSION + 1, "167"])).status_code == 404


def test_a_local_jane_without_a_picture_has_a_drawn_one_for_shared_links(client, local_jane):
    page = client.get(local_jane.url).content.decode()
    address = re.search(r'og:image" content="[^"]*?(/rannat/[^"]+)"', page)[1]
    picture = client.get(address)
    assert picture["Content-Type"] == "image/png"
    assert picture.content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(picture.content[at : at + 4]) for at in (16, 20))
    assert (width, height) == (1200, 630)


def test_only_front_pages_that_everybody_may_read_have_a_drawn_picture(client, home, local_jane):
    below = StandardPageFactory(parent=local_jane)
    assert client.get(reverse("share_picture", args=[VERSION, below.pk])).status_code == 404
    local_jane.unpublish()
    assert client.get(reverse("share_picture", args=[VERSION, local_jane.pk])).status_code == 404
