from contacts.models.contacts import Appointment, Contact, ContactKind, Person
from contacts.models.pages import ContactDirectoryPage
from contacts.models.places import Municipality, Organisation, OrganisationKind, Region

__all__ = [
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
