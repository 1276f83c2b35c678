"""The card on top of the results when somebody's or something's very name was searched.

Only what the contacts show everybody: present holders, municipalities of today, organisations.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from cms import generations
from cms.search_text import SearchText
from cms.subsites import canonical_url, subsite_for_municipality
from contacts.models import Contact, ContactDirectoryPage, Municipality, Organisation
from search.base_forms import base_forms
from search.folding import fold

MOST_CONTACTS = 4
# Of a municipality or an organisation, so that on a phone the results are not far.
MOST_OF_A_BODY = 2
# A register's abbreviation that people leave out: "Kylien Apu ry".
LEGAL_FORMS = ("ry", "rf", "rp")


@dataclass
class Card:
    """What has the name that was searched: `heading` "" for contacts that stand by themselves."""

    heading: str = ""
    contacts: list[Contact] = field(default_factory=list)
    # What is left out of `contacts` is found there.
    directory: str = ""
    site_name: str = ""
    site: str = ""
    website: str = ""


@dataclass
class Named:
    """The rows that have a name, by their numbers."""

    name: str = ""
    contacts: list[int] = field(default_factory=list)
    municipalities: list[int] = field(default_factory=list)
    organisations: list[int] = field(default_factory=list)


def card_for(text: SearchText, request: HttpRequest) -> Card | None:
    """The card of a name, in whichever case it was typed; None if nothing public is called so."""
    known = names()
    name = next((form for form in base_forms(text.words) if form in known), None)
    if name is None:
        return None
    named = known[name]
    if named.municipalities:
        return _municipality_card(named.municipalities[0], request)
    if named.organisations:
        return _organisation_card(named.organisations[0])
    contacts = Contact.objects.filter(pk__in=named.contacts)[:MOST_CONTACTS]
    # A term may have ended since the names were read.
    shown = [each for each in contacts if _still_named(each, name)]
    return Card(contacts=shown) if shown else None


def names() -> dict[str, Named]:
    """Every public name, folded; read in a few queries and remembered until anything changes."""
    return generations.remembered("names to search", _read_names)


def _read_names() -> dict[str, Named]:
    found: dict[str, Named] = defaultdict(Named)

    def add(name: str, kind: str, pk: int) -> None:
        if folded := fold(name):
            named = found[folded]
            named.name = named.name or name
            getattr(named, kind).append(pk)

    for each in Municipality.objects.in_use():
        for name in {each.name_fi, each.name_sv}:
            add(name, "municipalities", each.pk)
    with_contacts = set()
    for contact in Contact.objects.all():
        with_contacts.add(contact.organisation_id)
        for name in _names_of(contact):
            add(name, "contacts", contact.pk)
    for each in Organisation.objects.all():
        if each.website or each.pk in with_contacts:
            for name in {each.name, _without_form(each.name)}:
                add(name, "organisations", each.pk)
    return dict(found)


def _names_of(contact: Contact) -> set[str]:
    """The role's own title in every language, and its present holders' names both ways round."""
    titles = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            titles.add(contact.shown_title)
    people = contact.present_holders
    both_ways = {f"{p.first_name} {p.last_name}" for p in people}
    return titles | both_ways | {f"{p.last_name} {p.first_name}" for p in people}


def _still_named(contact: Contact, folded: str) -> bool:
    return folded in map(fold, _names_of(contact))


def _without_form(name: str) -> str:
    first, _space, last = name.rpartition(" ")
    return first if first and last.lower() in LEGAL_FORMS else name


def _municipality_card(pk: int, request: HttpRequest) -> Card | None:
    municipality = Municipality.objects.filter(pk=pk).first()
    if municipality is None:
        return None
    card = Card(heading=municipality.name)
    card.contacts = list(Contact.objects.for_municipality(municipality)[:MOST_OF_A_BODY])
    language = translation.get_language()
    site = subsite_for_municipality(municipality.code, language)
    if site is not None:
        card.site_name, card.site = site.title, canonical_url(site, request)
    directories = ContactDirectoryPage.objects.visible().select_related("locale")
    by_language = {page.locale.language_code: page for page in directories}
    directory = by_language.get(language) or by_language.get(settings.LANGUAGE_CODE)
    if directory is not None and card.contacts:
        card.directory = f"{canonical_url(directory, request)}?kunta={municipality.slug}"
    return card


def _organisation_card(pk: int) -> Card | None:
    organisation = Organisation.objects.filter(pk=pk).first()
    if organisation is None:
        return None
    contacts = list(Contact.objects.for_organisation(organisation)[:MOST_OF_A_BODY])
    return Card(
        heading=organisation.name,
        contacts=contacts,
        website=organisation.website,
    )
