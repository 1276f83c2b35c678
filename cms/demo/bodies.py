"""Makes the content of a page (a StreamField of cms.blocks.ContentBlock) out of plain data.

Demo texts lie in TOML files beside the code that loads them. A block is a table with one key, the
block's type::

    [[page.blocks]]
    text = "<p>Tervetuloa!</p>"

    [[page.blocks]]
    picture = { image = "ranta", caption = "Ranta keväällä." }

What a block chooses (a picture, a document, a contact, a page) is named there and looked up in
`chosen`.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

Chosen = Mapping[str, Any]


def body(blocks: list[dict], chosen: Chosen | None = None) -> str:
    """The blocks as the JSON that a StreamField reads.

    `chosen` gives the object for each name used in the blocks. Raises KeyError for a name that is
    not in it, and for an unknown type of block.
    """
    known = chosen or {}
    raw = []
    for block in blocks:
        [(kind, value)] = block.items()
        raw.append({"type": kind, "value": _MAKERS[kind](value, known)})
    return json.dumps(raw)


def _text(value: str, chosen: Chosen) -> str:
    """Rich text; in it `href="page:name"` links to a chosen page."""
    for name, thing in chosen.items():
        value = value.replace(f'href="page:{name}"', f'linktype="page" id="{thing.pk}"')
    if 'href="page:' in value:
        raise KeyError(value[value.index('href="page:') :][:40])
    return value


def _picture(value: dict, chosen: Chosen) -> dict:
    return {"image": chosen[value["image"]].pk, "caption": value.get("caption", "")}


def _quote(value: dict, chosen: Chosen) -> dict:
    return {"text": value["text"], "source": value.get("source", "")}


def _contact(value: str, chosen: Chosen) -> dict:
    return {"contact": chosen[value].pk}


def _call_to_action(value: dict, chosen: Chosen) -> dict:
    page = chosen[value["page"]].pk if "page" in value else None
    return {"text": value["text"], "page": page, "url": value.get("url", "")}


def _accordion(value: list[dict], chosen: Chosen) -> dict:
    return {
        "items": [
            {"heading": item["heading"], "text": _text(item["text"], chosen)} for item in value
        ]
    }


def _table(value: dict, chosen: Chosen) -> dict:
    return {
        "table": {
            "columns": [{"type": "text", "heading": heading} for heading in value["columns"]],
            "rows": [{"values": row} for row in value["rows"]],
            "caption": value.get("caption", ""),
        }
    }


def _document_list(value: dict, chosen: Chosen) -> dict:
    return {
        "heading": value.get("heading", ""),
        "documents": [chosen[name].pk for name in value["documents"]],
    }


def _video(value: dict, chosen: Chosen) -> dict:
    return {"captions": False, **value}


_MAKERS: dict[str, Callable[[Any, Chosen], Any]] = {
    "text": _text,
    "picture": _picture,
    "quote": _quote,
    "contact": _contact,
    "call_to_action": _call_to_action,
    "accordion": _accordion,
    "table": _table,
    "document_list": _document_list,
    "video": _video,
}
