"""The transaction around a request that may write: what it keeps, what it undoes, when it locks."""

import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from cms import generations
from tests import factories
from tests.cms.changes import Changes

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.urls("tests.cms.write_urls")]


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


def written() -> set[str]:
    return set(Redirect.objects.values_list("old_path", flat=True))


# --- What is kept ---------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_view_that_writes_and_raises_leaves_nothing(client, status):
    with Changes() as changed:
        assert client.post(f"/nosta/{status}/").status_code == status
    assert written() == set()
    assert changed.keys == set()


@pytest.mark.parametrize("status", [500, 503])
def test_a_view_that_writes_and_answers_with_a_fault_of_ours_leaves_nothing(client, status):
    assert client.post(f"/vastaa/{status}/").status_code == status
    assert written() == set()


@pytest.mark.parametrize("status", [200, 302, 400, 403, 404])
def test_a_view_that_answers_otherwise_keeps_what_it_wrote(client, status):
    with Changes() as changed:
        assert client.post(f"/vastaa/{status}/").status_code == status
    assert written() == {"/kirjoitettu"}
    assert changed.keys == {generations.ALL}


def test_a_page_that_cannot_be_drawn_leaves_nothing(client):
    assert client.post("/piirra/").status_code == 500
    assert written() == set()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_every_unsafe_method_is_wrapped(client, method):
    assert getattr(client, method)("/nosta/404/").status_code == 404
    assert written() == set()


def test_a_safe_method_and_an_exempt_view_are_not_wrapped(client):
    client.get("/nosta/404/")
    assert written() == {"/kirjoitettu"}
    Redirect.objects.all().delete()
    client.post("/vapaa/kirjoita/404/")
    assert written() == {"/kirjoitettu"}


@pytest.mark.urls(django_settings.ROOT_URLCONF)
@pytest.mark.parametrize("name", ["account_login", "account_change_password"])
def test_passwords_are_hashed_outside_of_the_transaction(client, name, monkeypatch):
    """Argon2 takes its time on purpose; under the lock it would stop every writer."""
    user = factories.UserFactory(password="salasana-testiin")
    seen = []
    check = type(user).check_password
    monkeypatch.setattr(
        type(user),
        "check_password",
        lambda self, raw: seen.append(generations._writing.get()) or check(self, raw),
    )
    data = {"login": user.email, "password": "salasana-testiin", "oldpassword": "väärä-salasana"}
    if name != "account_login":
        client.force_login(user)
    client.post(reverse(name), data)
    assert seen
    assert not any(seen)


def test_what_must_outlive_a_refusal_is_written_after_it(client):
    assert client.post("/muistiin/").status_code == 403
    assert written() == {"/muistiin"}


def test_what_fails_after_the_answer_does_not_undo_it(client):
    assert client.post("/virhe-perassa/").status_code == 200
    assert written() == {"/muistiin"}


# --- Mail -----------------------------------------------------------------------------------------


@pytest.fixture
def mail_waits(settings):
    settings.EMAIL_BACKEND = "cms.mail.OnCommitEmailBackend"
    settings.EMAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"


def test_mail_leaves_on_commit(client, mail_waits, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/posti/200/")
        assert mail.outbox == []
    assert [message.subject for message in mail.outbox] == ["Aihe"]


def test_mail_of_a_request_that_was_undone_never_leaves(
    client, mail_waits, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/posti/403/")
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_mail_outside_a_transaction_leaves_at_once(mail_waits):
    assert mail.send_mail("Aihe", "Viesti", None, ["kuka@example.org"]) == 1
    assert len(mail.outbox) == 1


# --- Bodies ---------------------------------------------------------------------------------------


def test_fields_and_files_reach_the_view(client):
    large = SimpleUploadedFile("suuri.bin", b"x" * (3 * 1024 * 1024))
    answer = client.post("/kaiku/", {"nimi": "Aino", "tiedosto": large}).json()
    assert answer == {"fields": {"nimi": "Aino"}, "files": {"tiedosto": 3 * 1024 * 1024}}


def test_json_reaches_the_view(client):
    answer = client.post("/laske/", json.dumps({"a": 1}), content_type="application/json")
    assert answer.json() == {"bytes": len('{"a": 1}')}


@pytest.mark.parametrize(
    ("limit", "value"), [("REQUEST_MAX_BYTES", 1000), ("DATA_UPLOAD_MAX_MEMORY_SIZE", 1000)]
)
def test_a_request_over_the_limit_is_refused_with_the_limit(client, settings, limit, value):
    setattr(settings, limit, value)
    response = client.post("/kaiku/", {"nimi": "x" * 2000})
    assert response.status_code == 413
    assert "1000" in response.text
    assert written() == set()


def test_a_malformed_upload_is_a_bad_request(client):
    response = client.post("/kaiku/", b"x", content_type="multipart/form-data")
    assert response.status_code == 400
    assert written() == set()


# --- On a real server -----------------------------------------------------------------------------


class Server:
    """A threaded server in a process of its own, on the test's database."""

    def __init__(self, database: dict):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.cms.threaded_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=django_settings.BASE_DIR,
        )
        wanted = {"database": database, "urls": "tests.cms.write_urls"}
        self.process.stdin.write(json.dumps(wanted).encode())
        self.process.stdin.close()
        # The test settings may write a line of log first.
        for line in self.process.stdout:
            if line.strip().isdigit():
                self.port = int(line)
                break

    def post(self, path: str, timeout: float = 10) -> int:
        address = f"http://127.0.0.1:{self.port}{path}"
        with urllib.request.urlopen(address, data=b"nimi=Aino", timeout=timeout) as response:
            return response.status

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def server(transactional_db):
    server = Server({"NAME": str(connection.settings_dict["NAME"])})
    yield server
    server.stop()


def test_a_stalled_upload_blocks_no_writer(server):
    body = b"nimi=" + b"x" * 10_000
    head = (
        f"POST /vastaa/200/ HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        "Connection: close\r\n\r\n"
    ).encode()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as slow:
        slow.sendall(head + body[:100])
        # While the first is still sending, another one writes.
        assert server.post("/kaiku/", timeout=10) == 200
        assert written() == {"/kirjoitettu"}
        slow.sendall(body[100:])
        assert slow.recv(100).startswith(b"HTTP/1.1 200")


def test_a_kill_between_save_and_commit_leaves_both_data_and_number_as_they_were(server):
    with Changes() as changed, pytest.raises((ConnectionError, urllib.error.URLError)):
        server.post("/kuole/")
    assert server.process.wait(timeout=10) == -9
    assert written() == set()
    assert changed.keys == set()
