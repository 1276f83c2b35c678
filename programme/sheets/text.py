"""Rich text in a cell of the spreadsheet.

Text that is nothing but paragraphs stands there as it is read, with an empty line between two.
Everything else (bold, lists, links) stands there as simple HTML, as it is stored. Which of the two
it is shows at its beginning; a text is written as plain only when reading gives it back exactly.
"""

import re
from functools import cache
from html import escape
from html.parser import HTMLParser

from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.blocks import SHORT_TEXT_FEATURES

_BLOCKS = {"p", "ul", "ol", "li"}
_TAGS = {*_BLOCKS, "b", "i", "a", "br"}
_SAME = {"strong": "b", "em": "i"}
_ATTRIBUTES = {"a": {"href", "linktype", "id"}}
_LINK_TYPES = {"page", "document"}
_IS_HTML = re.compile(
    r"\s*</?(p|ul|ol|li|b|strong|i|em|a|br|h[1-6]|div|span|table|img|hr)\b[^<]*>", re.I
)


class _Reader(HTMLParser):
    """Writes HTML anew in one form: `html`; what the field does not take: `complaints`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._open: list[str] = []
        self.text = ""
        self.tags: set[str] = set()
        self.complaints: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        tag = _SAME.get(tag, tag)
        self.tags.add(tag)
        if tag not in _TAGS:
            self.complaints.append(
                _("The text has <%(tag)s>, which is not used here.") % {"tag": tag}
            )
            return
        known = {name: value or "" for name, value in attrs if name != "data-block-key"}
        unknown = set(known) - _ATTRIBUTES.get(tag, set())
        for name in sorted(unknown):
            words = {"tag": tag, "name": name}
            self.complaints.append(_("<%(tag)s> cannot have “%(name)s” here.") % words)
        if tag == "a":
            self._check_link(known)
        said = "".join(f' {name}="{escape(known[name])}"' for name in sorted(known))
        if tag == "br":
            self._parts.append("<br/>")
            return
        self._open.append(tag)
        self._parts.append(f"<{tag}{said}>")

    def handle_endtag(self, tag: str) -> None:
        tag = _SAME.get(tag, tag)
        if tag == "br" or tag not in _TAGS:
            return
        if not self._open or self._open.pop() != tag:
            self.complaints.append(_("</%(tag)s> has no beginning.") % {"tag": tag})
        self._parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        # Between lists and paragraphs it is only how somebody has set the HTML.
        is_between = not self._open or self._open[-1] in {"ul", "ol", "li"}
        if is_between and not data.strip() and "\n" in data:
            return
        self.text += data
        self._parts.append(escape(data, quote=False))

    def _check_link(self, said: dict) -> None:
        if said.get("linktype") in _LINK_TYPES:
            if not said.get("id", "").isdigit():
                self.complaints.append(_("A link names no page or document."))
        elif not said.get("href") or "linktype" in said:
            self.complaints.append(_("A link leads nowhere."))

    def read(self, html: str) -> "_Reader":
        self.feed(html)
        self.close()
        if self._open:
            self.complaints.append(_("<%(tag)s> has no end.") % {"tag": self._open[-1]})
        return self

    @property
    def html(self) -> str:
        return "".join(self._parts)


def _canonical(html: str) -> str:
    return _Reader().read(html).html


def to_cell(html: str) -> str:
    """Stored rich text as it stands in a cell."""
    reader = _Reader().read(html)
    if not reader.text.strip():
        return ""
    if reader.tags <= {"p", "br"}:
        plain = reader.html.removeprefix("<p>").removesuffix("</p>").replace("</p><p>", "\n\n")
        plain = _unescape(plain.replace("<br/>", "\n"))
        if _to_html(plain) == reader.html:
            return plain
    return reader.html


def to_html(cell: str) -> str:
    """The rich text that a cell stands for, as the field stores it, without the keys of its blocks.

    Raises ValueError with sentences of what the field does not take.
    """
    html = _to_html(cell)
    reader = _Reader().read(html)
    if reader.complaints:
        raise ValueError(" ".join(dict.fromkeys(reader.complaints)))
    if not reader.text.strip():
        return ""
    stored = stored_form(html)
    if _letters(stored) != _letters(html):
        raise ValueError(_("The text's HTML is not put together as it is stored here."))
    return stored


def stored_form(html: str) -> str:
    """Rich text as the field's editor leaves it, in one form and without the keys of its blocks."""
    converter = _converter()
    state = converter.from_database_format(html)
    stored = _canonical(converter.to_database_format(state))
    return stored if _letters(stored) else ""


def links_of(html: str) -> set[tuple[str, int]]:
    """What a rich text links to: ("page", id) and ("document", id)."""
    found = re.findall(r'<a id="(\d+)" linktype="(page|document)">', html)
    return {(kind, int(number)) for number, kind in found}


@cache
def _converter() -> ContentstateConverter:
    return ContentstateConverter(features=SHORT_TEXT_FEATURES)


def _letters(html: str) -> str:
    return "".join(_Reader().read(html).text.split())


def _to_html(cell: str) -> str:
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    if _IS_HTML.match(cell):
        return cell
    paragraphs = [each.strip() for each in re.split(r"\n[ \t]*\n\s*", cell.strip())]
    return "".join(
        f"<p>{escape(each, quote=False).replace(chr(10), '<br/>')}</p>"
        for each in paragraphs
        if each
    )


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
