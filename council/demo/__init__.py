"""JANE, its executive committee and groups, and one local body."""

import tomllib
from functools import cache
from pathlib import Path

from wagtail.models import Page

from cms.demo.bodies import body
from cms.demo.registry import Demo, part
from contacts.models import Contact, Organisation, OrganisationKind
from council.models import BodyContact, BodyIndexPage, BodyPage

HERE = Path(__file__).parent


@cache
def texts() -> dict:
    """The words of bodies.toml."""
    return tomllib.loads((HERE / "bodies.toml").read_text(encoding="utf-8"))


@part("bodies", needs=["home", "local-janes", "organisations", "contacts"], steps=6)
def load_bodies(demo: Demo) -> None:
    """The page of bodies with the province's, and those that local JANEs show."""
    organisations = {each.name: each for each in Organisation.objects.all()}
    index = demo.publish(demo.home(), BodyIndexPage(**texts()["index"]))
    for words in texts()["body"]:
        organisation = organisations[words["organisation"]]
        people = _people(organisations[words["people_of"]], words["people"])
        demo.step(_body(demo, index, words, organisation, people).title)
    pages = {page.municipality_code: page for page in demo.local_janes()}
    for words in texts()["local"]:
        code = words["municipality"]
        organisation = Organisation.objects.get(
            kind=OrganisationKind.LOCAL_JANE, municipality__code=code
        )
        people = _people(organisation, words["people"])
        demo.step(_body(demo, pages[code], words, organisation, people).title)


def _people(organisation: Organisation, kinds: list[str]) -> list[Contact]:
    """The organisation's roles of these kinds, in this order."""
    contacts = list(Contact.objects.filter(organisation=organisation))
    return [contact for kind in kinds for contact in contacts if contact.kind == kind]


def _body(
    demo: Demo, parent: Page, words: dict, organisation: Organisation, people: list[Contact]
) -> BodyPage:
    page = BodyPage(
        title=words["title"],
        slug=words["slug"],
        organisation=organisation,
        introduction=words["introduction"],
        body=body(words["blocks"]),
        people=[
            BodyContact(contact=contact, sort_order=number) for number, contact in enumerate(people)
        ],
    )
    return demo.publish(parent, page)
