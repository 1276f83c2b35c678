"""The outbox: nothing is sent of what was rolled back, nothing twice, nothing too fast."""

import datetime as dt
from functools import partial
from itertools import pairwise

import pytest
import time_machine
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from cms import outbox, schedule
from cms.models import OutgoingMail
from cms.worker.registry import JobRun, all_jobs

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 3, 28, 12, tzinfo=dt.UTC)
State = OutgoingMail.State


@pytest.fixture
def clock():
    """A time that moves only when the test moves it."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def mail_server(monkeypatch):
    """A mail server that can be made to refuse: addresses in `refused`, or all of them."""
    refused = set()
    send = EmailBackend.send_messages

    def send_or_refuse(self, messages):
        for message in messages:
            if "*" in refused or refused & set(message.to):
                raise OSError("the server says no")
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_or_refuse)
    return refused


def post(to="aino@example.org", kind="invitation", **more):
    words = {"subject": "Kutsu", "text": "Tervetuloa!\n", "html": "<p>Tervetuloa!</p>", **more}
    return outbox.post_words(kind, to, **words)


def send():
    return outbox.send_due(timezone.now())


def addresses(mailoutbox):
    return [address for message in mailoutbox for address in message.to]


# --- Posting --------------------------------------------------------------------------------------


def test_a_mail_is_drawn_when_posted_and_leaves_with_the_worker(tmp_path, settings, mailoutbox):
    folder = tmp_path / "emails"
    folder.mkdir()
    (folder / "test_subject.txt").write_text("{% load i18n %}\n Moi {{ name }}\n", "utf-8")
    (folder / "test.txt").write_text("{{ name }}: {{ site_url }}/\n\n", "utf-8")
    html = "<style>p { color: red }</style><p>{{ name }}</p>"
    (folder / "test.html").write_text(html, "utf-8")
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]

    outbox.post(
        "greeting", "aino@example.org", "test", {"name": "Aino"}, headers={"X-Reason": "kutsu"}
    )

    assert mailoutbox == []
    assert send() == 1
    [message] = mailoutbox
    assert message.to == ["aino@example.org"]
    assert message.subject == "Moi Aino"
    assert message.body == f"Aino: {settings.SITE_URL}/\n"
    assert message.from_email == settings.DEFAULT_FROM_EMAIL
    assert message.extra_headers == {"X-Reason": "kutsu"}
    [alternative] = message.alternatives
    assert alternative.mimetype == "text/html"
    assert '<p style="color: red;">Aino</p>' in alternative.content


def test_a_mail_is_in_the_language_it_is_asked_for(monkeypatch):
    monkeypatch.setattr(outbox, "render_to_string", lambda name, words: f"{get_language()} {name}")
    post_one = partial(outbox.post, "greeting", "aino@example.org", "test", {})
    assert post_one().text == "fi emails/test.txt\n"
    assert post_one(language="sv").text == "sv emails/test.txt\n"


def test_nothing_is_left_of_a_mail_whose_transaction_was_rolled_back(mailoutbox):
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    assert send() == 0
    assert mailoutbox == []
    assert not OutgoingMail.objects.exists()


def test_a_key_makes_posting_it_twice_harmless(mailoutbox):
    first = post(key="weekly-2026-13-7", text="Ensimmäinen\n")
    second = post(key="weekly-2026-13-7", text="Toinen\n")
    assert second.pk == first.pk
    send()
    # Nor does it come again once it has been sent.
    post(key="weekly-2026-13-7")
    send()
    assert [message.body for message in mailoutbox] == ["Ensimmäinen\n"]


def test_mail_without_a_key_is_sent_each_time(mailoutbox):
    post()
    post()
    assert send() == 2


def test_a_mail_for_later_stays_until_then(clock, mailoutbox):
    post(send_after=NOON + dt.timedelta(hours=1))
    assert send() == 0
    clock.shift(dt.timedelta(hours=1))
    assert send() == 1


def test_a_mail_without_html_has_no_empty_part(mailoutbox):
    post(html="")
    send()
    assert mailoutbox[0].alternatives == []


# --- Pacing ---------------------------------------------------------------------------------------


def test_all_kinds_together_keep_the_pace(clock, settings, mailoutbox):
    settings.OUTBOX_PER_MINUTE = 3
    for number in range(4):
        post(f"a{number}@example.org", kind="invitation")
        post(f"b{number}@example.org", kind="weekly")
    assert (send(), send()) == (3, 0)
    clock.shift(dt.timedelta(seconds=59))
    assert send() == 0
    clock.shift(dt.timedelta(seconds=2))
    assert send() == 3
    clock.shift(dt.timedelta(seconds=61))
    assert send() == 2
    assert len(set(addresses(mailoutbox))) == 8


def test_mail_that_somebody_waits_for_goes_before_the_rest(clock, settings, mailoutbox):
    settings.OUTBOX_PER_MINUTE = 2
    for number in range(3):
        post(f"viikko{number}@example.org", kind="weekly")
    post("salasana@example.org", kind=outbox.ACCOUNT)
    send()
    assert addresses(mailoutbox) == ["salasana@example.org", "viikko0@example.org"]


# --- Failing --------------------------------------------------------------------------------------


def test_a_mail_is_tried_again_after_growing_pauses_and_then_given_up(clock, mail_server):
    mail_server.add("*")
    post()
    tried = []
    while OutgoingMail.objects.filter(state=State.WAITING).exists():
        before = OutgoingMail.objects.get().attempts
        assert send() == 0
        if OutgoingMail.objects.get().attempts > before:
            tried.append(round((timezone.now() - NOON).total_seconds() / 60))
        clock.shift(dt.timedelta(minutes=1))
    pauses = [after - before for before, after in pairwise(tried)]
    assert pauses == [2, 8, 32, 128, 512]
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts) == (State.FAILED, outbox.MOST_ATTEMPTS)
    assert mail.last_error == "OSError: the server says no"
    clock.shift(dt.timedelta(days=3))
    send()
    assert OutgoingMail.objects.get().attempts == outbox.MOST_ATTEMPTS


def test_a_mail_that_failed_once_is_sent_when_the_server_is_back(clock, mail_server, mailoutbox):
    mail_server.add("*")
    post()
    send()
    mail_server.clear()
    assert send() == 0
    clock.shift(outbox.FIRST_PAUSE)
    assert send() == 1
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.last_error, mail.sent_at) == (State.SENT, "", timezone.now())


def test_one_address_that_is_refused_does_not_hold_up_the_others(clock, mail_server, mailoutbox):
    mail_server.add("ei@example.org")
    for to in ["ei@example.org", "aino@example.org", "onni@example.org"]:
        post(to)
    send()
    send()
    assert addresses(mailoutbox) == ["aino@example.org", "onni@example.org"]


def test_a_server_in_trouble_is_asked_once_a_round(clock, mail_server):
    mail_server.add("*")
    for _number in range(5):
        post()
    send()
    assert OutgoingMail.objects.filter(attempts__gt=0).count() == 1


def test_neither_address_nor_words_go_to_the_log(mail_server, caplog):
    mail_server.add("*")
    post(subject="Salainen asia")
    send()
    assert "OSError" in caplog.text
    assert "aino@example.org" not in caplog.text
    assert "Salainen" not in caplog.text


def test_what_was_given_up_is_sent_when_staff_ask_and_once(clock, mailoutbox):
    mail = post()
    OutgoingMail.objects.update(state=State.FAILED, attempts=6, last_error="OSError")
    clock.shift(dt.timedelta(days=2))
    assert outbox.try_again(mail)
    assert not outbox.try_again(mail)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error) == (State.WAITING, 0, "")
    assert send() == 1
    assert not outbox.try_again(mail)
    assert send() == 0


# --- Several workers ------------------------------------------------------------------------------


def test_a_second_worker_sends_nothing_that_the_first_is_sending(clock, monkeypatch, mailoutbox):
    send_one = outbox._send
    in_the_middle = []

    def meanwhile(mail):
        if not in_the_middle:
            in_the_middle.append(mail.pk)
            assert send() == 1
        return send_one(mail)

    monkeypatch.setattr(outbox, "_send", meanwhile)
    post("aino@example.org")
    post("onni@example.org")
    # The second worker took Onni's while the first one had Aino's at hand.
    assert send() == 1
    assert sorted(addresses(mailoutbox)) == ["aino@example.org", "onni@example.org"]


def test_a_mail_whose_worker_was_killed_is_sent_by_another_after_a_pause(clock, mailoutbox):
    mail = post()
    outbox._claim(mail.pk, timezone.now())
    assert send() == 0
    clock.shift(outbox.FIRST_PAUSE)
    assert send() == 1


def test_a_silent_mail_server_is_given_up_before_the_mail_falls_due_again(settings):
    assert outbox.FIRST_PAUSE.total_seconds() > settings.EMAIL_TIMEOUT


# --- What is kept ---------------------------------------------------------------------------------


def test_the_words_are_forgotten_once_sent(mailoutbox):
    post(headers={"List-Unsubscribe": "<https://jane.example.org/lopeta/salaisuus/>"})
    send()
    mail = OutgoingMail.objects.get()
    assert (mail.text, mail.html, mail.headers) == ("", "", {})
    assert mailoutbox[0].body == "Tervetuloa!\n"


def test_the_words_are_kept_while_it_may_still_be_sent(mail_server):
    mail_server.add("*")
    post()
    send()
    assert OutgoingMail.objects.get().text == "Tervetuloa!\n"


def test_the_outbox_is_the_workers_work():
    jobs = {job.name: job for job in all_jobs()}
    assert jobs["send-mail"].every <= dt.timedelta(seconds=10)
    assert jobs["clear-mail"].at == dt.time(2, 40)


def test_the_periodic_job_sends_what_is_due(mailoutbox):
    post()
    run = JobRun(now=timezone.now(), since=timezone.now())
    assert schedule.send_mail(run) == "1 sent"
    assert schedule.send_mail(run) == ""


def test_what_is_settled_is_kept_for_three_months(clock):
    for state in State:
        for days in (89, 91):
            post(f"{state}{days}@example.org")
            OutgoingMail.objects.filter(to=f"{state}{days}@example.org").update(
                state=state, posted_at=NOON - dt.timedelta(days=days)
            )
    schedule.clear_mail(JobRun(now=NOON, since=NOON))
    left = set(OutgoingMail.objects.values_list("to", flat=True))
    names = {"waiting89", "waiting91", "sent89", "failed89"}
    assert left == {f"{name}@example.org" for name in names}
