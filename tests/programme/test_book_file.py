"""The book and the municipalities' extract as files: read back as a reader's software does."""

import itertools
import json
import re
import shutil
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from django.conf import settings

from cms import pdf
from programme.books import extracts
from programme.books.data import book_data
from programme.books.making import BOOK_TEMPLATE
from tests import pdf_reading
from tests.programme.editions import large_content, unsaved

# No database has a part in it.
pytestmark = pytest.mark.alike

ADDRESS = "https://jane.example/ohjelma/painokset/1/"


def made(content, language="fi", **values):
    edition = unsaved(content)
    data = book_data(edition, language, address=ADDRESS, **values)
    return pdf.make(BOOK_TEMPLATE, data, moment=edition.made_at)


@pytest.fixture
def content():
    return large_content(priorities=2, goals=2, actions=2)


def squeezed(text):
    """Words without what setting them in lines adds: spaces and hyphens."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]", "", text)


def text_of(file, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "book.pdf"
    path.write_bytes(file.content)
    run = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return squeezed(run.stdout.decode())


def test_title_language_and_standard_are_said(content):
    with pdf_reading.opened(made(content).content) as read:
        assert read.Root.Lang == "fi"
        assert read.Root.ViewerPreferences.DisplayDocTitle
        with read.open_metadata() as about:
            assert about["dc:title"] == "Suuri ohjelma 2026–2030"
            assert about["pdfuaid:part"] == "1"


def test_headings_follow_the_programme_without_a_gap(content):
    with pdf_reading.opened(made(content).content) as read:
        headings = pdf_reading.headings(read)

    numbered = [(level, words.split()[0]) for level, words in headings if words[0].isdigit()]
    assert numbered == [
        ("H1", "1"),
        ("H2", "1.1"),
        ("H3", "1.1.1"),
        ("H3", "1.1.2"),
        ("H2", "1.2"),
        ("H3", "1.2.1"),
        ("H3", "1.2.2"),
        ("H1", "2"),
        ("H2", "2.1"),
        ("H3", "2.1.1"),
        ("H3", "2.1.2"),
        ("H2", "2.2"),
        ("H3", "2.2.1"),
        ("H3", "2.2.2"),
    ]
    levels = [int(level[1]) for level, _words in headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_tags_say_lists_links_tables_and_contents(content):
    with pdf_reading.opened(made(content).content) as read:
        tags = pdf_reading.tags(read)

    assert {"Title", "TOC", "TOCI", "L", "LI", "Link", "Table", "TH", "TD", "P"} <= set(tags)
    assert tags.count("Table") == 8


def test_every_figure_says_its_numbers_in_words(content):
    with pdf_reading.opened(made(content).content) as read:
        figures = pdf_reading.figures(read)

    assert len(figures) == 3
    assert all(figures)
    assert "1 Painopiste 1: 4" in figures[0]
    assert "2 Painopiste 2: 4" in figures[0]
    assert "1.2 Tavoite 1.2: 2" in figures[1]


def test_bookmarks_lead_to_every_part(content):
    with pdf_reading.opened(made(content).content) as read:
        bookmarks = pdf_reading.bookmarks(read)

    assert (0, "1 Painopiste 1") in bookmarks
    assert (1, "1.2 Tavoite 1.2") in bookmarks
    assert (2, "1.2.1 Kohtaamispaikkojen verkosto laajenee 1.2.1") in bookmarks


def test_pages_are_numbered_from_the_one_after_the_cover(content):
    file = made(content)
    with pdf_reading.opened(file.content) as read:
        labels = [page.label for page in read.pages]

    assert labels[1:] == [str(number) for number in range(1, file.pages)]
    assert labels[0] == ""


def test_the_book_says_every_word_of_the_edition(content, tmp_path):
    text = text_of(made(content), tmp_path)

    def sentences(data):
        if isinstance(data, dict):
            for value in data.values():
                yield from sentences(value)
        elif isinstance(data, list):
            for value in data:
                yield from sentences(value)
        elif isinstance(data, str):
            yield re.sub(r"<[^>]*>", "\n", data)

    told = [content["texts"]["fi"], content["steps"][0]["title"]]
    for priority in content["priorities"]:
        told.append(priority["texts"])
        for goal in priority["goals"]:
            told.append(goal["texts"])
            for action in goal["actions"]:
                told.append(action["texts"])
                told += [each["name"] for each in action["responsible"] + action["partners"]]
    missing = [
        line
        for words in sentences(told)
        for line in words.split("\n")
        # A page may end in a paragraph: then a number stands between its words.
        for sentence in line.split(". ")
        if squeezed(sentence) not in re.sub(r"\d+Suuriohjelma2026–2030", "", text)
    ]
    assert not missing
    assert "120yhdistystä" in text
    assert "31.8.2026" in text


def test_hidden_parts_are_left_out_with_what_is_below(content, tmp_path):
    text = text_of(made(content, hidden=["g1.1", "p2"]), tmp_path)

    assert "Tavoite1.2" in text
    assert "Tavoite1.1" not in text
    assert "laajenee1.1.1" not in text
    assert "Painopiste2" not in text


def test_what_is_not_translated_is_marked_with_its_language(content):
    content["languages"].append("sv")
    content["texts"]["sv"] = {"title": "Ett stort program", "introduction": "", "foreword": ""}
    content["priorities"][0]["texts"]["sv"] = {"title": "Prioritet", "introduction": "Så här."}

    with pdf_reading.opened(made(content, "sv").content) as read:
        assert read.Root.Lang == "sv"
        finnish = [each for each in pdf_reading.elements(read) if each.get("/Lang") == "fi"]
        headings = dict(pdf_reading.headings(read)[::-1])
        assert finnish
        assert "1 Prioritet" in str(pdf_reading.headings(read))
        assert headings


def test_the_plain_book_holds_only_what_is_written_in_plain_finnish(content, tmp_path):
    content["languages"].append("fi-simple")
    content["texts"]["fi-simple"] = {
        "title": "Ohjelma selkokielellä",
        "introduction": "Tämä on selkeä.",
        "foreword": "<p>Teemme yhdessä.</p>",
    }
    first = content["priorities"][0]
    first["texts"]["fi-simple"] = {"title": "Kaikki mukaan", "introduction": "Ketään ei jätetä."}
    first["goals"][1]["texts"]["fi-simple"] = {"title": "Tilat auki", "why": "", "what": ""}

    text = text_of(made(content, "fi-simple"), tmp_path)

    for words in ("Teemmeyhdessä", "1Kaikkimukaan", "1.2Tilatauki", "Tämäonselkeä"):
        assert words in text
    for words in ("Tavoite", "Painopiste", "Kohtaamispaikkojen", "Järjestöyhteistyö"):
        assert words not in text


@pytest.mark.parametrize(
    "change",
    [
        {"priorities": []},
        {"steps": []},
        {"texts": {"fi": {"title": "*A* #b \\ 🎉" * 20, "introduction": "", "foreword": ""}}},
    ],
)
def test_an_edition_that_lacks_something_is_made(content, change):
    assert made(content | change).pages >= 3


def test_markup_in_a_text_is_text(content, tmp_path):
    content["priorities"][0]["texts"]["fi"]["title"] = "#pagebreak() *ei* _näin_ \\ $x$"

    assert "1#pagebreak()*ei*_näin_\\$x$" in text_of(made(content), tmp_path)


# --- Extracts -------------------------------------------------------------------------------------


@pytest.fixture
def joensuu(monkeypatch):
    monkeypatch.setattr(extracts, "_codes_of", lambda municipality: {municipality.code})
    return SimpleNamespace(code="167", name="Joensuu")


def extract(content, municipality):
    return extracts.make(unsaved(content), "fi", municipality, address=ADDRESS)


def test_an_extract_names_what_is_done_there(content, joensuu, tmp_path):
    content["priorities"][0]["goals"][0]["actions"][0]["municipalities"] = [
        {"code": "167", "name": {"fi": "Joensuu"}}
    ]
    content["priorities"][0]["goals"][0]["actions"][1]["municipalities"] = [
        {"code": "422", "name": {"fi": "Lieksa"}}
    ]

    file = extract(content, joensuu)

    text = text_of(file, tmp_path)
    assert file.pages <= 2
    assert "laajenee1.1.1" in text
    assert "laajenee1.1.2" not in text
    assert "laajenee2.2.2" in text
    assert "jane.example/ohjelma/painokset/1" in text


@pytest.mark.parametrize("length", [1, 40])
def test_an_extract_has_two_pages_at_most_and_says_how_much_is_left(joensuu, tmp_path, length):
    content = large_content()
    for priority in content["priorities"]:
        for goal in priority["goals"]:
            for action in goal["actions"]:
                action["texts"]["fi"]["title"] *= length

    began = time.monotonic()
    file = extract(content, joensuu)

    assert time.monotonic() - began < 20
    assert file.pages == 2
    assert "400" in text_of(file, tmp_path)


def test_a_municipality_of_an_empty_programme_has_an_extract(content, joensuu):
    assert extract(content | {"priorities": []}, joensuu).pages == 1


# --- Size and time --------------------------------------------------------------------------------

MEASURED = """
import json, os, resource, time
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
import django
django.setup()
from tests.programme.test_book_file import made
from tests.programme.editions import large_content
began = time.monotonic()
file = made(large_content())
# Of the process that draws, which ends with each file.
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps({"pages": file.pages, "seconds": time.monotonic() - began, "megabytes": used}))
"""


@pytest.mark.whole
def test_a_programme_of_four_hundred_actions_is_made_in_time_and_room():
    run = subprocess.run(
        [sys.executable, "-c", MEASURED],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    measured = json.loads(run.stdout.splitlines()[-1])

    assert measured["pages"] >= 60
    assert measured["seconds"] < 20
    assert measured["megabytes"] < 400
    print(measured)  # noqa: T201
