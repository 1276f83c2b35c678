"""Which pages of the running demonstration the browser tests look at."""

import sqlite3
from pathlib import Path

ONE_OF_EACH_TYPE = """
    SELECT type.app_label || '.' || type.model, MIN(page.url_path)
    FROM wagtailcore_page page
    JOIN django_content_type type ON type.id = page.content_type_id
    JOIN wagtailcore_locale locale ON locale.id = page.locale_id
    WHERE page.live AND page.depth > 1 AND locale.language_code = ?
    GROUP BY 1
"""
# What is no page, or a page in a state that not every page of its type is in.
OTHERS = (
    "/haku/",
    "/haku/?q=yhdistys",
    "/haku/?q=eimitään",
    "/tapahtumat/?aika=menneet",
    "/tapahtumat/?kunta=atlantis",
    "/tapahtumat/kuntakierros-ilomantsi/",
    "/yhteystiedot/?kunta=kitee",
    "/yhdistysohjelma/miun-yhistys/",
    "/yhdistysohjelma/yhteistyossa-hyvinvointia/",
    "/yhdistysohjelma/yhteistyossa-hyvinvointia/kokonaan/",
    "/yhdistysohjelma/yhteistyossa-hyvinvointia/toimenpiteet/",
    "/yhdistysohjelma/yhteistyossa-hyvinvointia/?kunta=joensuu",
    "/yhdistysohjelma/yhteistyossa-hyvinvointia/etsi/?q=yhdistys",
    "/yhdistysohjelma/yhteistyossa-hyvinvointia/rinnalla/",
    "/avoin-data/",
    "/paikallis-janet/joensuu/",
    "/paikallis-janet/ilomantsi/",
    "/ei-ole/",
    "/tili/kirjaudu/",
    "/tili/salasana/unohtui/",
    "/tyyli/",
)
LANGUAGES = ("fi", "sv", "en", "fi-simple")


def one_of_each_type(folder: Path, language: str = "fi") -> dict[str, str]:
    """An address of each page type that the demonstration in a folder has in a language."""
    with sqlite3.connect(folder / "db.sqlite3") as database:
        rows = database.execute(ONE_OF_EACH_TYPE, [language]).fetchall()
    # A url_path starts with the front page's own slug.
    prefix = "" if language == "fi" else f"/{language}"
    return {kind: f"{prefix}/{path.split('/', 2)[2]}" for kind, path in rows}


def addresses(folder: Path, language: str = "fi") -> list[str]:
    """One page of each type, and in Finnish what else there is to look at."""
    found = list(one_of_each_type(folder, language).values())
    return [*found, *OTHERS] if language == "fi" else found
