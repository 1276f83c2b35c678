"""Headers that keep a page from doing what it should not."""

import pytest
from django.conf import settings

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def policy(response) -> dict[str, list[str]]:
    """The Content-Security-Policy by directive."""
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {words[0]: words[1:] for words in parts}


@pytest.mark.parametrize("path", ["/", "/ei-ole/", "/tili/kirjaudu/", "/haku/", "/robots.txt"])
def test_every_readers_page_allows_own_files_only_and_nothing_inline(client, site, path):
    allowed = policy(client.get(path))
    assert allowed["default-src"] == ["'self'"]
    for directive in ("script-src", "style-src", "img-src", "font-src", "connect-src"):
        assert allowed.get(directive, ["'self'"]) == ["'self'"]
    assert allowed["object-src"] == ["'none'"]
    assert allowed["form-action"] == allowed["base-uri"] == ["'self'"]
    assert not [word for words in allowed.values() for word in words if "unsafe" in word]


def test_a_refused_host_and_a_redirect_have_the_policy_too(client, site):
    refused = client.get("/", headers={"host": "evil.example.net"})
    assert policy(refused)["default-src"] == ["'self'"]
    assert policy(client.get("/admin/"))["default-src"] == ["'self'"]


def test_the_admin_may_have_scripts_inline_but_none_of_third_parties(client, site):
    client.force_login(UserFactory(is_superuser=True))
    response = client.get("/admin/")
    assert response.status_code == 200
    allowed = policy(response)
    assert allowed["script-src"] == ["'self'", "'unsafe-inline'"]
    # Wagtail shows a page's preview in a frame.
    assert "'self'" in allowed["frame-src"]
    assert "'self'" in allowed["frame-ancestors"]
    sources = {word for name, words in allowed.items() if name != "frame-src" for word in words}
    assert sources <= {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}


def test_the_usual_headers_are_there(client, site):
    response = client.get("/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_passwords_are_hashed_with_argon2_outside_of_tests():
    from cms.settings import base

    assert base.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
    assert settings.AUTH_PASSWORD_VALIDATORS
