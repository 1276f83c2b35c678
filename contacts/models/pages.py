"""The directory of contacts."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.filters import Filter, link_filter
from cms.models import ListPage
from contacts.models.contacts import Contact, ContactKind
from contacts.municipality_filter import MunicipalityChoices

# What stands in the address for the contacts of no single municipality.
PROVINCE = "maakunta"


@dataclass(frozen=True)
class Section:
    """A heading of the directory, the name of its place in the page, and the contacts below it."""

    heading: str
    anchor: str
    contacts: list[Contact]


class ContactDirectoryPage(ListPage):
    """Who is who in the whole province, by municipality and by kind of role."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("The contacts of the whole province, by municipality and role.")

    class Meta:
        verbose_name = _("contact directory")
        verbose_name_plural = _("contact directories")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        contacts = list(Contact.objects.all())
        context["filters"] = filters = self.filters(request, contacts)
        context["sections"] = self.sections(contacts, *filters)
        return context

    def filters(self, request: HttpRequest, contacts: list[Contact]) -> tuple[Filter, Filter]:
        """By municipality (every one of the province) and by kind (those that there are)."""
        places = [(PROVINCE, _("The whole province"))]
        municipalities = MunicipalityChoices.read()
        places += municipalities.options
        used = {contact.kind for contact in contacts}
        kinds = [(value, label) for value, label in ContactKind.choices if value in used]
        return (
            link_filter(
                request,
                "kunta",
                gettext("Municipality"),
                places,
                gettext("All municipalities"),
                municipalities.formerly,
            ),
            link_filter(request, "laji", gettext("Role"), kinds, gettext("All roles")),
        )

    def sections(self, contacts: list[Contact], place: Filter, kind: Filter) -> list[Section]:
        """What the filters leave, in the contacts' own order: the province, then municipalities."""
        sections: dict[str, Section] = {}
        for contact in contacts:
            municipality = contact.municipality
            anchor = municipality.slug if municipality else PROVINCE
            if place.value not in {"", anchor} or kind.value not in {"", contact.kind}:
                continue
            heading = municipality.name if municipality else gettext("The whole province")
            section = sections.setdefault(anchor, Section(heading, anchor, []))
            section.contacts.append(contact)
        return list(sections.values())
