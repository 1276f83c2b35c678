"""Both projects of the demonstration."""

import tomllib
from pathlib import Path

from cms.dates import day_bounds
from cms.demo.bodies import body
from cms.demo.registry import Demo, part
from contacts.models import Contact, Organisation
from projects.models import ProjectAim, ProjectContact, ProjectIndexPage, ProjectPage

TEXTS = Path(__file__).parent / "projects.toml"


@part("projects", needs=["home", "organisations", "contacts"], steps=3)
def load_projects(demo: Demo) -> None:
    """The list of projects, and the two that the council has had."""
    words = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    index = demo.publish(demo.home(), ProjectIndexPage(**words["index"]))
    demo.step(index.title)
    for facts in words["project"]:
        page = demo.publish(index, _project(**facts), at=day_bounds(facts["starts_on"])[0])
        demo.step(page.title)


def _project(*, administrator, funders, aims, people, blocks, **words) -> ProjectPage:
    page = ProjectPage(administrator=_organisation(administrator), body=body(blocks), **words)
    page.funders = [_organisation(name) for name in funders]
    page.aims = [ProjectAim(text=text) for text in aims]
    # The province's own holders of these roles answer for projects that have ended, too.
    province = Contact.objects.for_province()
    found = [province.of_kinds(kind).first() for kind in people]
    page.people = [ProjectContact(contact=contact) for contact in found if contact]
    return page


def _organisation(name: str) -> Organisation:
    return Organisation.objects.get_or_create(name=name)[0]
