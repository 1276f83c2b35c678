"""PDF files: rich text as data, what the fonts lack, and files that are whole or not there."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cms import pdf
from cms.pdf import keeping
from cms.pdf.glyphs import shown
from tests import pdf_reading

# No database has a part in it.
pytestmark = pytest.mark.alike

MOMENT = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
TEMPLATE = Path(__file__).with_name("plain.typ")


@pytest.fixture
def drawn():
    def draw(html, **values):
        data = {"title": "Koe", "author": "JANE", "language": "fi", "blocks": pdf.nodes(html)}
        return pdf.make(TEMPLATE, data | values, moment=MOMENT)

    return draw


def words(blocks):
    """All text of blocks of rich text, in order."""
    text = []
    for each in blocks:
        text.append(each.get("text", ""))
        for inside in ("content", "blocks"):
            text.append(words(each.get(inside, [])))
        text.extend(words(item) for item in each.get("items", []))
    return "".join(text)


# --- Rich text ------------------------------------------------------------------------------------


def test_rich_text_becomes_blocks():
    blocks = pdf.nodes(
        "<h2>Otsikko</h2><p>Sana <b>vahva <i>ja</i></b><br>toinen</p>"
        "<ul><li>yksi</li><li>kaksi<ol><li>sisä</li></ol></li></ul><blockquote>Sanottu</blockquote>"
    )

    assert [block["kind"] for block in blocks] == ["heading", "par", "list", "quote"]
    assert words(blocks) == "OtsikkoSana vahva jatoinenyksikaksisisäSanottu"
    inner = blocks[2]["items"][1][1]
    assert (inner["kind"], inner["ordered"]) == ("list", True)


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("/ohjelma/", "http://localhost:8000/ohjelma/"),
        ("https://example.org/a?b=1&c", "https://example.org/a?b=1&c"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("javascript:alert(1)", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_links_are_whole_or_left_out(settings, address, printed):
    settings.SITE_URL = "http://localhost:8000"

    (block,) = pdf.nodes(f'<p><a href="{address}">sana</a></p>')

    (node,) = block["content"]
    assert node.get("url") == printed
    assert words([block]) == "sana"


@pytest.mark.parametrize("html", ["", "<p></p>", "<p> <b> </b><br></p>", "<ul><li></li></ul>"])
def test_what_says_nothing_is_no_block(html):
    assert pdf.nodes(html) == []


def test_scripts_and_styles_say_nothing():
    assert words(pdf.nodes("<style>p{}</style><p>a<script>b()</script>c</p>")) == "ac"


def test_a_picture_is_said_in_its_own_words():
    assert words(pdf.nodes('<img alt="Talkoissa" src="/x.jpg">')) == "Talkoissa"


def test_plain_text_keeps_its_paragraphs_and_lines():
    blocks = pdf.paragraphs("yksi\r\nkaksi\n\n\nkolme\n")

    assert [words([block]) for block in blocks] == ["yksikaksi", "kolme"]
    assert blocks[0]["content"][1] == {"kind": "break"}
    assert pdf.paragraphs("") == []


@given(st.text(alphabet="<>/ulipbarh1 =\"'&;x#", max_size=60))
@hypothesis_settings(max_examples=300, deadline=None)
def test_no_html_is_too_odd(html):
    pdf.nodes(html)


# --- Files ----------------------------------------------------------------------------------------


def test_a_file_is_said_in_its_language_with_its_title_and_tags(drawn):
    made = drawn('<h2>Otsikko</h2><p>Sana <a href="/a/">linkki</a></p><ul><li>a</li></ul>')

    with pdf_reading.opened(made.content) as read:
        assert read.Root.Lang == "fi"
        assert read.Root.MarkInfo.Marked
        assert read.Root.ViewerPreferences.DisplayDocTitle
        with read.open_metadata() as about:
            assert about["dc:title"] == "Koe"
            assert about["pdfuaid:part"] == "1"
        assert pdf_reading.tags(read)[:4] == ["Document", "Title", "H1", "P"]
        assert {"Link", "L", "LI", "Lbl", "LBody"} <= set(pdf_reading.tags(read))
        assert len(read.pages) == made.pages == 1


def test_the_same_words_give_the_same_file(drawn):
    assert drawn("<p>Sana</p>").content == drawn("<p>Sana</p>").content


def test_pages_are_counted(drawn):
    assert drawn("<p>Sana on pitkä.</p>" * 200).pages > 3


@pytest.mark.parametrize(
    "text",
    [
        "#set page(width: 1pt) *lihava* _vino_ `koodi` $x$ \\ @viite <merkki> // /* ~ -- --- '\"",
        "Emoji 🎉👩‍👧‍👦🇫🇮👍🏽 ja 漢字",
        "שלום العربية",
        "\x00\x01\x0b\x7f\ufeff\u202eohjaus",
        "e\u0301 a\u0308 \u00ad\u200b\u200d\ufe0f",
        "\ud83c",
        "x" * 3000,
        "https://example.org/" + "polku/" * 300,
        "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas " * 30,
    ],
)
def test_odd_texts_are_drawn(drawn, text):
    made = drawn("", title=text, blocks=pdf.paragraphs(text) + pdf.nodes("<h2>a</h2>"))

    assert made.content.startswith(b"%PDF")


def test_what_the_fonts_lack_becomes_one_box():
    assert shown({"a": ["Juhla 🎉!", "👩‍👧‍👦", "漢字"]}) == {"a": ["Juhla □!", "□", "□"]}
    assert shown("Åäö – “€” →") == "Åäö – “€” →"
    assert shown([1, None, True]) == [1, None, True]


@given(st.text(max_size=30))
@hypothesis_settings(max_examples=25, deadline=None)
def test_any_text_at_all_is_drawn(text):
    data = {"title": "Koe", "author": "", "language": "fi", "blocks": pdf.paragraphs(text)}
    assert pdf.make(TEMPLATE, data, moment=MOMENT).pages == 1


def test_lists_within_lists_do_not_run_out_of_room(drawn):
    assert drawn("<ul><li>a" * 200 + "</li></ul>" * 200).pages >= 1


def test_what_cannot_be_drawn_says_why(drawn):
    with pytest.raises(pdf.NotDrawnError, match="content"):
        drawn("", blocks=[{"kind": "par"}])


def test_drawing_leaves_no_memory_behind(drawn):
    def megabytes():
        status = Path("/proc/self/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    drawn("<p>Sana</p>")
    before = megabytes()
    for number in range(3):
        drawn(f"<p>Sana {number} on pitkä.</p>" * 3000)

    assert megabytes() - before < 30


# --- Keeping --------------------------------------------------------------------------------------


@pytest.fixture
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_a_kept_file_is_whole(folder):
    name = pdf.keep("documents/kirjat/a.pdf", b"%PDF-1.7")

    assert default_storage.open(name).read() == b"%PDF-1.7"
    assert [path.name for path in (folder / "documents/kirjat").iterdir()] == ["a.pdf"]


def test_a_failure_leaves_nothing_and_the_former_file_as_it_was(folder, monkeypatch):
    pdf.keep("kirjat/a.pdf", b"vanha")

    def fail(file, content):
        file.write(content[:2])
        raise OSError("levy on täynnä")

    monkeypatch.setattr(keeping, "write", fail)
    with pytest.raises(OSError, match="täynnä"):
        pdf.keep("kirjat/a.pdf", b"uusi")

    assert (folder / "kirjat/a.pdf").read_bytes() == b"vanha"
    assert len(list((folder / "kirjat").iterdir())) == 1


KILLED = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
import django
django.setup()
from django.conf import settings
settings.MEDIA_ROOT = sys.argv[1]
from cms.pdf import keeping
def stop_half_way(file, content):
    file.write(content[: len(content) // 2])
    file.flush()
    print("half", flush=True)
    time.sleep(60)
keeping.write = stop_half_way
keeping.keep("kirjat/a.pdf", b"uusi" * 1000)
"""


def test_a_killed_writer_leaves_the_former_file_and_nothing_under_a_name(folder):
    pdf.keep("kirjat/a.pdf", b"vanha")
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "half\n"
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert (folder / "kirjat/a.pdf").read_bytes() == b"vanha"
    left = [path for path in (folder / "kirjat").iterdir() if path.name != "a.pdf"]
    assert [path.suffix for path in left] == [".part"]
    long_ago = time.time() - 2 * keeping.FORGOTTEN_SECONDS
    os.utime(left[0], (long_ago, long_ago))
    pdf.keep("kirjat/a.pdf", b"uusi")
    assert [path.name for path in (folder / "kirjat").iterdir()] == ["a.pdf"]
