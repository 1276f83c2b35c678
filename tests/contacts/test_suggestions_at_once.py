"""Two of the staff who decide on one proposal at the same moment: one of them is told."""

import threading
import time

import pytest
from django.db import connection

from cms.models import OutgoingMail
from contacts import suggestions
from contacts.models import Contact, ContactSuggestion, Person
from contacts.suggestion_values import values_of
from contacts.suggestions import NEW, Acceptance
from tests.factories import ContactFactory, UserFactory

pytestmark = pytest.mark.database


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second", ["accept", "decline", "withdraw"])
def test_of_two_decisions_at_once_one_is_refused(monkeypatch, second):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one transaction write at a time; PostgreSQL needs the row lock.")
    contact, staff = ContactFactory(), UserFactory()
    seen = values_of(contact, None)
    names = {"holder_first_name": "Onni", "holder_last_name": "Uusi"}
    made = suggestions.propose(
        contact, UserFactory(), term=None, seen=seen, wanted={**seen, **names}
    )
    both_ready = threading.Barrier(2, timeout=10)
    outcomes = []
    settle = suggestions._settle

    def settle_slowly(*args, **kwargs):
        time.sleep(0.3)
        settle(*args, **kwargs)

    def decide(how):
        try:
            proposal = ContactSuggestion.objects.get(pk=made.pk)
            both_ready.wait()
            if how == "accept":
                suggestions.accept(proposal, staff, Acceptance(holder=NEW))
            elif how == "decline":
                suggestions.decline(proposal, staff)
            else:
                suggestions.withdraw(proposal)
            outcomes.append("done")
        except suggestions.AlreadyDecidedError:
            outcomes.append("refused")
        finally:
            connection.close()

    monkeypatch.setattr(suggestions, "_settle", settle_slowly)
    threads = [threading.Thread(target=decide, args=[how]) for how in ("accept", second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert sorted(outcomes) == ["done", "refused"]
    holders = len(Contact.objects.get(pk=contact.pk).present_holders)
    is_accepted = ContactSuggestion.objects.get().state == "accepted"
    assert holders == Person.objects.count() == int(is_accepted)
    assert OutgoingMail.objects.count() == (
        0 if ContactSuggestion.objects.get().state == "withdrawn" else 1
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_once_one_proposal_is_kept():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one transaction write at a time; PostgreSQL needs the row lock.")
    contact, writer = ContactFactory(), UserFactory()
    seen = values_of(contact, None)
    both_ready = threading.Barrier(2, timeout=10)
    outcomes = []

    def press():
        try:
            both_ready.wait()
            wanted = {**seen, "phone": "013 000 1111"}
            suggestions.propose(contact, writer, term=None, seen=seen, wanted=wanted)
            outcomes.append("kept")
        except suggestions.AlreadyProposedError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert sorted(outcomes) == ["kept", "refused"]
