"""What the style page shows components with: things that look like pages and rows, and are none.

They have the names that the components' contracts ask for (the comment at a template's top), and
never touch the database, so the style page looks the same whatever the site holds.
"""

import datetime as dt
from types import SimpleNamespace

from django.forms import Form
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html

# Where every link of the style page leads.
NOWHERE = "#main"
LONG_WORD = "Järjestöyhteistyökoordinaattorikoulutussuunnittelupäivä"
LONG_TITLE = f"{LONG_WORD} ja hyvinvointikertomuksen valmistelutyöryhmän kuulemistilaisuudet"
TEXT = (
    "Yhdistykset, kunta ja hyvinvointialue istuvat samaan pöytään. Kahvi on kuumaa, asialista "
    "lyhyt ja jokaisella on puheenvuoro."
)


class Thing(SimpleNamespace):
    """A stand-in: whatever it is given, and its name when it is written out."""

    def __str__(self) -> str:
        return str(getattr(self, "name", "") or getattr(self, "title", ""))

    def get_url_parts(self, request=None) -> tuple[int, str, str]:
        """As a page's: no site's, at no address."""
        return (0, "", NOWHERE)


class Rows(list):
    """A list that answers as a relation does."""

    def all(self) -> "Rows":
        return self


class PictureStandIn:
    """A drawing of ours where a page would have a photograph."""

    credit = "Kuva: Erja Esimerkki"
    default_alt_text = "Piirros: järvi ja kaksi vaaraa."

    def get_renditions(self, *specs: str) -> dict:
        """The same drawing for every size asked for."""
        return {spec: RenditionStandIn(spec) for spec in specs}


class RenditionStandIn:
    """One size of the drawing, as far as Wagtail's `Picture` and our templates read it."""

    width, height = 600, 338

    def __init__(self, spec: str):
        self.filter_spec = spec
        self.url = static("img/preview-picture.svg")

    def img_tag(self, extra_attributes: dict) -> str:
        return format_html(
            '<img src="{}" width="{}" height="{}" alt="{}"{}>',
            self.url,
            self.width,
            self.height,
            PictureStandIn.default_alt_text,
            flatatt(extra_attributes),
        )


def page(title: str = "Järjestöilta kirjastolla", **fields) -> Thing:
    """A page in a list, in Finnish unless `language` says otherwise."""
    language = fields.pop("language", "fi")
    defaults = {
        "title": title,
        "introduction": TEXT,
        "summary": TEXT,
        "language": language,
        "locale": Thing(language_code=language),
        "locale_id": language,
        "url_path": "",
        "image": None,
        "get_verbose_name": "Uutinen",
    }
    made = Thing(**{**defaults, **fields})
    made.facts = fields.get("facts", made)
    return made


def moment(days: int, hour: int, minute: int = 0) -> dt.datetime:
    """A time of day some days from now, aware."""
    day = timezone.localdate() + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def occurrence(title: str = "Järjestöilta kirjastolla", **fields) -> Thing:
    """One time of an event, tomorrow from 17 to 19 unless it is said otherwise."""
    event = page(
        title,
        attendance_mode=fields.pop("attendance_mode", "offline"),
        get_attendance_mode_display=fields.pop("mode", "Paikan päällä"),
        place=fields.pop("place", "Kirjaston kokoushuone"),
        municipality=Thing(name="Outokumpu"),
        organiser=Thing(name="Outokummun JANE", website=""),
        language=fields.pop("language", "fi"),
        introduction=fields.pop("introduction", TEXT),
    )
    defaults = {
        "shown_page": event,
        "starts_at": moment(1, 17),
        "ends_at": moment(1, 19),
        "all_day": False,
        "state": Thing(is_cancelled=False),
    }
    return Thing(**{**defaults, **fields})


def news(title: str = "Digityöryhmä etsii kahta jäsentä", **fields) -> Thing:
    """A news item in a list."""
    defaults = {"fact_date": timezone.localdate(), "fact_kind": "news"}
    return page(title, **{**defaults, **fields})


def person(name: str = "Erja Esimerkki", picture=None) -> Thing:
    return Thing(name=name, picture=picture)


def appointment(**fields) -> Thing:
    """Somebody who holds a role now."""
    defaults = {
        "person": person(),
        "shown_email": "erja.esimerkki@example.org",
        "shown_phone": "013 000 0000",
    }
    return Thing(**{**defaults, **fields})


def contact(*holders: Thing, **fields) -> Thing:
    """A role with those who hold it; vacant without any."""
    defaults = {
        "shown_title": "Järjestöyhteyshenkilö",
        "organisation": Thing(name="Outokummun kaupunki", website=""),
        "present_appointments": holders,
        "is_vacant": not holders,
        "vacant_since": None,
        "filled_from": None,
        "email": "",
        "phone": "",
    }
    return Thing(**{**defaults, **fields})


def document(title: str = "JANEn toimintasuunnitelma 2026", **fields) -> Thing:
    """A document."""
    defaults = {
        "title": title,
        "url": NOWHERE,
        "file_extension": "pdf",
        "file_size": 123_456,
        "language": "fi",
        "date": timezone.localdate(),
    }
    return Thing(**{**defaults, **fields})


def node(title: str = "Tilat ovat yhdistysten käytössä", number: str = "1.2.3", **fields) -> Thing:
    """A part of a programme in its place."""
    where = Rows(fields.pop("municipalities", []))
    facts = Thing(
        responsible=Rows([Thing(name="Outokummun JANE"), Thing(name="Outokummun kaupunki")]),
        partners=Rows([Thing(name="Kyläyhdistykset")]),
        municipalities=where,
    )
    defaults = {
        "title": title,
        "number": number,
        "page": page(title, schedule="2026–2028"),
        "facts": facts,
        "foreign_language": "",
        "parent": None,
        "tree": Thing(url_of=lambda node, request: NOWHERE),
    }
    return Thing(**{**defaults, **fields})


def bound(form: type[Form], data: dict) -> Form:
    """A form that has been sent with this data, its errors found."""
    sent = form(data)
    sent.full_clean()
    return sent


def result(found: Thing, when: str = "", *, is_cancelled: bool = False) -> Thing:
    """A page that a search found, with its words marked."""
    excerpt = format_html("{} <mark>{}</mark>", TEXT, "yhdistys")
    return Thing(page=found, when=when, is_cancelled=is_cancelled, excerpt=excerpt)
