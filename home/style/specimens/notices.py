"""Notices."""

from collections.abc import Iterator

from django.utils import timezone

from home.style.specimens.base import EMPTY, MANY, USUAL, Specimen, each
from home.style.stand_ins import Thing, page


def specimens(request) -> Iterator[Specimen]:
    """The components, made anew: their dates count from today."""
    yield each(
        "components/messages.html",
        (
            MANY,
            {
                "messages": [
                    Thing(name="Salasana on vaihdettu.", tags="success"),
                    Thing(name="Lomaketta ei voitu lähettää.", tags="error"),
                ]
            },
        ),
    )
    archived = Thing(
        archived_on=timezone.localdate(),
        note="Naapurikunnan JANE jatkaa työtä.",
        note_language="",
        onward=Thing(page=page("Kiteen JANE"), text="Kiteen JANE", lang="", url=""),
    )
    bare = Thing(archived_on=timezone.localdate(), note="", note_language="", onward=None)
    yield each(
        "localjane/components/archived_notice.html",
        (USUAL, {"state": archived}),
        (EMPTY, {"state": bare}),
        request=request,
    )
