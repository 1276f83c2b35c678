from contacts.models.contacts import SHARED_KINDS, Appointment, Contact, ContactKind
from contacts.models.pages import ContactDirectoryPage
from contacts.models.people import Person
from contacts.models.places import Municipality, Organisation, OrganisationKind, Region
from contacts.models.suggestions import ContactSuggestion

__all__ = [
    "SHARED_KINDS",
    "Appointment",
    "Contact",
    "ContactDirectoryPage",
    "ContactKind",
    "ContactSuggestion",
    "Municipality",
    "Organisation",
    "OrganisationKind",
    "Person",
    "Region",
]
