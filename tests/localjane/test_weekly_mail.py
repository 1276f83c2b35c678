"""The mail on Mondays: who gets it, when, what is in it, and how it is stopped."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core import mail as django_mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cms import generations, outbox, signed_links
from cms.dates import helsinki_today
from cms.models import OutgoingMail
from cms.worker.registry import JobRun, all_jobs
from localjane import roles
from localjane.letters import weekly_mail
from localjane.letters.screens import WeeklyMailPanel
from localjane.models import LocalJaneState, WeeklyMail
from localjane.people import idle_accounts
from tests import factories

pytestmark = pytest.mark.django_db
HELSINKI = ZoneInfo("Europe/Helsinki")
MONDAY = dt.datetime(2027, 3, 1, 7, 0, 1, tzinfo=HELSINKI)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def groups(local_jane, other_local_jane):
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


def subscriber(*groups, **fields):
    user = factories.UserFactory(**fields)
    user.groups.add(*groups)
    weekly_mail.choose(user, wants=True)
    return user


def overdue(page, title="Tilat", days=5):
    """A page whose day of checking has passed."""
    return factories.StandardPageFactory(
        parent=page, title=title, slug=title.lower(), review_date=helsinki_today() - days * DAY
    )


def send(now=MONDAY):
    """What the job does at a moment, when it last ran a day before."""
    return weekly_mail.send(now - DAY, now)


def mails():
    return list(OutgoingMail.objects.filter(kind="weekly-mail").order_by("pk"))


# --- What is in it --------------------------------------------------------------------------------


def test_it_has_the_three_heaviest_things_to_do(groups, local_jane):
    subscriber(groups.editors, email="aino@example.org")
    for number in range(4):
        overdue(local_jane, f"Sivu{number}", days=10 - number)
    calendar = factories.CalendarPageFactory(parent=local_jane)
    factories.EventPageFactory(
        parent=calendar, title="Talkoot", place="", starts_at=timezone.now() + 3 * DAY
    )
    assert send() == "1 posted"
    [mail] = mails()
    assert mail.to == "aino@example.org"
    for body in (mail.text, mail.html):
        places = [body.find(word) for word in ("Talkoot", "Sivu0", "Sivu1")]
        assert -1 not in places
        assert places == sorted(places)
        assert "Sivu2" not in body


def test_each_link_opens_the_very_field_for_one_who_is_logged_in_and_after_the_login(
    client, groups, local_jane
):
    user = subscriber(groups.editors)
    page = overdue(local_jane)
    send()
    field = reverse("wagtailadmin_pages:edit", args=[page.pk]) + "#id_review_date"
    link = next(word for word in mails()[0].text.split() if "next=" in word)
    assert link.startswith(settings.SITE_URL + "/")
    path = link.removeprefix(settings.SITE_URL)

    form = client.get(path)
    assert form.status_code == 200
    assert parse_qs(urlsplit(path).query) == {"next": [field]}
    login = {"login": user.email, "password": "salasana-testiin", "next": field}
    assert f'value="{field}"' in form.content.decode()
    assert client.post(urlsplit(path).path, login).url == field

    client.force_login(user)
    assert client.get(path).url == field
    assert client.get(field).status_code == 200


def test_who_works_for_several_local_janes_sees_of_which_each_is(
    groups, local_jane, other_local_jane
):
    subscriber(groups.editors, roles.groups_of(other_local_jane).publishers)
    one = subscriber(groups.editors)
    overdue(local_jane)
    overdue(other_local_jane, "Talo")
    send()
    several, single = mails()
    assert f"{local_jane.title}: " in several.text
    assert f"{other_local_jane.title}: " in several.text
    assert several.html.count("<strong") == 2
    assert single.to == one.email
    assert local_jane.title not in single.text
    assert "Talo" not in single.text


def test_nothing_is_sent_where_nothing_is_to_be_done(groups, local_jane, other_local_jane):
    subscriber(groups.editors)
    overdue(other_local_jane)
    assert send() == ""
    assert mails() == []


def test_who_has_left_her_local_jane_or_was_closed_or_never_chose_it_gets_nothing(
    groups, local_jane
):
    overdue(local_jane)
    subscriber(groups.editors).groups.clear()
    subscriber(groups.editors, is_active=False)
    factories.UserFactory().groups.add(groups.editors)
    assert send() == ""


def test_an_archived_site_asks_for_nothing(groups, local_jane):
    subscriber(groups.editors)
    overdue(local_jane)
    state = LocalJaneState.objects.made_for(local_jane)
    state.archived_on = helsinki_today()
    state.save()
    assert send() == ""


# --- When -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "hour_in_utc"),
    # Before and after summer time begins and ends.
    [("2027-03-22", 5), ("2027-03-29", 4), ("2027-10-25", 4), ("2027-11-01", 5)],
)
def test_it_is_sent_at_seven_in_helsinki_whatever_the_season(day, hour_in_utc):
    monday = dt.date.fromisoformat(day)
    hour = dt.datetime.combine(monday, dt.time(hour_in_utc), tzinfo=dt.UTC)
    assert weekly_mail.monday_before(hour) == (monday, hour)
    before = weekly_mail.monday_before(hour - dt.timedelta(seconds=1))
    assert before[0] == monday - 7 * DAY
    assert weekly_mail.monday_before(hour + 6 * DAY)[0] == monday


def test_the_job_sends_on_mondays_alone_and_once_a_week(groups, local_jane):
    subscriber(groups.editors)
    overdue(local_jane)
    [job] = [job for job in all_jobs() if job.name == "weekly-mail"]
    sent = []
    for number in range(-1, 14):
        now = MONDAY + number * DAY
        if job.function(JobRun(now=now, since=now - DAY)):
            sent.append(now.strftime("%a"))
            # Once more at the same time, as after a worker's death.
            assert job.function(JobRun(now=now, since=now - DAY)) == ""
    assert sent == ["Mon", "Mon"]
    assert len(mails()) == 2


def test_a_mail_that_no_worker_sent_on_monday_is_sent_on_the_next_day_but_not_after_days(
    groups, local_jane
):
    subscriber(groups.editors)
    overdue(local_jane)
    sunday = MONDAY - DAY
    assert weekly_mail.send(sunday, MONDAY + 3 * DAY) == ""
    assert weekly_mail.send(sunday, MONDAY + DAY) == "1 posted"
    assert weekly_mail.send(sunday, MONDAY + DAY) == ""


def test_a_worker_killed_in_the_middle_leaves_nobody_with_two_mails_or_none(
    groups, local_jane, monkeypatch
):
    users = [subscriber(groups.editors) for _number in range(3)]
    overdue(local_jane)

    def killed(kind, to, *args, post=outbox.post, **kwargs):
        mail = post(kind, to, *args, **kwargs)
        if to == users[1].email:
            raise KeyboardInterrupt
        return mail

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "post", killed)
        with pytest.raises(KeyboardInterrupt):
            send()
    assert [mail.to for mail in mails()] == [users[0].email]
    assert send() == "2 posted"
    assert [mail.to for mail in mails()] == [user.email for user in users]


def test_what_fails_for_one_stops_no_other_and_is_tried_again(groups, local_jane, monkeypatch):
    users = [subscriber(groups.editors) for _number in range(2)]
    overdue(local_jane)

    def failing(user, tasks=weekly_mail.first_tasks):
        if user == users[0]:
            raise ZeroDivisionError
        return tasks(user)

    with monkeypatch.context() as patch:
        patch.setattr(weekly_mail, "first_tasks", failing)
        with pytest.raises(weekly_mail.WeeklyMailFailed, match=f"account {users[0].pk}: Zero"):
            send()
    assert [mail.to for mail in mails()] == [users[1].email]
    # The clock keeps `since` when a run failed.
    weekly_mail.send(MONDAY - DAY, MONDAY + DAY)
    assert [mail.to for mail in mails()] == [users[1].email, users[0].email]


def test_each_persons_mail_takes_as_many_queries_however_much_there_is(
    groups, local_jane, other_local_jane, clock
):
    def queries_of(week):
        now = MONDAY + 7 * week * DAY
        clock.move_to(now)
        generations.forget()
        with CaptureQueriesContext(connection) as captured:
            send(now)
        return len(captured)

    first = subscriber(groups.editors)
    overdue(local_jane)
    queries_of(0)
    one = queries_of(1)
    for number in range(5):
        overdue(local_jane, f"Sivu{number}")
        overdue(other_local_jane, f"Talo{number}")
    first.groups.add(roles.groups_of(other_local_jane).editors)
    assert queries_of(2) == one
    for _number in range(4):
        subscriber(groups.editors, roles.groups_of(other_local_jane).editors)
    assert queries_of(3) <= one + 4 * (one - 1)


# --- Choosing it ----------------------------------------------------------------------------------


def account_form(client, **fields):
    """What the account's screen posts as it is drawn, with these fields instead of its own."""
    panels_by_tab = client.get(reverse("wagtailadmin_account")).context["panels_by_tab"]
    panels = [panel for panels in panels_by_tab.values() for panel in panels]
    bound = [field for panel in panels for field in panel.get_form()]
    ours = WeeklyMailPanel.name
    drawn = {field.html_name: field.value() for field in bound if field.form.prefix != ours}
    return {**{name: value for name, value in drawn.items() if value}, **fields}


@pytest.mark.parametrize("role", ["editors", "publishers"])
def test_somebody_of_a_local_jane_chooses_it_among_the_settings_of_her_account(
    client, groups, role
):
    user = factories.UserFactory()
    user.groups.add(getattr(groups, role))
    client.force_login(user)
    url = reverse("wagtailadmin_account")
    assert 'name="weekly_mail-wants"' in client.get(url).content.decode()
    assert not WeeklyMail.objects.exists()

    assert client.post(url, account_form(client, **{"weekly_mail-wants": "on"})).status_code == 302
    chosen = WeeklyMail.objects.get()
    assert chosen.user == user
    client.post(url, account_form(client, **{"weekly_mail-wants": "on"}))
    assert WeeklyMail.objects.get() == chosen

    client.post(url, account_form(client))
    assert not WeeklyMail.objects.exists()


def test_others_are_not_asked_and_cannot_choose_it(client, groups):
    user = factories.UserFactory()
    user.groups.add(roles.set_up_staff_group())
    client.force_login(user)
    url = reverse("wagtailadmin_account")
    assert "weekly_mail" not in client.get(url).content.decode()
    client.post(url, account_form(client, **{"weekly_mail-wants": "on"}))
    assert not WeeklyMail.objects.exists()
    client.logout()
    assert client.get(url).url.startswith("/tili/")


def test_her_home_in_the_admin_leads_to_the_choice(client, groups):
    user = factories.UserFactory()
    user.groups.add(groups.editors)
    client.force_login(user)
    address = reverse("wagtailadmin_account") + "#tab-notifications"
    assert f'href="{address}"' in client.get(reverse("wagtailadmin_home")).content.decode()
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert 'id="tab-notifications"' in page


# --- Stopping it ----------------------------------------------------------------------------------


@pytest.fixture
def stop_path(groups, local_jane):
    """The path of the link that stops the mail of a subscriber."""
    subscriber(groups.editors, email="aino@example.org")
    overdue(local_jane)
    send()
    [mail] = mails()
    url = mail.headers["List-Unsubscribe"].strip("<>")
    assert url.startswith(f"{settings.SITE_URL}/tili/")
    assert url in mail.text
    assert url in mail.html
    return url.removeprefix(settings.SITE_URL)


def test_opening_the_link_stops_nothing_and_its_button_does_without_a_login(client, stop_path):
    page = client.get(stop_path)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert WeeklyMail.objects.exists()
    assert client.post(stop_path).status_code == 200
    assert not WeeklyMail.objects.exists()
    # Once more, by link and by button.
    assert client.get(stop_path).status_code == client.post(stop_path).status_code == 200


def test_a_mail_program_stops_it_by_one_post_without_a_token(stop_path):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(stop_path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not WeeklyMail.objects.exists()
    assert send(MONDAY + 7 * DAY) == ""


def test_the_mail_that_leaves_has_the_headers_of_one_click(stop_path):
    assert outbox.send_due(timezone.now()) == 1
    headers = django_mail.outbox[0].message()
    assert headers["List-Unsubscribe"] == f"<{settings.SITE_URL}{stop_path}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_link_stops_its_own_readers_mail_alone(client, stop_path, groups):
    other = subscriber(groups.publishers)
    client.force_login(other)
    client.post(stop_path)
    assert [row.user for row in WeeklyMail.objects.all()] == [other]


def test_a_wrong_link_one_for_something_else_and_an_old_one_stop_nothing(client, stop_path, clock):
    other = signed_links.make(idle_accounts.KEEP, str(User.objects.get().pk))
    for wrong in (stop_path[:-3] + "x/", f"/tili/viikkoviesti/{other}/"):
        assert client.get(wrong).status_code == client.post(wrong).status_code == 410
    clock.move_to(MONDAY + 367 * DAY)
    page = client.post(stop_path)
    assert page.status_code == 410
    assert reverse("wagtailadmin_account") in page.content.decode()
    assert WeeklyMail.objects.exists()


def test_the_link_of_somebody_who_is_gone_does_no_harm(client, stop_path):
    User.objects.all().delete()
    assert client.post(stop_path).status_code == 200
