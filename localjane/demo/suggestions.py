"""A proposed change of a contact that waits for the demonstration's staff."""

from accounts.models import User
from cms.demo.registry import Demo, part
from contacts import suggestions
from contacts.models import Contact, ContactKind, ContactSuggestion
from contacts.suggestion_values import only_term, values_of

WRITER = "muokkaaja@example.org"
NEW_PHONE = "013 000 0167"
NOTE = "Soitin vanhaan numeroon, eikä se ollut enää käytössä. Mikko kertoi uuden."


@part("contact-suggestion", needs=["users", "contacts"])
def load_suggestion(demo: Demo) -> None:
    """Joensuu's editor tells of the wellbeing coordinator's new phone number, once."""
    writer = User.objects.filter(email=WRITER).first()
    contacts = Contact.objects.filter(municipality__code="167")
    contact = contacts.of_kinds(ContactKind.WELLBEING_COORDINATOR).first()
    term = contact and only_term(contact)
    if writer and term and not ContactSuggestion.objects.filter(writer=writer).exists():
        seen = values_of(contact, term)
        suggestions.propose(
            contact,
            writer,
            term=term,
            seen=seen,
            wanted={**seen, "holder_phone": NEW_PHONE},
            note=NOTE,
        )
    demo.step("Ehdotettu muutos")
