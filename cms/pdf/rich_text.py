"""Rich text as data: simple HTML becomes a list of nodes, which a template draws.

Blocks are {"kind": "par" | "heading", "content": […]}, {"kind": "list", "ordered": bool,
"items": [[block, …]]} and {"kind": "quote", "blocks": […]}; in `content` stand {"kind": "text",
"text": ""}, {"kind": "break"} and, with a `content` of their own, "strong", "emph" and "link" (with
`url`). All other markup is passed over and its words are kept.
"""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.conf import settings

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INLINE = {"b": "strong", "strong": "strong", "i": "emph", "em": "emph"}
BREAKS_PARAGRAPH = frozenset({"p", "div", "section", "figure", "figcaption", "table", "tr"})
SILENT = frozenset({"script", "style", "template"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
SPACE = re.compile(r"[ \t\r\n\f]+")
# Deeper than this nobody writes lists; a template must not run out of stack.
DEEPEST = 8


def nodes(html: str) -> list[dict]:
    """The blocks of simple HTML, without empty ones. Links are made whole with SITE_URL."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _tidy(reader.blocks)


def paragraphs(text: str) -> list[dict]:
    """Plain text as blocks: an empty line ends a paragraph, another line break breaks the line."""
    blocks = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        content: list[dict] = []
        for line in part.split("\n"):
            content += [{"kind": "text", "text": line.strip()}, {"kind": "break"}]
        blocks.append({"kind": "par", "content": content[:-1]})
    return _tidy(blocks)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks: list[dict] = []
        # Where blocks go, the innermost last; and where words go, the paragraph first.
        self._places: list[tuple[str, list[dict]]] = [("", self.blocks)]
        self._inline: list[tuple[str, list[dict]]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in SILENT:
            self._silent += 1
        elif tag in HEADINGS:
            self._begin("heading")
        elif tag in BREAKS_PARAGRAPH:
            self._end()
        elif tag in ("ul", "ol"):
            self._end()
            self._open(tag, {"kind": "list", "ordered": tag == "ol", "items": []}, "items")
        elif tag == "li":
            self._end()
            self._open_item()
        elif tag == "blockquote":
            self._end()
            self._open(tag, {"kind": "quote", "blocks": []}, "blocks")
        elif tag == "br":
            self._words().append({"kind": "break"})
        elif tag == "img":
            if words := dict(attrs).get("alt"):
                self.handle_data(words)
        elif tag in INLINE:
            self._open_inline(tag, {"kind": INLINE[tag], "content": []})
        elif tag == "a":
            url = _whole(dict(attrs).get("href") or "")
            kind = {"kind": "link", "url": url} if url else {"kind": "span"}
            self._open_inline(tag, {**kind, "content": []})
        elif tag in ("td", "th"):
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in HEADINGS or tag in BREAKS_PARAGRAPH:
            self._end()
        elif tag in ("ul", "ol", "li", "blockquote"):
            self._end()
            names = [name for name, _place in self._places]
            if tag in names[1:]:
                del self._places[len(names) - 1 - names[::-1].index(tag) :]
        else:
            names = [name for name, _place in self._inline]
            if tag in names[1:]:
                del self._inline[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self._silent and (data.strip() or self._inline):
            self._words().append({"kind": "text", "text": SPACE.sub(" ", data)})

    def _begin(self, kind: str) -> None:
        self._end()
        block = {"kind": kind, "content": []}
        self._places[-1][1].append(block)
        self._inline = [("", block["content"])]

    def _end(self) -> None:
        self._inline = []

    def _words(self) -> list[dict]:
        if not self._inline:
            if self._places[-1][0] in ("ul", "ol"):
                self._open_item()
            self._begin("par")
        return self._inline[-1][1]

    def _open(self, tag: str, block: dict, inside: str) -> None:
        if len(self._places) > DEEPEST:
            return
        if self._places[-1][0] in ("ul", "ol"):
            self._open_item()
        self._places[-1][1].append(block)
        self._places.append((tag, block[inside]))

    def _open_item(self) -> None:
        if self._places[-1][0] not in ("ul", "ol"):
            return
        item: list[dict] = []
        self._places[-1][1].append(item)
        self._places.append(("li", item))

    def _open_inline(self, tag: str, node: dict) -> None:
        self._words().append(node)
        self._inline.append((tag, node["content"]))


def _whole(url: str) -> str:
    """The address with its host; "" for one that is no link on paper."""
    url = url.strip()
    try:
        url = urljoin(f"{settings.SITE_URL}/", url) if url else ""
        return url if urlsplit(url).scheme in SCHEMES else ""
    except ValueError:
        return ""


def _tidy(blocks: list[dict]) -> list[dict]:
    """Without blocks that say nothing, and without spaces at the ends of the others."""
    tidy = []
    for block in blocks:
        if block["kind"] == "list":
            items = [item for item in map(_tidy, block["items"]) if item]
            if items:
                tidy.append({**block, "items": items})
        elif block["kind"] == "quote":
            if below := _tidy(block["blocks"]):
                tidy.append({**block, "blocks": below})
        elif content := _trimmed(block["content"]):
            tidy.append({**block, "content": content})
    return tidy


def _trimmed(content: list[dict]) -> list[dict]:
    content = [node for node in map(_with_words, content) if node]
    if not any(map(_says_a_word, content)):
        return []

    def says_nothing(node: dict) -> bool:
        return node["kind"] == "break" or (node["kind"] == "text" and not node["text"].strip())

    while content and says_nothing(content[0]):
        content = content[1:]
    while content and says_nothing(content[-1]):
        content = content[:-1]
    if content and content[0]["kind"] == "text":
        content[0] = {"kind": "text", "text": content[0]["text"].lstrip()}
    if content and content[-1]["kind"] == "text":
        content[-1] = {"kind": "text", "text": content[-1]["text"].rstrip()}
    return content


def _with_words(node: dict) -> dict | None:
    if "content" not in node:
        return node if node["kind"] == "break" or node["text"] else None
    content = [each for each in map(_with_words, node["content"]) if each]
    return {**node, "content": content} if content else None


def _says_a_word(node: dict) -> bool:
    return bool(node.get("text", "").strip()) or any(map(_says_a_word, node.get("content", [])))
