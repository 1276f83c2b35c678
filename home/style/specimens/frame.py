"""What stands around a page."""

from collections.abc import Iterator

from home.style.specimens.base import EMPTY, LONG, USUAL, Specimen, each
from home.style.stand_ins import LONG_TITLE, LONG_WORD, NOWHERE, Rows, Thing, page


def specimens(request) -> Iterator[Specimen]:
    """The components, made anew: their dates count from today."""
    way = [Thing(href=NOWHERE, text="Pohjois-Karjala"), Thing(href=NOWHERE, text="Uutiset")]
    yield each(
        "components/breadcrumbs.html",
        (USUAL, {"breadcrumbs": way, "title": "Digityöryhmä"}),
        (LONG, {"breadcrumbs": way, "title": LONG_TITLE}),
    )
    links = [
        Thing(href=NOWHERE, text="Uutiset", current=False, lang=""),
        Thing(href=NOWHERE, text="Tapahtumat", current=True, lang=""),
        Thing(href=NOWHERE, text=LONG_WORD, current=False, lang=""),
    ]
    yield each("components/menu.html", (USUAL, {"menu": links}), (EMPTY, {"menu": []}))
    languages = [
        Thing(code=code, name=name, href=NOWHERE, current=code == "fi", missing=code == "en")
        for code, name in (("fi", "suomi"), ("sv", "svenska"), ("en", "English"))
    ]
    yield each(
        "components/languages.html", (USUAL, {"languages": languages}), (EMPTY, {"languages": []})
    )
    tiles = [
        Thing(
            municipality=Thing(name=name, slug="", code=code, tile_column=column, tile_row=row),
            local_jane=page(name, accent=accent) if accent else None,
            is_archived=is_archived,
        )
        for name, code, column, row, accent, is_archived in (
            ("Juuka", "176", 1, 0, "lake", False),
            ("Kitee", "260", 2, 0, "aspen", True),
            ("Liperi", "426", 2, 1, "", False),
        )
    ]
    yield each(
        "localjane/components/tile_map.html",
        (USUAL, {"tiles": tiles}),
        directory=page("Yhteystiedot"),
        request=request,
    )
    yield each("components/demo_notice.html", (USUAL, {"demo_is_loaded": Rows([1])}))
