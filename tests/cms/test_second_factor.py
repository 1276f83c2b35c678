"""Passkeys, code apps and recovery codes: each screen, and whom they are compulsory for."""

import re
import time
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from cms import second_factor
from cms.devices import device_of
from cms.models import OutgoingMail
from localjane import roles
from localjane.models import Role, RoleGroup
from tests import factories
from tests.cms.test_settings import SOUND, values
from tests.walks.html_faults import faults

PASSWORD = "salasana-testiin"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

# Screens and counts in Python: the same on any database.
pytestmark = [pytest.mark.django_db, pytest.mark.alike]


def code_now(secret: str = SECRET) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def add_code_app(user) -> list[str]:
    """Give somebody a code app, and the recovery codes that come with one."""
    totp.TOTP.activate(user, SECRET)
    return RecoveryCodes.activate(user).get_unused_codes()


def add_passkey(user) -> Authenticator:
    """A passkey of which only the row is real."""
    data = {"name": "Puhelin", "credential": {}}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def log_in(client, user, **more):
    data = {"login": user.email, "password": PASSWORD, **more}
    return client.post(reverse("account_login"), data)


def show_that_it_is_she(client):
    return client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.fixture
def user(site):
    return factories.UserFactory(email="aino@example.org")


@pytest.fixture
def logged_in(client, user):
    """Somebody who has just logged in and shown once more that it is she."""
    log_in(client, user)
    show_that_it_is_she(client)
    return client


@pytest.fixture
def in_time(monkeypatch):
    """The clock of codes stands still, so that none runs out within a test."""
    now = time.time()
    monkeypatch.setattr(totp.time, "time", lambda: now)


# --- Logging in in two steps ----------------------------------------------------------------------


def test_who_has_no_second_factor_logs_in_with_the_password_alone(client, user):
    log_in(client, user)
    assert "_auth_user_id" in client.session


def test_the_password_alone_does_not_let_in_whoever_has_a_code_app(client, user, in_time):
    add_code_app(user)
    response = log_in(client, user, next="/admin/pages/")
    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session

    response = client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert response["Location"] == "/admin/pages/"
    assert "_auth_user_id" in client.session


def test_a_code_works_once(client, user, in_time):
    add_code_app(user)
    log_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    second = Client()
    log_in(second, user)
    second.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert "_auth_user_id" not in second.session


def test_a_recovery_code_works_once(client, user):
    code = add_code_app(user)[3]
    log_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert "_auth_user_id" in client.session

    second = Client()
    log_in(second, user)
    page = second.post(reverse("mfa_authenticate"), {"code": code})
    assert page.context["form"].errors["code"]
    assert "_auth_user_id" not in second.session


def test_wrong_codes_lock_the_account_after_five_whoever_tries(client, user, in_time):
    add_code_app(user)
    for number in range(5):
        other = Client(REMOTE_ADDR=f"10.0.0.{number}")
        log_in(other, user)
        other.post(reverse("mfa_authenticate"), {"code": "000000"})
    log_in(client, user)
    page = client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert page.context["form"].errors["code"]
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", ["", "{}", "[]", "nonsense", '{"response": {}}', "null"])
def test_what_is_no_passkey_logs_nobody_in_and_breaks_nothing(client, user, credential):
    add_passkey(user)
    response = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert response["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_the_question_for_a_passkey_names_the_sites_own_host(client, user, settings):
    settings.SITE_URL = "https://jane.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if "MainHost" not in m]
    response = client.get(
        reverse("mfa_login_webauthn"), headers={"accept": "application/json"}, HTTP_HOST="evil.net"
    )
    question = response.json()["request_options"]["publicKey"]
    assert question["rpId"] == "jane.example.org"
    assert question["userVerification"] == "required"


def test_passkeys_have_a_rate_limit(client, site, settings):
    settings.MFA_RATE_LIMITS = {"webauthn_login": "2/m/ip"}
    address = reverse("mfa_login_webauthn")
    answers = [client.post(address, {"credential": "{}"}).status_code for _ in range(3)]
    assert answers == [302, 302, 429]


# --- The screens ----------------------------------------------------------------------------------

SCREENS = [
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_activate_totp",
    "usersessions_list",
    "account_reauthenticate",
]
SCREENS_WITH_FACTORS = [
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
]


def check_page(response):
    assert response.status_code == 200
    page = response.content.decode()
    assert faults(page, frozenset({"testserver"})) == []
    fields = re.findall(r'<input(?![^>]*type="hidden")[^>]*id="([^"]+)"', page)
    assert all(f'for="{field}"' in page for field in fields)
    assert "placeholder" not in page


@pytest.mark.parametrize("name", SCREENS)
def test_each_screen_is_one_sound_page(logged_in, name):
    check_page(logged_in.get(reverse(name)))


@pytest.mark.parametrize("name", SCREENS_WITH_FACTORS)
def test_each_screen_of_who_has_factors_is_one_sound_page(logged_in, user, name):
    add_code_app(user)
    check_page(logged_in.get(reverse(name)))


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_each_screen_of_one_passkey_is_a_sound_page_for_its_owner_alone(logged_in, user, name):
    check_page(logged_in.get(reverse(name, args=[add_passkey(user).pk])))
    other = add_passkey(factories.UserFactory())
    assert logged_in.get(reverse(name, args=[other.pk])).status_code == 404
    assert logged_in.post(reverse(name, args=[other.pk]), {"name": "Oma"}).status_code == 404
    other.refresh_from_db()
    assert other.wrap().name == "Puhelin"


def test_the_second_step_is_a_sound_page(client, user):
    add_code_app(user)
    log_in(client, user)
    check_page(client.get(reverse("mfa_authenticate")))


@pytest.mark.parametrize(
    "name",
    [*SCREENS, *SCREENS_WITH_FACTORS, "mfa_authenticate", "mfa_download_recovery_codes",
     "mfa_reauthenticate_webauthn"],
)  # fmt: skip
def test_each_screen_sends_the_anonymous_to_log_in(client, site, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "name",
    ["mfa_add_webauthn", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_generate_recovery_codes",
     "mfa_view_recovery_codes", "mfa_download_recovery_codes"],
)  # fmt: skip
def test_nobody_changes_factors_or_reads_codes_without_showing_again_who_she_is(client, user, name):
    add_code_app(user)
    client.force_login(user)
    if name == "mfa_activate_totp":
        Authenticator.objects.filter(user=user).delete()
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_view_recovery_codes"])
def test_no_browser_keeps_a_page_with_a_secret(logged_in, user, name):
    if name == "mfa_view_recovery_codes":
        add_code_app(user)
    assert "no-store" in logged_in.get(reverse(name))["Cache-Control"]


# --- Adding and removing --------------------------------------------------------------------------


def test_a_code_app_is_added_with_recovery_codes_and_a_mail_tells_of_it(
    logged_in, user, in_time, django_capture_on_commit_callbacks
):
    page = logged_in.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert f"<code>{secret}</code>" in page.content.decode()
    assert "<svg" in page.content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        response = logged_in.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})

    assert response["Location"] == reverse("mfa_view_recovery_codes")
    assert second_factor.has_one(user)
    codes = logged_in.get(response["Location"]).content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.to) == ("account", user.email)
    assert f"http://testserver{reverse('mfa_index')}" in mail.text


def test_a_wrong_code_adds_no_code_app_and_keeps_the_secret(logged_in, user):
    secret = logged_in.get(reverse("mfa_activate_totp")).context["form"].secret
    page = logged_in.post(reverse("mfa_activate_totp"), {"code": "1"})
    assert page.context["form"].errors["code"]
    assert page.context["form"].secret == secret
    assert not second_factor.has_one(user)


def test_the_code_app_goes_with_its_recovery_codes(logged_in, user):
    add_code_app(user)
    logged_in.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()


def test_new_recovery_codes_make_the_old_ones_void(logged_in, user):
    old = set(add_code_app(user))
    logged_in.post(reverse("mfa_generate_recovery_codes"))
    new = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap()
    assert not old & set(new.get_unused_codes())


def test_recovery_codes_are_downloaded_as_text(logged_in, user):
    codes = add_code_app(user)
    response = logged_in.get(reverse("mfa_download_recovery_codes"))
    assert response["Content-Type"].startswith("text/plain")
    assert all(code in response.content.decode() for code in codes)


def test_a_passkey_is_renamed_and_removed(logged_in, user):
    key = add_passkey(user)
    logged_in.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "Työkone"})
    key.refresh_from_db()
    assert key.wrap().name == "Työkone"
    logged_in.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("credential", ["", "{}", "[]", "nonsense", '{"response": {}}', "null"])
def test_what_is_no_passkey_is_not_added_and_breaks_nothing(logged_in, credential):
    logged_in.get(reverse("mfa_add_webauthn"))
    page = logged_in.post(reverse("mfa_add_webauthn"), {"name": "X", "credential": credential})
    assert page.status_code == 200
    assert not Authenticator.objects.exists()


def test_a_request_that_waited_for_the_password_is_done_afterwards(client, user):
    add_code_app(user)
    client.force_login(user)
    waiting = client.post(reverse("mfa_generate_recovery_codes"))
    old = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    client.post(waiting["Location"], {"password": PASSWORD})
    assert not Authenticator.objects.filter(pk=old.pk).exists()


def test_secrets_are_encrypted_in_the_database(user):
    add_code_app(user)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored


def test_a_former_secret_key_still_reads_them(user, settings):
    add_code_app(user)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key that is long enough for anybody to use it"
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_now())


def test_after_an_unknown_secret_key_no_code_is_right_and_no_screen_breaks(client, user, settings):
    add_code_app(user)
    settings.SECRET_KEY = "another key that is long enough for anybody to use it"
    log_in(client, user)
    for code in (code_now(), "000000", ""):
        page = client.post(reverse("mfa_authenticate"), {"code": code})
        assert page.status_code == 200
    assert "_auth_user_id" not in client.session
    client.force_login(user)
    assert client.get(reverse("mfa_index")).status_code == 200


# --- Logins ---------------------------------------------------------------------------------------


def test_somebody_ends_her_other_logins_and_nobody_elses(client, user):
    elsewhere, stranger = Client(), Client()
    log_in(elsewhere, user)
    log_in(stranger, factories.UserFactory(email="toinen@example.org"))
    log_in(client, user)
    assert client.get(reverse("usersessions_list")).context["others"] == 1

    client.post(reverse("usersessions_list"))

    assert elsewhere.get(reverse("mfa_index")).status_code == 302
    assert stranger.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("usersessions_list")).context["others"] == 0


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
         "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
         "Chrome, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
         "Safari, iPhone"),
        ("curl/8", ""),
    ],
)  # fmt: skip
def test_a_login_is_told_by_its_browser_and_system(user_agent, name):
    assert device_of(user_agent) == name


# --- Compulsory -----------------------------------------------------------------------------------


@pytest.fixture
def compulsory(settings, local_jane):
    settings.SECOND_FACTOR_REQUIRED = True
    roles.set_up_all()


def somebody(role: str, local_jane):
    """A user of a role: "superuser", "staff", "editor" or "publisher"."""
    if role == "superuser":
        return factories.UserFactory(is_superuser=True)
    user = factories.UserFactory()
    if role == "staff":
        user.groups.add(RoleGroup.objects.get(role=Role.STAFF).group)
    else:
        groups = roles.groups_of(local_jane)
        user.groups.add(groups.editors if role == "editor" else groups.publishers)
    return user


@pytest.mark.parametrize("role", ["superuser", "staff"])
@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/", "/tili/salasana/", "/tili/"])
def test_staff_without_a_second_factor_are_sent_to_add_one(
    client, compulsory, local_jane, role, path
):
    client.force_login(somebody(role, local_jane))
    response = client.get(path)
    assert (response.status_code, response.headers.get("Location")) == (302, reverse("mfa_index"))
    page = client.get(reverse("mfa_index"))
    assert page.context["must_add"]


@pytest.mark.parametrize("role", ["superuser", "staff"])
def test_staff_without_a_second_factor_reach_what_they_need_for_one(
    client, compulsory, local_jane, role, in_time
):
    user = somebody(role, local_jane)
    log_in(client, user)
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(
        reverse("account_reauthenticate")
    )
    show_that_it_is_she(client)
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert client.get("/admin/").status_code == 200


def test_staff_without_a_second_factor_change_nothing_by_a_post(client, compulsory, local_jane):
    client.force_login(somebody("staff", local_jane))
    response = client.post("/admin/account/", {})
    assert response["Location"] == reverse("mfa_index")


def test_staff_without_a_second_factor_can_log_out(client, compulsory, local_jane):
    client.force_login(somebody("staff", local_jane))
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("role", ["superuser", "staff"])
@pytest.mark.parametrize("add", [add_code_app, add_passkey])
def test_staff_with_a_second_factor_go_where_they_want(client, compulsory, local_jane, role, add):
    user = somebody(role, local_jane)
    add(user)
    client.force_login(user)
    assert client.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client, compulsory, local_jane):
    user = somebody("staff", local_jane)
    RecoveryCodes.activate(user)
    client.force_login(user)
    assert client.get("/admin/")["Location"] == reverse("mfa_index")


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_a_local_volunteer_is_not_compelled(client, compulsory, local_jane, role):
    client.force_login(somebody(role, local_jane))
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("role", ["superuser", "staff"])
def test_nobody_is_compelled_where_the_setting_is_off(
    client, compulsory, settings, local_jane, role
):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(somebody(role, local_jane))
    assert client.get("/admin/").status_code == 200


def test_readers_are_asked_nothing(client, compulsory):
    assert client.get("/").status_code == 200
    assert not second_factor.must_have_one(AnonymousUser())


def test_production_compels_and_the_demonstration_does_not(tmp_path):
    assert values("SECOND_FACTOR_REQUIRED", SOUND, tmp_path) == [True]
    assert values("SECOND_FACTOR_REQUIRED", {}, tmp_path, "base") == [False]


@pytest.mark.parametrize("role", ["staff", "editor"])
def test_wagtails_screen_of_ones_own_account_leads_to_the_overview(
    client, compulsory, local_jane, role
):
    user = somebody(role, local_jane)
    add_code_app(user)
    client.force_login(user)
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert f'href="{reverse("mfa_index")}"' in page


# --- The way back in ------------------------------------------------------------------------------


def test_a_command_takes_all_second_factors_and_logs_out(client, user):
    log_in(client, user)
    add_code_app(user)
    add_passkey(user)
    output = StringIO()
    call_command("remove_second_factors", "AINO@example.org", stdout=output)
    assert "recovery_codes, totp, webauthn" in output.getvalue()
    assert not Authenticator.objects.exists()
    assert not UserSession.objects.exists()
    assert client.get(reverse("mfa_index")).status_code == 302


def test_the_command_says_so_where_there_is_nothing_to_remove(user):
    output = StringIO()
    call_command("remove_second_factors", user.email, stdout=output)
    assert "had no second factor" in output.getvalue()


def test_the_command_refuses_an_unknown_address(site):
    with pytest.raises(CommandError, match="No account"):
        call_command("remove_second_factors", "ei-ole@example.org")
