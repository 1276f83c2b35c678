"""The page of all local JANEs, and the five with sites of their own."""

import tomllib
from functools import cache
from pathlib import Path

from wagtail.models import Page

from cms.demo.bodies import body
from cms.demo.registry import Demo, check_content, part
from cms.models import DocumentsPage, PageDocument, StandardPage
from contacts.models import Contact, ContactKind, Municipality, Organisation, OrganisationKind
from localjane import roles
from localjane.demo.measuring import load_more
from localjane.models import (
    LocalJaneContact,
    LocalJaneIndexPage,
    LocalJanePage,
    LocalJaneSpace,
    SocialLink,
)

HERE = Path(__file__).parent
# Whom a local JANE's footer names, if the role is there.
FOOTER_KINDS = (ContactKind.CHAIR, ContactKind.SECRETARY, ContactKind.ASSOCIATION_AGENT)


@cache
def texts(name: str) -> dict:
    """The words of a TOML file beside this module."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@part(
    "local-janes",
    needs=["home", "municipalities", "organisations", "contacts"],
    steps=40,
)
def load_local_janes(demo: Demo) -> None:
    """The index page, the five local JANEs with their pages, and more of them at a scale."""
    index = demo.publish(demo.home(), LocalJaneIndexPage(**texts("texts")["index"]))
    for words in texts("texts")["local_jane"]:
        LocalJaneMaker(demo, words).make(index)
    load_more(demo, index)


class LocalJaneMaker:
    """Makes one local JANE's site out of its words."""

    def __init__(self, demo: Demo, words: dict):
        self.demo, self.words = demo, words
        self.municipality = Municipality.objects.get(code=words["municipality"])

    def make(self, index: Page) -> Page:
        """Publish the front page below the index, then the pages below it, then its content."""
        words = self.words
        known = index.get_children().filter(slug=words["slug"]).first()
        page = known.specific if known else self.demo.publish(index, self._front_page())
        if known is None:
            # Its files go to its own collection, which comes with its groups.
            roles.set_up_local_groups(page)
        space = LocalJaneSpace.objects.filter(local_jane=page.translation_key).first()
        self.collection = space and space.collection
        chosen = self._chosen()
        for each in words.get("pages", []):
            chosen[each["slug"]] = self._text_page(page, each, chosen)
        self._documents_page(page, chosen)
        if known is None:
            self._fill(page, chosen)
        self.demo.step(page.title)
        return page

    def _fill(self, page: LocalJanePage, chosen: dict) -> None:
        """Pictures, and content that links to the pages below: they had to be there first."""
        words = self.words
        page.image = self._picture(words["picture"]) if "picture" in words else None
        page.logo = self._picture({"kind": "logo", **words["logo"]}) if "logo" in words else None
        page.body = body(words.get("blocks", []), chosen)
        check_content(page)
        page.save_revision(log_action=False).publish()

    def _front_page(self) -> LocalJanePage:
        words = self.words
        roles = Contact.objects.filter(municipality=self.municipality, kind__in=FOOTER_KINDS)
        return LocalJanePage(
            title=words["title"],
            slug=words["slug"],
            accent=words["accent"],
            introduction=words["introduction"],
            municipality=self.municipality,
            organisation=organisation_of(self.municipality, words["title"]),
            social_links=[
                SocialLink(sort_order=number, **link)
                for number, link in enumerate(words.get("social_links", []))
            ],
            people=[
                LocalJaneContact(sort_order=number, contact=contact)
                for number, contact in enumerate(roles.order_by("pk"))
            ],
        )

    def _picture(self, words: dict):
        image = self.demo.image(**words, collection=self.collection)
        self.demo.step(image.title)
        return image

    def _chosen(self) -> dict:
        """What the content of the pages chooses: pictures, documents, the association agent."""
        chosen = {each["name"]: self._picture(each) for each in self.words.get("pictures", [])}
        for each in self.words.get("documents", []):
            chosen[each["name"]] = self.demo.document(
                each["name"],
                title=each["title"],
                date=each["date"],
                paragraphs=[tuple(p) if isinstance(p, list) else p for p in each["paragraphs"]],
                collection=self.collection,
                cover=self.municipality.code if each.get("has_cover") else "",
            )
            self.demo.step(each["title"])
        agents = Contact.objects.filter(
            municipality=self.municipality, kind=ContactKind.ASSOCIATION_AGENT
        )
        agent = agents.order_by("pk").first()
        return {**chosen, "agentti": agent} if agent else chosen

    def _text_page(self, parent: Page, words: dict, chosen: dict) -> Page:
        page = StandardPage(
            title=words["title"],
            slug=words["slug"],
            introduction=words["introduction"],
            body=body(words["blocks"], chosen),
        )
        page = self.demo.publish(parent, page)
        self.demo.step(page.title)
        return page

    def _documents_page(self, parent: Page, chosen: dict) -> None:
        if "documents_page" not in self.words:
            return
        listed = [
            PageDocument(
                document=chosen[each["name"]], description=each["description"], sort_order=number
            )
            for number, each in enumerate(self.words["documents"])
        ]
        page = DocumentsPage(**self.words["documents_page"], page_documents=listed)
        self.demo.publish(parent, page)


def organisation_of(municipality: Municipality, name: str) -> Organisation:
    """The local JANE as an organisation; made if the municipality has none yet."""
    of_the_kind = Organisation.objects.filter(
        municipality=municipality, kind=OrganisationKind.LOCAL_JANE
    )
    return of_the_kind.order_by("pk").first() or Organisation.objects.create(
        name=name, municipality=municipality, kind=OrganisationKind.LOCAL_JANE
    )
