"""The shores: drawn from a seed alone, the same for ever, and small."""

import datetime as dt
import gzip
import hashlib
import io
import math
import re
from itertools import pairwise
from xml.etree import ElementTree

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.urls import reverse
from PIL import Image
from wagtail.models import Site

from cms.accents import COLOURS, Accent
from cms.demo import documents
from cms.models import StandardPage
from cms.shores import PROVINCE, VERSION, sheets, shore, svg
from tests.factories import StandardPageFactory
from tests.stylesheet import accent_colours

CODES = ("541", "422", "176", "607", "276", "167", "146", "090", "309", "426", "707", "848", "260")


def test_a_drawing_is_the_one_that_its_version_promised():
    """Browsers keep a drawing for a year: whoever changes one raises `VERSION` and this digest."""
    drawn = svg.sheet("167") + svg.sheet(PROVINCE) + svg.tile("260")
    digest = hashlib.sha256(drawn.encode()).hexdigest()[:16]
    assert (VERSION, digest) == (2, "32221a7601f6f9c0")


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


@pytest.mark.parametrize("seed", ["146", "707", PROVINCE])
def test_measured_lines_never_cross(seed):
    """A place lies at one height: no stretch of a line crosses one of another."""
    near = {}
    for number, line in enumerate(shore(seed, 1200, 360).contours):
        ends = [*line.points, line.points[0]] if line.closed else line.points
        for stretch in pairwise(ends):
            # A stretch lies in one cell of ten pixels, so only that cell's can cross it.
            (ax, ay), (bx, by) = stretch
            cell = (int((ax + bx) // 20), int((ay + by) // 20))
            for other, crossed in near.setdefault(cell, []):
                assert other == number or not _cross(*stretch, *crossed), (stretch, crossed)
            near[cell].append((number, stretch))
    assert len(near) > 1000


def _cross(a, b, c, d):
    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


@pytest.mark.parametrize("seed", ["146", "707", PROVINCE])
def test_the_smooth_line_stays_at_the_measured_one(seed):
    """Half of all places are as good as on it, and a narrow cape loses a few pixels at most."""
    away = []
    for line in shore(seed, 1200, 360).contours:
        if len(line.points) > 20:
            put = svg.handles(line)
            for a, b, c in zip(put, put[1:], put[2:], strict=False):
                x, y = ((a[k] + 6 * b[k] + c[k]) / 8 for k in (0, 1))
                away.append(min(math.dist((x, y), point) for point in line.points))
    # Measured points lie up to ten pixels apart.
    assert sorted(away)[len(away) // 2] < 3
    assert max(away) < 12


def test_lakes_have_islands():
    """Some shoreline of a sheet is a ring: an island, or a pond."""
    rings = [
        line
        for code in CODES
        for line in shore(code, 1200, 360).contours
        if line.level == 0 and line.closed
    ]
    assert len(rings) > len(CODES)


def test_a_sheet_is_drawn_once_and_then_remembered():
    assert shore("167", 1200, 360) is shore("167", 1200, 360)


@pytest.mark.parametrize("seed", [*CODES, PROVINCE])
def test_drawings_are_small_and_well_formed(seed):
    sheet = svg.sheet(seed)
    assert len(sheet) < 12_000
    assert len(gzip.compress(sheet.encode())) < 4_500
    assert len(svg.tile(seed)) < 1_600
    root = ElementTree.fromstring(sheet)  # noqa: S314 - our own drawing
    assert root[0].get("id") == "shore"
    assert root[0].get("stroke") == "currentColor"
    widths = [float(path.get("stroke-width")) for path in root[0]]
    # Depths, hills, shoreline.
    assert len(widths) == 3
    assert widths[2] > max(widths[:2])
    for path in root[0]:
        assert re.fullmatch(r"[MlqtZ\d .\-]+", path.get("d"))


def test_colours_outside_of_a_browser_are_the_stylesheet_s():
    assert {accent.value: COLOURS[accent] for accent in Accent} == accent_colours()


# --- Addresses ------------------------------------------------------------------------------------


def test_a_shore_is_kept_by_browsers_for_good(client, site, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(reverse("shore", args=[VERSION, "167"]))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Accept-Language" not in response.get("Vary", "")
    assert not response.cookies


def test_a_shore_from_the_page_cache_is_small_and_known_by_its_tag(client, site, settings):
    settings.PAGE_CACHE_SECONDS = 3600
    address = reverse("shore", args=[VERSION, "167"])
    for _ in range(2):
        response = client.get(address, headers={"accept-encoding": "gzip"})
        assert response["Content-Encoding"] == "gzip"
        assert gzip.decompress(response.content).decode() == svg.sheet("167")
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_a_site_with_a_host_of_its_own_draws_its_shore_there(client, site, local_jane):
    Site.objects.create(hostname="jane.example.org", port=80, root_page=local_jane)
    page = client.get("/", headers={"host": "jane.example.org"}).text
    address = re.search(r'<use href="(/rannat/\d+/\d{3}\.svg)#shore"', page)[1]
    assert client.get(address, headers={"host": "jane.example.org"}).status_code == 200


def test_tags_draw_a_page_s_shore_and_a_tile():
    template = Template('{% load cms_tags %}{% shore "167" %}{% shore "" %}{% shore_tile "260" %}')
    drawn = template.render(Context())
    assert f'<use href="/rannat/{VERSION}/167.svg#shore"/>' in drawn
    assert f'<use href="/rannat/{VERSION}/{PROVINCE}.svg#shore"/>' in drawn
    assert svg.tile("260") in drawn
    # Said to nobody, and with no style of its own, which the policy would refuse.
    assert drawn.count('aria-hidden="true"') == 3
    assert "style=" not in drawn
    ElementTree.fromstring(f"<div>{drawn}</div>")  # noqa: S314 - our own drawing


def test_no_page_can_take_the_address_of_the_shores(home):
    with pytest.raises(ValidationError):
        StandardPage(title="Rannat", slug="rannat").clean()


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
    with Image.open(io.BytesIO(picture.content)) as image:
        assert image.size == (1200, 630)
        # The deep ground of the accent, lines on it, and a name in nearly white.
        assert len(image.convert("RGB").getcolors(1200 * 630)) > 20
    assert 'og:image:type" content="image/png"' in page
    assert 'og:image:width" content="1200"' in page
    assert f'og:image:alt" content="{local_jane.title}"' in page


def test_a_share_picture_is_of_its_name_accent_and_place():
    first = sheets.share_picture("Joensuun JANE", seed="167", accent="lake")
    assert sheets.share_picture("Joensuun JANE", seed="167", accent="lake") is first
    others = [
        sheets.share_picture("Kiteen JANE", seed="167", accent="lake"),
        sheets.share_picture("Joensuun JANE", seed="260", accent="lake"),
        sheets.share_picture("Joensuun JANE", seed="167", accent="aspen"),
    ]
    assert len({first, *others}) == 4


@pytest.mark.parametrize("name", ["", " ", "#strong[x] $x$", "Järjestöyhteistyö" * 12, "J " * 120])
def test_any_name_makes_a_share_picture(name):
    assert sheets.share_picture(name, seed="167").startswith(b"\x89PNG")


def test_only_front_pages_that_everybody_may_read_have_a_drawn_picture(client, home, local_jane):
    below = StandardPageFactory(parent=local_jane)
    assert client.get(reverse("share_picture", args=[VERSION, below.pk])).status_code == 404
    local_jane.unpublish()
    assert client.get(reverse("share_picture", args=[VERSION, local_jane.pk])).status_code == 404


# --- Covers ---------------------------------------------------------------------------------------


def test_a_document_may_have_a_cover_which_says_its_title_alone():
    made = documents.pdf("Toimintasuunnitelma", ["Teksti."], cover="167", date=dt.date(2026, 1, 12))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        first, second = pdf.pages
        # The shore is drawn outside of what a screen reader is told.
        content = first.Contents.read_bytes()
        assert b"/Artifact" in content
        assert content.count(b" S") > 10
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert second.Contents.read_bytes() != content
    plain = documents.pdf("Toimintasuunnitelma", ["Teksti."], date=dt.date(2026, 1, 12))
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("title", ["#strong[x] $x$", "Järjestöyhteistyö" * 12, "Jane " * 100])
def test_any_title_makes_a_cover(title):
    assert documents.pdf(title, ["Teksti."], cover=PROVINCE).startswith(b"%PDF")
