"""Rich text in a cell: read as plain as can be, and without loss."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programme.sheets import text as sheet_text
from programme.sheets.names import joined, split

# No database has a part in it.
pytestmark = pytest.mark.alike

# As the field's editor stores it, without the keys of blocks.
STORED = {
    "": "",
    "<p></p>": "",
    "<p>Siksi</p>": "Siksi",
    "<p>Yksi<br/>rivi</p><p>toinen</p>": "Yksi\nrivi\n\ntoinen",
    "<p>a &lt; b &amp; c</p>": "a < b & c",
    "<p>&lt;p&gt;sana</p>": None,
    "<p><b>lihava</b> ja <i>vino</i></p>": None,
    "<ul><li>yksi<ul><li>sisempi</li></ul></li><li>kaksi</li></ul>": None,
    "<ol><li>eka</li></ol><p>loppu</p>": None,
    '<p><a href="https://example.org/?a=1&amp;b=2">muualla</a></p>': None,
    '<p><a id="3" linktype="page">sivu</a> <a id="4" linktype="document">liite</a></p>': None,
}


# A link asks for its page.
@pytest.mark.django_db
@pytest.mark.parametrize("html", STORED)
def test_what_is_stored_comes_back(html):
    cell = sheet_text.to_cell(html)
    expected = STORED[html]
    assert cell == (html if expected is None else expected)
    assert sheet_text.to_html(cell) == sheet_text.stored_form(html)


def test_keys_of_blocks_do_not_show():
    assert sheet_text.to_cell('<p data-block-key="a1b2c">Siksi</p>') == "Siksi"


@given(
    st.lists(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp", "Cn", "Cf"])
            | st.sampled_from("<>&\"'/pb"),
            min_size=1,
            max_size=15,
        ),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=100, deadline=None)
def test_any_plain_words_come_back(paragraphs):
    html = "".join(
        f"<p>{each.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</p>"
        for each in paragraphs
    )
    assert sheet_text.to_html(sheet_text.to_cell(html)) == sheet_text.stored_form(html)


@pytest.mark.parametrize(
    "cell",
    [
        "<p>a</p><h2>Otsikko</h2>",
        '<p><img src="x"></p>',
        '<p class="a">sana</p>',
        "<p><b>sana</p>",
        "<p>sana",
        "<p>sana</b></p>",
        "<p><script>alert(1)</script></p>",
        "<p><a>minne</a></p>",
        '<p><a linktype="page" id="x">minne</a></p>',
        '<p><a linktype="image" id="1">minne</a></p>',
    ],
)
def test_what_the_field_does_not_take_is_refused(cell):
    with pytest.raises(ValueError, match=r"\."):
        sheet_text.to_html(cell)


def test_an_address_that_runs_a_script_is_not_taken():
    try:
        html = sheet_text.to_html('<p><a href="javascript:alert(1)">sana</a></p>')
    except ValueError:
        return
    assert "javascript" not in html


@given(st.lists(st.text(st.sampled_from("aä ;\"'"), min_size=1).map(str.strip).filter(bool)))
def test_any_names_come_back(names):
    assert split(joined(names)) == names
