"""People and their roles."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from home.style.specimens.base import (
    EMPTY,
    LONG,
    MANY,
    PICTURE,
    SINGLE,
    UNKNOWN,
    USUAL,
    VACANT,
    Specimen,
    each,
)
from home.style.specimens.lists import municipality_filter
from home.style.stand_ins import LONG_WORD, PictureStandIn, appointment, contact, person


def specimens(request) -> Iterator[Specimen]:
    """The components, made anew: their dates count from today."""
    long_address = f"{LONG_WORD.lower().replace('ä', 'a').replace('ö', 'o')}@example.org"
    yield each(
        "components/contact_card.html",
        (SINGLE, {"contact": contact(appointment())}),
        (PICTURE, {"contact": contact(appointment(person=person(picture=PictureStandIn())))}),
        (
            MANY,
            {
                "contact": contact(
                    appointment(),
                    appointment(person=person("Eino Esimerkki"), shown_email="", shown_phone=""),
                    email="jarjestot@example.org",
                )
            },
        ),
        (LONG, {"contact": contact(appointment(shown_email=long_address), shown_title=LONG_WORD)}),
        (VACANT, {"contact": contact()}),
        (
            pgettext_lazy("state of a component", "vacant, somebody coming"),
            {
                "contact": contact(
                    vacant_since=timezone.localdate() - dt.timedelta(days=30),
                    filled_from=timezone.localdate() + dt.timedelta(days=9),
                    email="kirjaamo@example.org",
                )
            },
        ),
        heading_level=4,
    )
    role_filter = municipality_filter("kitee", label="Tehtävä")
    yield each(
        "contacts/components/directory_filter.html",
        (USUAL, {"filters": [municipality_filter(""), role_filter]}),
        (
            UNKNOWN,
            {"filters": [municipality_filter("", unknown="Atlantis"), role_filter]},
        ),
    )
    yield each("contacts/components/directory_empty.html", (EMPTY, {}))
