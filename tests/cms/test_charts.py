"""Charts: what they draw of their numbers, and what they tell of themselves."""

import pytest
from bs4 import BeautifulSoup

from cms import charts

# No database has a part in it.
pytestmark = pytest.mark.alike

DONE = charts.Series("Valmis", (3, 0, 1), charts.Fill.SOLID)
GOING = charts.Series("Menossa", (1, 2, 0), charts.Fill.HATCH)
LABELS = ["1", "2", "3"]
KINDS = [charts.bars, charts.columns]


def drawn(kind, *series, title="Otsikko", labels=LABELS):
    svg = kind(title, "Selitys", labels, series, "koe")
    return BeautifulSoup(svg, "html.parser").svg


def areas(svg):
    return [rect for rect in svg.find_all("rect") if rect.find_parent("defs") is None]


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_is_one_picture_with_a_name_and_a_description(kind):
    svg = drawn(kind, DONE, GOING)
    assert svg["role"] == "img"
    told = [svg.find(id=name).get_text() for name in svg["aria-labelledby"].split()]
    assert told == ["Otsikko", "Selitys"]


@pytest.mark.parametrize(("kind", "side"), [(charts.bars, "width"), (charts.columns, "height")])
def test_areas_are_as_large_as_their_numbers_and_zero_has_none(kind, side):
    found = [float(rect[side]) for rect in areas(drawn(kind, DONE, GOING))]
    one = found[1]
    assert [round(size / one) for size in found] == [3, 1, 2, 1]


@pytest.mark.parametrize("kind", KINDS)
def test_series_differ_by_pattern_and_take_the_colour_of_the_text(kind):
    svg = drawn(kind, DONE, GOING)
    fills = {rect["fill"] for rect in areas(svg)}
    assert fills == {"currentColor", "url(#koe-hatch)"}
    assert svg.find(id="koe-hatch")
    assert {rect["stroke"] for rect in areas(svg)} == {"currentColor"}


@pytest.mark.parametrize("kind", KINDS)
def test_everything_lies_within_the_picture(kind):
    series = [charts.Series("Paljon", tuple(range(100, 112)), charts.Fill.DOTS)]
    svg = drawn(kind, *series, labels=["x"] * 12)
    _x, _y, width, height = map(float, svg["viewbox"].split())
    for rect in areas(svg):
        assert 0 <= float(rect["x"]) <= float(rect["x"]) + float(rect["width"]) <= width
        assert 0 <= float(rect["y"]) <= float(rect["y"]) + float(rect["height"]) <= height


@pytest.mark.parametrize("kind", KINDS)
def test_words_are_escaped(kind):
    svg = kind("<b>&", "<script>", ["<i>", "2", "3"], [DONE], "koe")
    assert "<b>" not in svg
    assert "<script>" not in svg
    assert "<i>" not in svg


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "series", [(), (charts.Series("Ei mitään", (0, 0, 0), charts.Fill.SOLID),)]
)
def test_nothing_to_count_draws_nothing(kind, series):
    assert kind("Otsikko", "Selitys", LABELS, series, "koe") == ""


def test_a_swatch_shows_the_pattern_of_its_chart_and_is_silent():
    svg = BeautifulSoup(charts.swatch(charts.Fill.HATCH, "koe"), "html.parser").svg
    assert svg["aria-hidden"] == "true"
    assert svg.rect["fill"] == "url(#koe-hatch)"
