"""The guide's chapters: which there are, in which order, and who is shown them.

Titles and texts are Finnish content, not strings of the interface: the guide speaks of the Finnish
screens, so gettext has no part in it.
"""

from dataclasses import dataclass

from localjane.roles import is_staff_member


@dataclass(frozen=True)
class Chapter:
    """One chapter; its text is the template `home/guide/chapters/<slug>.html`."""

    slug: str
    title: str
    note: str
    for_staff: bool = False

    @property
    def template(self) -> str:
        """Where its text is."""
        return f"home/guide/chapters/{self.slug}.html"


CHAPTERS = (
    Chapter("kirjautuminen", "Kirjaudu sisään", "Näin pääset hallintaan ja sieltä pois."),
    Chapter("hallinnan-etusivu", "Hallinnan etusivu", "Kaikki alkaa täältä."),
    Chapter("uutinen", "Kirjoita uutinen", "Otsikosta julkaisuun."),
    Chapter("tapahtuma", "Lisää tapahtuma", "Milloin, missä ja miten mukaan."),
    Chapter("etusivu", "Muuta etusivua", "Johdanto, kuva, väri ja linkit."),
    Chapter("kuvat-ja-asiakirjat", "Kuvat ja asiakirjat", "Lisää tiedostot ja kuvaile kuvat."),
    Chapter("kuka-on-kukin", "Kuka on kukin", "Yhteystiedot pysyvät ajan tasalla."),
    Chapter("maakunnalle", "Tarjoa maakunnalle", "Näytä uutisesi koko maakunnalle."),
    Chapter("vaki", "Väki ja kutsut", "Kutsu mukaan uusia ihmisiä."),
    Chapter("hyva-sivu", "Sivu, jota jokainen voi lukea", "Otsikot, kuvien tekstit ja linkit."),
    Chapter("jos-jokin-menee-vikaan", "Jos jokin menee vikaan", "Lähes kaiken voi perua."),
    Chapter("tyolista", "Työlista", "Mikä odottaa sinua.", for_staff=True),
    Chapter(
        "perustaminen",
        "Perusta paikallis-JANE",
        "Uusi sivusto yhdellä lomakkeella.",
        for_staff=True,
    ),
    Chapter("kutsut", "Kutsut ja oikeudet", "Kuka saa tehdä mitäkin.", for_staff=True),
    Chapter(
        "nimi-ja-osoite", "Nimi ja verkkotunnus", "Kun nimi tai osoite vaihtuu.", for_staff=True
    ),
    Chapter(
        "tarjoukset", "Käsittele tarjoukset", "Hyväksy tai hylkää ja kerro miksi.", for_staff=True
    ),
    Chapter(
        "yhdistysohjelma",
        "Kirjoita ja hyväksy ohjelma",
        "Luonnoksesta painokseksi ja seuraavaan ohjelmaan.",
        for_staff=True,
    ),
    Chapter("haku", "Paranna hakua", "Katso, mitä haetaan ja mitä ei löydy.", for_staff=True),
    Chapter("arkistointi", "Arkistoi sivusto", "Kun toiminta päättyy.", for_staff=True),
    Chapter("tietosuoja", "Tietosuoja", "Ihmisten tiedot ovat lainassa.", for_staff=True),
)


def chapters_for(user) -> list[Chapter]:
    """The chapters that somebody is shown, in their order: the staff's for staff alone."""
    is_staff = is_staff_member(user)
    return [chapter for chapter in CHAPTERS if is_staff or not chapter.for_staff]
