"""Words and StreamField blocks."""

from collections.abc import Iterator

from django.utils.translation import pgettext_lazy

from home.style.specimens.base import EMPTY, LONG, SINGLE, USUAL, Specimen, each
from home.style.stand_ins import (
    LONG_TITLE,
    LONG_WORD,
    NOWHERE,
    TEXT,
    PictureStandIn,
    appointment,
    contact,
    document,
    page,
)


def specimens(request) -> Iterator[Specimen]:
    """The components, made anew: their dates count from today."""
    yield each(
        "components/page_header.html",
        (USUAL, {"page": page("Mikä JANE on?")}),
        (LONG, {"page": page(LONG_TITLE)}),
        (EMPTY, {"page": page("Asiakirjat", introduction="")}),
    )
    text = (
        f"<p>{TEXT}</p><h2>Väliotsikko</h2><p>{TEXT} <a href='{NOWHERE}'>Lue lisää</a>.</p>"
        f"<h3>Alempi väliotsikko</h3><ul><li>ensimmäinen</li><li>toinen, {LONG_WORD}</li></ul>"
        "<ol><li>ensin</li><li>sitten</li></ol>"
    )
    yield each("blocks/text.html", (USUAL, {"value": text}), wrapper='<div class="prose">{}</div>')
    yield each(
        "blocks/quote.html",
        (USUAL, {"value": {"text": TEXT, "source": "Puheenjohtaja, Kylätoimikunta"}}),
        (EMPTY, {"value": {"text": "Kyllä me pärjätään.", "source": ""}}),
        wrapper='<div class="prose">{}</div>',
    )
    yield each(
        "blocks/picture.html",
        (USUAL, {"value": {"image": PictureStandIn(), "caption": "Rannalla syksyllä."}}),
        wrapper='<div class="prose">{}</div>',
    )
    yield each(
        "components/picture.html",
        (USUAL, {"image": PictureStandIn(), "spec": "fill-{240x135,480x270}", "sizes": "20rem"}),
        (EMPTY, {"image": None, "spec": "fill-480x270", "sizes": "20rem"}),
        lazy=True,
    )
    items = [{"heading": h, "text": f"<p>{TEXT}</p>"} for h in ("Kuka voi tulla?", LONG_TITLE)]
    yield each(
        "blocks/accordion.html",
        (SINGLE, {"value": {"items": items[:1]}}),
        (LONG, {"value": {"items": items}}),
        wrapper='<div class="prose">{}</div>',
    )
    table = {
        "caption": "Kokoontumiset",
        "columns": [{"heading": h} for h in ("Kunta", "Paikka", "Osallistujia")],
        "rows": [["Lieksa", "Kulttuurikeskus", "24"], ["Juuka", LONG_WORD, "11"]],
    }
    yield each("blocks/table.html", (USUAL, {"value": {"table": table}}))
    video = {
        "title": "Järjestöpäivä",
        "service": "YouTube",
        "url": NOWHERE,
        "embed_url": NOWHERE,
    }
    yield each(
        "blocks/video.html",
        (USUAL, {"value": {**video, "captions": True}}),
        (pgettext_lazy("state of a component", "without captions"), {"value": video}),
    )
    yield each(
        "blocks/call_to_action.html",
        (USUAL, {"value": {"page": page(), "text": "Tule mukaan"}}),
        (LONG, {"value": {"url": NOWHERE, "text": LONG_TITLE}}),
    )
    yield each("blocks/contact.html", (USUAL, {"value": {"contact": contact(appointment())}}))
    documents = [document(), document(LONG_TITLE, language="sv", date=None)]
    yield each(
        "blocks/document_list.html",
        (USUAL, {"value": {"heading": "Lue nämä", "documents": documents}}),
    )
