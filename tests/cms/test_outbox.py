"""The outbox: posted with the transaction, sent at a pace, tried again, given up."""

import datetime as dt
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from cms import outbox
from cms.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def transport(settings):
    settings.EMAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"


def post(number=1, **options):
    to = f"lukija{number}@example.org"
    return outbox.post("last-publisher", to, "last_publisher", {"name": "Joensuu"}, **options)


def test_mail_of_what_is_rolled_back_is_never_sent():
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    assert outbox.send_due(timezone.now()) == 0


def test_sent_mail_has_both_forms_and_its_words_are_forgotten():
    row = post()
    assert outbox.send_due(timezone.now()) == 1
    [message] = mail.outbox
    assert message.to == ["lukija1@example.org"]
    assert "Joensuu" in message.body
    assert "Joensuu" in message.alternatives[0].content
    row.refresh_from_db()
    assert (row.state, row.text, row.html) == (OutgoingMail.State.SENT, "", "")
    assert outbox.send_due(timezone.now()) == 0


def test_a_key_posts_once():
    assert post(key="viikko 48").pk == post(key="viikko 48").pk


def test_mail_waits_for_its_time():
    now = timezone.now()
    post(send_after=now + dt.timedelta(hours=1))
    assert outbox.send_due(now) == 0
    assert outbox.send_due(now + dt.timedelta(hours=2)) == 1


def test_no_more_leaves_in_a_minute_than_the_pace_allows(settings):
    settings.OUTBOX_PER_MINUTE = 3
    for number in range(5):
        post(number)
    now = timezone.now()
    assert outbox.send_due(now) == 3
    assert outbox.send_due(now) == 0
    assert outbox.send_due(now + dt.timedelta(minutes=2)) == 2


def test_what_the_server_refuses_is_tried_again_after_growing_pauses_and_given_up():
    row, now = post(), timezone.now()
    with patch.object(EmailMultiAlternatives, "send", side_effect=OSError("full")):
        for attempt in range(1, outbox.MOST_ATTEMPTS + 1):
            outbox.send_due(now)
            row.refresh_from_db()
            assert row.attempts == attempt
            pause = row.send_after - now
            assert pause == outbox.FIRST_PAUSE * 4 ** (attempt - 1)
            outbox.send_due(row.send_after - dt.timedelta(seconds=1))
            row.refresh_from_db()
            assert row.attempts == attempt
            now = row.send_after
    assert row.state == OutgoingMail.State.FAILED
    assert row.last_error == "OSError: full"
    assert "Joensuu" in row.text
    outbox.try_again(row)
    assert outbox.send_due(timezone.now()) == 1


def test_a_second_worker_does_not_send_what_the_first_has_claimed():
    row, now = post(), timezone.now()
    assert outbox._claim(row.pk, now) is not None
    assert outbox._claim(row.pk, now) is None
    assert outbox.send_due(now) == 0
