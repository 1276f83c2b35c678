from contacts.models.contacts import SHARED_KINDS, Appointment, Contact, ContactKind
from contacts.models.pages import ContactDirectoryPage
from contacts.models.people import Person
from contacts.models.places import Municipality, Organisation, OrganisationKind, Region

__all__ = [
    "SHARED_KINDS",
    "Appointment",
    "Contact",
    "ContactDirectoryPage",
    "ContactKind",
    "Municipality",
    "Organisation",
    "OrganisationKind",
    "Person",
    "Region",
]
