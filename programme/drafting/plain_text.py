"""Short rich texts written in an ordinary text box: paragraphs and lists, nothing hidden.

An empty line parts paragraphs, a line that begins with "- " is a point of a list, one with "1. "
of a numbered list. A text with links or emphasis cannot be written so: it is left to Wagtail's
editor.
"""

import re

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.html import escape

LIST_MARKS = {"ul": "- ", "ol": "1. "}
POINT = re.compile(r"^(?:([-*•])|(\d+)\.)\s+(.*)$")


def as_plain(html: str) -> str | None:
    """A rich text as lines; None if it has more in it than lines can say."""
    parts: list[str] = []
    for element in BeautifulSoup(html or "", "html.parser").children:
        if isinstance(element, NavigableString):
            if element.strip():
                return None
            continue
        if element.name == "p":
            lines = [_line(element)]
        elif element.name in LIST_MARKS:
            points = element.find_all(True, recursive=False)
            if any(point.name != "li" for point in points):
                return None
            lines = [_line(point) for point in points]
            mark = LIST_MARKS[element.name]
            lines = [line if line is None else mark + line for line in lines]
        else:
            return None
        if None in lines:
            return None
        parts.append("\n".join(lines))
    return "\n\n".join(part for part in parts if part.strip())


def _line(element: Tag) -> str | None:
    if any(child.name != "br" for child in element.find_all(True)):
        return None
    pieces = [
        "\n" if isinstance(child, Tag) else re.sub(r"\s+", " ", child) for child in element.children
    ]
    return "".join(pieces).strip()


def as_html(text: str) -> str:
    """Lines as a rich text; the other way round of `as_plain`."""
    blocks: list[tuple[str, list[str]]] = []
    for raw in text.replace("\r\n", "\n").split("\n"):
        line = raw.strip()
        point = POINT.match(line)
        if not line:
            blocks.append(("", []))
        elif point:
            kind = "ul" if point[1] else "ol"
            if not blocks or blocks[-1][0] != kind:
                blocks.append((kind, []))
            blocks[-1][1].append(escape(point[3]))
        else:
            if not blocks or blocks[-1][0] != "p":
                blocks.append(("p", []))
            blocks[-1][1].append(escape(line))
    html = []
    for kind, lines in blocks:
        if kind == "p":
            html.append(f"<p>{'<br/>'.join(lines)}</p>")
        elif kind:
            html.append(f"<{kind}>{''.join(f'<li>{line}</li>' for line in lines)}</{kind}>")
    return "".join(html)
