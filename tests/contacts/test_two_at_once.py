"""Two people who fill a role at the same moment: one of them is told."""

import datetime as dt
import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from contacts.models import Appointment, Contact, ContactKind
from tests.factories import ContactFactory, PersonFactory

pytestmark = pytest.mark.database


@pytest.mark.django_db(transaction=True)
def test_of_two_appointments_at_once_one_is_refused(monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one transaction write at a time; PostgreSQL needs the row lock.")
    pk = ContactFactory(kind=ContactKind.CHAIR).pk
    people = [PersonFactory(), PersonFactory()]
    both_ready = threading.Barrier(2, timeout=10)
    outcomes = []
    clean = Appointment.full_clean

    def clean_slowly(term, *args, **kwargs):
        clean(term, *args, **kwargs)
        time.sleep(0.3)

    def appoint(person):
        try:
            contact = Contact.objects.get(pk=pk)
            both_ready.wait()
            contact.appoint(person, dt.date(2026, 1, 1))
            outcomes.append("appointed")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connection.close()

    monkeypatch.setattr(Appointment, "full_clean", clean_slowly)
    threads = [threading.Thread(target=appoint, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcomes) == ["appointed", "refused"]
    assert Appointment.objects.count() == 1
