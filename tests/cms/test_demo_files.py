"""Pictures and documents of the demonstration: the same every time, real and accessible."""

import datetime as dt
import io
import tomllib

import pikepdf
import pytest
from coloraide import Color
from django.conf import settings
from PIL import Image as Picture

from cms.demo import art, documents
from cms.demo.art import inks
from cms.demo.registry import Demo
from cms.models import Document, Image


@pytest.mark.parametrize("kind", art.KINDS)
def test_a_picture_is_the_same_every_time_and_of_modest_size(kind):
    drawn = art.draw(kind, "kuntakierros")

    assert drawn == art.draw(kind, "kuntakierros")
    assert drawn.data != art.draw(kind, "järjestöpäivä").data
    assert len(drawn.data) < 350_000
    picture = Picture.open(io.BytesIO(drawn.data))
    assert picture.format == "JPEG"
    assert min(picture.size) >= 1000
    x, y, width, height = drawn.focus
    assert x - width / 2 >= 0
    assert x + width / 2 <= picture.width
    assert y - height / 2 >= 0
    assert y + height / 2 <= picture.height


def pictures_named_in(content):
    """All tables of demonstration content that name a picture and its kind."""
    if isinstance(content, dict):
        if {"name", "title", "kind", "description"} <= content.keys():
            yield content
        content = list(content.values())
    if isinstance(content, list):
        for each in content:
            yield from pictures_named_in(each)


def test_the_content_names_kinds_that_are_drawn_and_tells_what_is_seen():
    found = [
        picture
        for file in sorted(settings.BASE_DIR.glob("*/demo/*.toml"))
        for picture in pictures_named_in(tomllib.loads(file.read_text()))
    ]

    assert {picture["kind"] for picture in found} == art.KINDS.keys() - {"portrait"}
    assert all(picture["description"].startswith("Piirros: ") for picture in found)
    # A picture that is known by its title is not drawn again, so titles tell pictures apart.
    assert len({picture["title"] for picture in found}) == len(found)


def test_the_inks_are_the_hues_of_the_accents():
    # Both by coloraide, which the tests of contrast use.
    for ours, theirs in (
        (inks.LAKE_DEEP, Color("oklch", [0.41, 0.095, 243])),
        (inks.PAPER, Color("oklch", [0.955, 0.016, 88])),
    ):
        assert ours == tuple(round(255 * value) for value in theirs.convert("srgb").clip().coords())


def test_a_mark_is_clear_around_its_shore_and_differs_by_its_letters():
    drawn = art.draw("logo", "joensuun-merkki", text="Jo")

    assert drawn == art.draw("logo", "joensuun-merkki", text="Jo")
    assert drawn.data != art.draw("logo", "joensuun-merkki", text="Ki").data
    mark = Picture.open(io.BytesIO(drawn.data))
    assert mark.getpixel((0, 0))[3] == 0
    assert mark.getpixel((300, 120))[3] == 255


def test_an_unknown_kind_of_picture_is_refused():
    with pytest.raises(ValueError, match="lake"):
        art.draw("volcano", "koli")


def test_a_document_says_its_title_and_language_and_is_tagged():
    data = documents.pdf("Toimintasuunnitelma", [("Kevät", "Kierretään kunnat.")], language="fi")

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.Lang == "fi"
        assert pdf.Root.MarkInfo.Marked
        metadata = pdf.open_metadata()
        assert metadata["dc:title"] == "Toimintasuunnitelma"
        assert metadata["pdfuaid:part"] == "1"


def test_text_is_not_read_as_markup():
    hostile = '#panic("x") *a* = b $c$ \\ " } #set page(width: 1pt)'

    data = documents.pdf(hostile, [hostile, (hostile, hostile)])

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.open_metadata()["dc:title"] == hostile


def test_the_same_text_makes_the_same_document():
    day = dt.date(2025, 3, 18)

    assert documents.pdf("A", ["b"], date=day) == documents.pdf("A", ["b"], date=day)


@pytest.mark.django_db
def test_a_file_with_a_known_title_is_not_made_again():
    demo = Demo()
    words = {"title": "Ranta", "description": "Piirros järven rannasta", "kind": "lake"}

    assert demo.image("ranta", **words) == demo.image("ranta", **words)
    image = Image.objects.get()
    assert image.has_focal_point()
    assert (image.width, image.height) == (1600, 1000)

    again = [demo.document("ohje", title="Ohje", paragraphs=["Tee näin."]) for _ in range(2)]
    assert again == [Document.objects.get()] * 2
