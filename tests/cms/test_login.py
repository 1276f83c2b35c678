"""allauth is the only login, and it gives nothing away."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageViewRestriction

from cms import login, outbox
from cms.models import OutgoingMail
from tests.factories import StandardPageFactory, UserFactory

PASSWORD = "salasana-testiin"

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(site):
    """Somebody with an account and no rights."""
    return UserFactory(email="lukija@example.org")


@pytest.fixture
def editor(site):
    """Somebody who may use the admin."""
    group = Group.objects.create(name="Muokkaajat")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group,
        page=site.root_page,
        permission=Permission.objects.get(codename="change_page"),
    )
    user = UserFactory(email="muokkaaja@example.org")
    user.groups.add(group)
    return user


def log_in(client: Client, email: str, password: str = PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


@pytest.mark.parametrize(
    "door",
    ["/admin/", "/admin/pages/", "/admin/login/?next=/admin/pages/", "/_util/login/?next=/x/"],
)
def test_every_door_leads_to_the_one_login_and_keeps_where_one_was_going(client, site, door):
    response = client.get(door, follow=True)
    address, _status = response.redirect_chain[-1]
    assert urlsplit(address).path == "/tili/kirjaudu/"
    wanted = parse_qs(urlsplit(door).query).get("next", [door])
    assert parse_qs(urlsplit(address).query)["next"] == wanted
    assert f'value="{wanted[0]}"' in response.content.decode()


@pytest.mark.parametrize("path", ["", "confirm/abc-def/", "done/"])
def test_wagtails_own_password_reset_leads_to_allauths(client, site, path):
    response = client.get(f"/admin/password_reset/{path}")
    assert response.status_code == 302
    assert response["Location"] == reverse("account_reset_password")


def test_an_editor_logs_in_to_where_she_was_going(client, editor):
    response = log_in(client, "MUOKKAAJA@example.org", next="/admin/pages/")
    assert (response.status_code, response["Location"]) == (302, "/admin/pages/")
    assert client.get("/admin/").status_code == 200


def test_next_never_leads_to_another_host(client, editor):
    response = log_in(client, editor.email, next="https://evil.example.net/")
    assert response["Location"] == reverse("wagtailadmin_home")
    gate = client.get("/tili/?next=https://evil.example.net/")
    assert gate["Location"] == reverse("wagtailadmin_home")


def test_the_login_says_nothing_in_a_message_and_is_never_cached(client, editor):
    page = client.get(reverse("account_login"))
    assert "no-store" in page["Cache-Control"]
    log_in(client, editor.email)
    assert list(client.get("/tili/salasana/").context["messages"]) == []


def test_a_wrong_password_keeps_the_address_and_does_not_say_which_was_wrong(client, reader):
    known = log_in(client, reader.email, "väärä").content.decode()
    unknown = log_in(client, "tuntematon@example.org", "väärä").content.decode()
    assert 'value="lukija@example.org"' in known
    assert "väärä" not in known
    errors = [
        re.search(r'role="alert">(.*?)</div>', page, re.DOTALL)[1] for page in (known, unknown)
    ]
    assert errors[0] == errors[1]


def test_an_address_is_locked_after_five_wrong_passwords_whoever_tries(client, reader):
    for number in range(5):
        log_in(Client(REMOTE_ADDR=f"10.0.0.{number}"), reader.email, "väärä")
    refused = log_in(client, reader.email)
    assert refused.status_code == 200
    assert "_auth_user_id" not in client.session
    assert "Liian monta" in refused.content.decode()
    assert 'value="lukija@example.org"' in refused.content.decode()
    # Somebody else still gets in.
    UserFactory(email="toinen@example.org")
    assert log_in(client, "toinen@example.org").status_code == 302


def test_one_machine_that_guesses_all_the_time_gets_a_page_that_says_wait(client, site):
    answers = [log_in(client, f"arvaus{number}@example.org", "väärä") for number in range(31)]
    assert {response.status_code for response in answers[:30]} == {200}
    response = answers[30]
    assert response.status_code == 429
    assert "<h1>" in response.content.decode()


def test_nobody_signs_up(client, site):
    before = client.get("/tili/rekisteroidy/")
    data = {"email": "uusi@example.org", "password1": "pitkä salasana 1"}
    after = client.post("/tili/rekisteroidy/", data)
    for response in (before, after):
        assert response.status_code == 200
        assert "<form" not in response.content.decode().partition("<main")[2]
    from accounts.models import User

    assert not User.objects.filter(email="uusi@example.org").exists()


@pytest.mark.parametrize("wanted", ["", "/admin/", "/admin/pages/"])
def test_somebody_without_rights_is_told_so_and_never_sent_in_a_circle(client, reader, wanted):
    client.force_login(reader)
    response = client.get(wanted or "/tili/", follow=True)
    assert response.status_code == (403 if wanted else 200)
    assert reader.email in response.content.decode()
    assert "/tili/kirjaudu-ulos/" in response.content.decode()


def test_logging_in_without_rights_ends_at_the_same_page(client, reader):
    response = client.post(
        reverse("account_login"), {"login": reader.email, "password": PASSWORD}, follow=True
    )
    assert response.status_code == 403
    assert len(response.redirect_chain) <= 3


def test_a_private_page_asks_to_log_in_and_refuses_the_wrong_people_kindly(client, reader):
    page = StandardPageFactory(title="Salainen", slug="salainen")
    group = Group.objects.create(name="Hallitus")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(group)
    anonymous = client.get("/salainen/", follow=True)
    assert urlsplit(anonymous.redirect_chain[-1][0]).path == reverse("account_login")
    client.force_login(reader)
    assert client.get("/salainen/", follow=True).status_code == 403
    reader.groups.add(group)
    assert client.get("/salainen/").status_code == 200


# --- A forgotten password -------------------------------------------------------------------------


def reset(client, email, **more):
    return client.post(reverse("account_reset_password"), {"email": email}, follow=True, **more)


def sent_mail():
    """What has left once the worker has come by."""
    outbox.send_due(timezone.now())
    return mail.outbox


def test_a_reset_answers_the_same_for_known_and_unknown_addresses(client, reader):
    known = reset(client, reader.email)
    unknown = reset(client, "tuntematon@example.org")
    assert known.redirect_chain == unknown.redirect_chain
    tokens = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    pages = [tokens.sub("", page.content.decode()) for page in (known, unknown)]
    assert pages[0] == pages[1]
    assert [message.to for message in sent_mail()] == [[reader.email]]


def test_a_reset_waits_for_no_mail_server(client, reader):
    reset(client, reader.email)
    assert mail.outbox == []
    row = OutgoingMail.objects.get()
    assert (row.kind, row.to, row.state) == (outbox.ACCOUNT, reader.email, "waiting")


def test_a_reset_does_the_same_work_for_known_and_unknown_addresses(client, reader, monkeypatch):
    # Its time is what is meant; but a clock on a busy machine tells nothing.
    drawn, written = [], []
    post_words = outbox.post_words
    monkeypatch.setattr(login, "with_inline_styles", lambda html: drawn.append(html) or html)
    monkeypatch.setattr(
        outbox, "post_words", lambda *a, **more: written.append(more) or post_words(*a, **more)
    )
    for email in (reader.email, "tuntematon@example.org"):
        reset(client, email)
    link = re.compile(r"/uusi/[\w-]+/")
    assert len(drawn) == len(written) == 2
    assert link.sub("", drawn[0]) == link.sub("", drawn[1])
    assert [row.to for row in OutgoingMail.objects.all()] == [reader.email]


def test_an_account_that_is_switched_off_gets_no_mail(client, reader):
    reader.is_active = False
    reader.save()
    reset(client, reader.email)
    assert sent_mail() == []


def test_a_reset_mail_names_the_sites_own_address_whatever_host_was_asked(client, reader, settings):
    settings.SITE_URL = "https://jane.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    # As a forged header would come past a careless proxy, with the middleware that stops it off.
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if "MainHost" not in m]
    reset(client, reader.email, HTTP_HOST="evil.example.net")
    [message] = sent_mail()
    assert "https://jane.example.org/tili/salasana/uusi/" in message.body
    assert "evil" not in message.subject + message.body


def test_a_reset_link_works_once_and_the_new_password_logs_in(client, reader):
    reset(client, reader.email)
    link = urlsplit(re.search(r"http\S+/uusi/\S+", sent_mail()[0].body)[0]).path
    form = client.get(link, follow=True)
    new = {"password1": "aivan uusi lause 7", "password2": "aivan uusi lause 7"}
    done = client.post(form.redirect_chain[-1][0], new, follow=True)
    assert done.status_code == 200
    assert log_in(Client(), reader.email, "aivan uusi lause 7").status_code == 302
    again = Client().get(link, follow=True).content.decode()
    assert reverse("account_reset_password") in again
    assert "password1" not in again


def test_a_weak_new_password_is_refused_with_a_reason(client, reader):
    client.force_login(reader)
    data = {"oldpassword": PASSWORD, "password1": "lyhyt", "password2": "lyhyt"}
    response = client.post(reverse("account_change_password"), data)
    assert response.status_code == 200
    assert response.context["form"].errors["password1"]
    reader.refresh_from_db()
    assert reader.check_password(PASSWORD)


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_reset_password", "account_reset_password_done", "account_signup",
     "account_inactive", "account_reset_password_from_key_done"],
)  # fmt: skip
def test_each_page_of_the_login_is_one_sound_page(client, site, name):
    page = client.get(reverse(name)).content.decode()
    assert page.count("<h1") == 1
    assert 'lang="fi"' in page
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=", page)
    fields = re.findall(r'<input(?![^>]*type="hidden")[^>]*id="([^"]+)"', page)
    assert all(f'for="{field}"' in page for field in fields)


def test_logging_out_needs_a_post(client, reader):
    client.force_login(reader)
    client.get("/tili/kirjaudu-ulos/")
    assert "_auth_user_id" in client.session
    response = client.post("/tili/kirjaudu-ulos/")
    assert response["Location"] == "/"
    assert "_auth_user_id" not in client.session
