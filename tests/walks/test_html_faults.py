"""The check of public pages finds what it is for."""

import pytest

from tests.walks.html_faults import faults

HEAD = '<!doctype html><html lang="fi"><head><title>Sivu</title></head><body><h1>Sivu</h1>'


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p><div></div></p>", "Unexpected end tag (p)"),
        ('<p id="a"></p><p id="a"></p>', "id “a” is used 2 times"),
        ('<p aria-describedby="b"></p>', "“b”, which is not there"),
        ('<p style="color: red">x</p>', "has style="),
        ('<button onclick="go()">x</button>', "has onclick="),
        ("<style>p { color: red }</style>", "<style>"),
        ("<script>go()</script>", "inline <script>"),
        ('<img alt="" src="https://example.org/a.png">', "asks example.org"),
        ('<img alt="" srcset="/a.png 1x, //example.org/b.png 2x">', "asks example.org"),
        ('<link rel="stylesheet" href="https://example.org/a.css">', "asks example.org"),
        ("<h1>Toinen</h1>", "2 headings h1"),
        ("<h3>Väliin jäi taso</h3>", "h3 follows h1"),
    ],
)
def test_a_fault_is_found(body, fault):
    assert fault in " ".join(faults(f"{HEAD}{body}</body></html>"))


@pytest.mark.parametrize(
    "body",
    [
        '<h2 id="a">Otsikko</h2><section aria-labelledby="a"><h3>Alempi</h3></section>',
        '<a href="https://example.org/">Muualla</a>',
        '<img alt="" src="/media/a.png">',
        '<img alt="" src="http://testserver/media/a.png">',
        '<script type="application/ld+json">{}</script>',
        '<link rel="alternate" hreflang="sv" href="https://example.org/sv/">',
    ],
)
def test_what_is_fine_is_left_alone(body):
    html = f"{HEAD}{body}</body></html>"
    assert faults(html, frozenset({"testserver"})) == []
