"""The demonstration's municipalities, organisations, and who holds which role in them."""

import datetime as dt
import tomllib
from pathlib import Path

from django.utils.text import slugify

from cms.demo.registry import Demo, part
from contacts.models import Contact, ContactDirectoryPage, Municipality, Organisation, Person
from contacts.region_file import NORTH_KARELIA, load_region

HERE = Path(__file__).parent
SURNAME = "Esimerkki"


def read(name: str) -> dict:
    """The content of a data file beside this module."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


@part("municipalities")
def load_municipalities(demo: Demo) -> None:
    """North Karelia and its thirteen municipalities."""
    # What an editor has changed since the first load stays as it is.
    if not Municipality.objects.exists():
        load_region(NORTH_KARELIA)
    demo.step("Kunnat")


@part("organisations", needs=["municipalities"])
def load_organisations(demo: Demo) -> None:
    """JANE, its local ones and groups, public bodies, funders and some associations."""
    municipalities = {m.code: m for m in Municipality.objects.all()}
    known = set(Organisation.objects.values_list("name", flat=True))
    for facts in read("organisations.toml")["organisation"]:
        if facts["name"] not in known:
            code = facts.pop("municipality", None)
            organisation = Organisation(municipality=municipalities.get(code), **facts)
            organisation.full_clean()
            organisation.save()
    demo.step("Organisaatiot")


@part("contacts", needs=["organisations"], steps=45)
def load_contacts(demo: Demo) -> None:
    """Roles with their holders: some vacant, one just changed, some about to change."""
    content = read("contacts.toml")
    organisations = {o.name: o for o in Organisation.objects.select_related("municipality")}
    people: dict[str, Person] = {}
    for facts in content["contact"]:
        holders = facts.pop("holders", [])
        organisation = organisations[facts.pop("organisation")]
        if Contact.objects.for_organisation(organisation).of_kinds(facts["kind"]).exists():
            continue
        contact = Contact(organisation=organisation, **facts)
        contact.full_clean()
        contact.save()
        # In the order of time, as they were appointed.
        for term in sorted(holders, key=lambda term: term["from"]):
            name = term["who"]
            if name not in people:
                people[name] = person(demo, name, **content["people"].get(name, {}))
            last_day = demo.today + dt.timedelta(term["to"]) if "to" in term else None
            contact.appoint(people[name], demo.today + dt.timedelta(term["from"]), last_day)
        demo.step("Yhteystiedot")


def person(demo: Demo, first_name: str, *, picture: bool = False, **hidden: bool) -> Person:
    """Somebody of this first name, with a made-up address and number; the one who is there already.

    `picture` draws a portrait. `hidden`: hide_email, hide_phone.
    """
    known = Person.objects.filter(first_name=first_name, last_name=SURNAME).first()
    if known is not None:
        return known
    made = Person(
        first_name=first_name,
        last_name=SURNAME,
        email=f"{slugify(first_name)}.{SURNAME.lower()}@example.org",
        phone=f"013 000 {demo.random.randint(1000, 9999)}",
        **hidden,
    )
    if picture:
        title = f"{first_name} {SURNAME}"
        made.picture = demo.image(
            slugify(title), title=title, description=f"{title}, piirros", kind="portrait"
        )
    made.full_clean()
    made.save()
    return made


@part("directory", needs=["home", "contacts"])
def load_directory(demo: Demo) -> None:
    """The directory of contacts, below the province's front page."""
    demo.publish(
        demo.home(),
        ContactDirectoryPage(
            title="Yhteystiedot",
            slug="yhteystiedot",
            introduction=(
                "Kuka auttaa yhdistyksiä missäkin kunnassa ja koko maakunnassa? "
                "Rajaa luetteloa kunnan tai tehtävän mukaan."
            ),
            show_in_menus=True,
        ),
    )
    demo.step("Yhteystietosivu")
