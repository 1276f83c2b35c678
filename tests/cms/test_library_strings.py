"""The search for untranslated texts finds a planted one and leaves the rest alone."""

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext

from tests.cms.library_strings import Msgid, installed_msgids, untranslated_texts, visible_texts


def page(body: str) -> str:
    return f'<!DOCTYPE html><html lang="fi"><head><title>Sivut</title></head>{body}</html>'


@pytest.mark.parametrize(
    ("body", "found"),
    [
        # Wagtail's, as text, with the spaces of a template around it.
        ("<button>\n   Save draft\n </button>", "Save draft"),
        # A label: its verbose name is "slug" in the catalogue.
        ("<label>Slug:</label>", "Slug:"),
        # One line of several in the same text.
        ("<p>Etusivu\n     Save draft</p>", "Etusivu Save draft"),
        # wagtail-localize's, allauth's, taggit's and Django's.
        ("<p>Waiting for translations</p>", "Waiting for translations"),
        ("<h1>Forgot your password?</h1>", "Forgot your password?"),
        ("<p>A comma-separated list of tags.</p>", "A comma-separated list of tags."),
        ("<li>This field is required.</li>", "This field is required."),
        # A placeholder stands for any text.
        ("<p>Page 'Kuntakierros' unpublished.</p>", "Page 'Kuntakierros' unpublished."),
        # A msgid with tags is several texts.
        ("<p>Sinulla on <span>unsaved edits</span></p>", "unsaved edits"),
        # A phrase inside a longer text.
        ("<p>Oho, this field is required!</p>", "Oho, this field is required!"),
        ('<a aria-label="Toggle side panel"></a>', "Toggle side panel"),
        ('<a title="Keyboard shortcuts"></a>', "Keyboard shortcuts"),
        ('<input placeholder="Search term">', "Search term"),
        ('<img alt="Default avatar">', "Default avatar"),
        ('<input type="submit" value="Publish">', "Publish"),
        ('<optgroup label="Collections"></optgroup>', "Collections"),
        ('<button data-w-progress-active-value="Publishing…"></button>', "Publishing…"),
        ('<div data-props=\'{"labels": ["Close dialog"]}\'></div>', "Close dialog"),
        (
            '<script type="application/json">{"items": [{"label": "Site history"}]}</script>',
            "Site history",
        ),
        (
            '<div data-block=\'{"html": "<label>Choose an image</label>"}\'></div>',
            "Choose an image",
        ),
        ("<template><p>Add a comment</p></template>", "Add a comment"),
    ],
)
def test_an_english_text_is_found(body, found):
    assert untranslated_texts(page(body)) == {found}


@pytest.mark.parametrize(
    "body",
    [
        "<p>Tallenna luonnos</p>",
        "<label>URL</label>",
        "<th>Alias</th>",
        "<p>Järjestöfoorumi Joensuussa</p>",
        "<p>30.10.2026 – 31.10.2026</p>",
        # What a program reads.
        '<div class="page" id="Search" name="Page" data-type="page" data-empty="None"></div>',
        '<input type="text" value="Publish">',
        "<textarea>Save draft</textarea>",
        "<script>const text = 'Save draft';</script>",
        "<style>.Page { color: red }</style>",
        "<!-- Save draft -->",
        "<span hidden>None</span>",
        # Another language, said so.
        '<p lang="en">Save draft</p>',
        "<div data-broken='{\"label\": '></div>",
    ],
)
def test_what_is_fine_is_left_alone(body):
    assert untranslated_texts(page(body)) == set()


def test_the_sites_own_content_may_be_english():
    body = page("<h1>Search</h1><p>Save draft</p>")
    assert untranslated_texts(body, content=["Search"]) == {"Save draft"}


def test_a_page_that_calls_itself_english_is_judged_all_the_same():
    assert untranslated_texts('<html lang="en"><p>Save draft</p></html>') == {"Save draft"}


def test_a_planted_string_of_the_libraries_is_found_whichever_it_is():
    """Each msgid of three words or more that has Finnish is found, and its Finnish is not."""
    msgids = sorted(
        msgid.text
        for msgid in installed_msgids()
        if msgid.context is None
        and len(msgid.text.split()) > 2
        and not set("%{<&") & set(msgid.text)
    )
    assert len(msgids) > 500
    with translation.override("fi"):
        shown = {msgid: gettext(msgid) for msgid in msgids}
    translated = {msgid: finnish for msgid, finnish in shown.items() if finnish != msgid}
    assert [msgid for msgid in translated if not untranslated_texts(f"<p>{msgid}</p>")] == []
    wrong = [text for text in translated.values() if untranslated_texts(f"<p>{text}</p>")]
    assert wrong == []


def test_msgids_hold_singular_plural_and_context():
    singular, plural = "1 page selected", "%(objects)s pages selected"
    texts = {msgid.text for msgid in installed_msgids()}
    assert {singular, plural, "Delete 1 page", "Delete %(counter)s pages"} <= texts
    assert Msgid("abbrev. month", "Jan.") in installed_msgids()
    with translation.override("fi"):
        assert (
            ngettext("Delete 1 page", "Delete %(counter)s pages", 2) == "Poista %(counter)s sivua"
        )


def test_visible_texts_come_in_the_order_of_the_page():
    assert list(visible_texts('<p title="a">b<i>c</i></p>')) == ["a", "b", "c"]
