"""Accounts that nobody has used for a year: asked, kept or closed, and opened again."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from cms import outbox, signed_links
from cms.models import OutgoingMail
from cms.worker.registry import JobRun, all_jobs
from localjane import roles
from localjane.letters import weekly_mail
from localjane.models import AccountNotice, Role, WeeklyMail
from localjane.people import idle_accounts, invitations
from tests import factories

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2027, 3, 1, 6, 15, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


def person(days=366, **fields):
    """Somebody who logged in last so many days ago."""
    user = factories.UserFactory(**fields)
    User.objects.filter(pk=user.pk).update(
        date_joined=NOW - 1000 * DAY, last_login=NOW - days * DAY
    )
    return user


def work(clock, days=0):
    """Run the job so many days after NOW."""
    clock.move_to(NOW + days * DAY)
    return idle_accounts.work_through(timezone.now())


def mails(kind=None):
    found = OutgoingMail.objects.order_by("pk")
    return list(found.filter(kind=kind) if kind else found)


def path_in(mail):
    return "/tili/sailyta/" + mail.text.split("/tili/sailyta/")[1].split()[0]


def is_open(user):
    return User.objects.get(pk=user.pk).is_active


@pytest.fixture
def jane(local_jane, other_local_jane):
    call_command("set_up_roles", verbosity=0)
    return local_jane


# --- Asking ---------------------------------------------------------------------------------------


def test_who_has_not_logged_in_for_a_year_is_asked_once_and_told_the_day(clock):
    user = person(366, email="aino@example.org")
    work(clock)
    work(clock)
    work(clock, 10)
    [mail] = mails()
    assert (mail.kind, mail.to) == ("account-asked", "aino@example.org")
    assert "31.3.2027" in mail.text
    assert "31.3.2027" in mail.html
    assert is_open(user)


def test_who_has_logged_in_within_a_year_or_is_closed_already_is_not_asked(clock):
    person(364)
    person(900, is_active=False)
    assert work(clock) == ""
    assert mails() == []


def test_who_never_logged_in_counts_from_the_day_of_her_account(clock):
    new, old = factories.UserFactory(), factories.UserFactory()
    User.objects.filter(pk=new.pk).update(date_joined=NOW - 300 * DAY, last_login=None)
    User.objects.filter(pk=old.pk).update(date_joined=NOW - 400 * DAY, last_login=None)
    work(clock)
    assert [mail.to for mail in mails()] == [old.email]


# --- Keeping --------------------------------------------------------------------------------------


def test_opening_the_link_changes_nothing_and_its_button_keeps_the_account(client, clock):
    user = person()
    work(clock)
    path = path_in(mails()[0])

    assert client.get(path).status_code == 200
    assert "31.3.2027" in client.get(path).content.decode()
    assert AccountNotice.objects.get().kept_at is None

    assert client.post(path).status_code == 200
    work(clock, 40)
    assert is_open(user)
    assert len(mails()) == 1


def test_the_button_pressed_twice_is_as_good_as_once(client, clock):
    user = person()
    work(clock)
    path = path_in(mails()[0])
    client.post(path)
    clock.move_to(NOW + 5 * DAY)
    assert client.post(path).status_code == 200
    assert AccountNotice.objects.get().kept_at == NOW
    assert is_open(user)


def test_a_year_after_she_kept_it_she_is_asked_again(client, clock):
    person()
    work(clock)
    client.post(path_in(mails()[0]))
    work(clock, 364)
    assert len(mails()) == 1
    work(clock, 366)
    assert len(mails("account-asked")) == 2


def test_a_wrong_link_one_for_something_else_and_an_old_one_are_worth_nothing(client, clock):
    person()
    work(clock)
    path = path_in(mails()[0])
    pk = str(AccountNotice.objects.get().pk)
    other = signed_links.make(weekly_mail.STOP, pk)
    for wrong in (path[:-3] + "x/", f"/tili/sailyta/{other}/"):
        assert client.post(wrong).status_code == 410
    clock.move_to(NOW + 46 * DAY)
    assert client.post(path).status_code == 410
    assert AccountNotice.objects.get().kept_at is None


def test_a_login_answers_too_and_nothing_is_kept_of_the_question(clock):
    user = person()
    work(clock)
    User.objects.filter(pk=user.pk).update(last_login=NOW + 3 * DAY)
    work(clock, 31)
    assert is_open(user)
    assert not AccountNotice.objects.exists()
    assert len(mails()) == 1


def test_what_is_known_of_her_goes_with_her_account(clock):
    user = person()
    work(clock)
    weekly_mail.choose(user, wants=True)
    user.delete()
    assert not AccountNotice.objects.exists()
    assert not WeeklyMail.objects.exists()


# --- Closing --------------------------------------------------------------------------------------


def test_without_an_answer_the_account_is_closed_on_the_day_that_was_said(client, clock):
    user = person()
    weekly_mail.choose(user, wants=True)
    work(clock)
    path = path_in(mails()[0])
    work(clock, 29)
    assert is_open(user)
    assert work(clock, 30) == "0 asked, 1 closed"
    assert not is_open(user)
    assert work(clock, 31) == ""
    assert [mail.kind for mail in mails()] == ["account-asked", "account-closed"]
    assert not WeeklyMail.objects.exists()
    # It is too late for the link.
    assert client.post(path).status_code == 410
    assert not is_open(user)


def test_her_sessions_end_and_nobody_elses(client, clock):
    user, other = person(), person(10)
    work(clock)
    clock.move_to(NOW + 30 * DAY)
    client.force_login(user)
    session = client.session
    another = type(client)()
    another.force_login(other)
    # As if she had been logged in all the time.
    User.objects.filter(pk=user.pk).update(last_login=NOW - 366 * DAY)
    work(clock, 30)
    assert not session.exists(session.session_key)
    assert another.session.exists(another.session.session_key)


def test_the_last_publisher_whose_account_is_closed_makes_staff_hear_of_it(
    clock, jane, other_local_jane
):
    staff = person(1, email="staff@example.org")
    staff.groups.add(roles.set_up_staff_group())
    both = person()
    both.groups.add(roles.groups_of(jane).publishers, roles.groups_of(other_local_jane).publishers)
    person(1).groups.add(roles.groups_of(other_local_jane).publishers)
    person().groups.add(roles.groups_of(other_local_jane).editors)
    work(clock)
    work(clock, 30)
    [mail] = mails("last-publisher")
    assert mail.to == staff.email
    assert jane.title in mail.text


def test_staff_and_superusers_are_closed_too_but_never_the_last_superuser(clock, jane):
    member = person()
    member.groups.add(roles.set_up_staff_group())
    elder = person(500, is_superuser=True)
    younger = person(400, is_superuser=True)
    work(clock)
    assert len(mails("account-asked")) == 3
    work(clock, 30)
    assert [is_open(user) for user in (member, elder, younger)] == [False, False, True]


def test_an_only_superuser_is_not_threatened(clock):
    person(is_superuser=True)
    person(is_superuser=True, is_active=False)
    work(clock)
    assert mails() == []


# --- Twice, and killed in the middle --------------------------------------------------------------


def failing_for(monkeypatch, address):
    """No mail can be posted to an address."""
    post = outbox.post

    def fail(kind, to, *args, **kwargs):
        if to == address:
            raise ZeroDivisionError
        return post(kind, to, *args, **kwargs)

    monkeypatch.setattr(outbox, "post", fail)


def test_what_fails_for_one_leaves_nothing_of_hers_and_does_the_others(clock, monkeypatch):
    first, second, third = person(), person(), person()
    with monkeypatch.context() as patch:
        failing_for(patch, second.email)
        with pytest.raises(idle_accounts.IdleAccountsFailed, match=f"account {second.pk}: Zero"):
            work(clock)
    assert [mail.to for mail in mails()] == [first.email, third.email]
    assert not AccountNotice.objects.filter(user=second).exists()
    # The next run does what is left.
    work(clock)
    assert [mail.to for mail in mails()] == [first.email, third.email, second.email]


def test_a_worker_killed_while_it_asks_or_closes_has_done_all_of_it_or_nothing(clock, monkeypatch):
    users = [person(), person(), person()]
    killed_at = users[1].email

    def killed(kind, to, *args, post=outbox.post, **kwargs):
        mail = post(kind, to, *args, **kwargs)
        if to == killed_at:
            raise KeyboardInterrupt
        return mail

    for days, kind in ((0, "account-asked"), (30, "account-closed")):
        with monkeypatch.context() as patch:
            patch.setattr(outbox, "post", killed)
            with pytest.raises(KeyboardInterrupt):
                work(clock, days)
        assert len(mails(kind)) == 1
        work(clock, days)
        assert sorted(mail.to for mail in mails(kind)) == sorted(user.email for user in users)
    assert not any(is_open(user) for user in users)


def test_the_job_is_there_and_takes_a_run(clock):
    person()
    [job] = [job for job in all_jobs() if job.name == "idle-accounts"]
    assert job.function(JobRun(now=NOW, since=NOW - DAY)) == "1 asked, 0 closed"


def test_the_job_takes_as_many_queries_for_each_account_and_none_for_others(
    clock, django_assert_max_num_queries
):
    for _number in range(20):
        person(3)
    with django_assert_max_num_queries(4):
        work(clock)
    for _number in range(10):
        person()
    # Ten times: savepoint, lock, look again, row, mail.
    with django_assert_max_num_queries(4 + 10 * 14):
        work(clock)


# --- Opening again --------------------------------------------------------------------------------


@pytest.fixture
def closed(clock, jane, other_local_jane):
    """Somebody of staff and of another local JANE, whose account was closed as unused."""
    user = person(email="aino@example.org", is_staff=True)
    user.groups.add(
        roles.set_up_staff_group(),
        roles.groups_of(jane).publishers,
        roles.groups_of(other_local_jane).publishers,
    )
    work(clock)
    work(clock, 30)
    user.refresh_from_db()
    assert not user.is_active
    return user


def accept_path(jane, email="aino@example.org"):
    link = invitations.link_of(invitations.invite(jane, email, [Role.EDITOR], None))
    return "/tili/kutsu/" + link.split("/tili/kutsu/")[1]


def test_an_invitation_opens_an_unused_account_again_with_its_own_groups_alone(
    client, clock, jane, closed
):
    path = accept_path(jane)
    assert client.get(path).status_code == 200
    assert not is_open(closed)

    assert client.post(path).status_code == 302

    closed.refresh_from_db()
    assert closed.is_active
    assert not closed.is_staff
    assert list(closed.groups.all()) == [roles.groups_of(jane).editors]
    # The link proves the address, not the password.
    assert "_auth_user_id" not in client.session
    assert client.login(email="aino@example.org", password="salasana-testiin")


def test_an_account_that_was_opened_again_has_a_year(client, clock, jane, closed):
    client.post(accept_path(jane))
    work(clock, 300)
    assert is_open(closed)
    assert len(mails("account-asked")) == 1
    work(clock, 30 + 366)
    assert len(mails("account-asked")) == 2


def test_one_whom_an_administrator_lets_in_again_is_as_she_was_and_has_a_year(clock, jane, closed):
    groups = closed.groups.count()
    User.objects.filter(pk=closed.pk).update(is_active=True)
    work(clock, 31)
    work(clock, 90)
    assert is_open(closed)
    assert closed.groups.count() == groups
    assert len(mails("account-asked")) == 1


def test_no_invitation_opens_what_a_person_has_closed_or_a_superusers_account(
    client, clock, jane, closed
):
    path = accept_path(jane)
    User.objects.filter(pk=closed.pk).update(is_superuser=True)
    client.post(path)
    assert not is_open(closed)

    User.objects.filter(pk=closed.pk).update(is_superuser=False)
    AccountNotice.objects.all().delete()
    client.post(path)
    assert not is_open(closed)
    with pytest.raises(invitations.NotYoursError):
        invitations.accept(path.split("/")[3], closed)
