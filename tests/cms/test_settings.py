"""Settings: all from the environment, all in docs/settings.md, and production careful."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DOCUMENT = ROOT / "docs" / "settings.md"

# Good enough for production to start.
SOUND = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "DATABASE_URL": "postgres://name:word@db.example.org/yhessa",
    "SITE_URL": "https://jane.example.org",
    "EMAIL_URL": "smtp+tls://name:word@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "jane@example.org",
}
# What `make` and the test runner read by themselves.
READ_ELSEWHERE = {"CI", "ENV_FILE", "PYTHON", "TEST_DATABASE_URL"}


def python(code: str, module: str, environment: dict[str, str], folder: Path):
    """Run Python with these settings and nothing else of our environment."""
    kept = {name: os.environ[name] for name in ("HOME", "PATH", "LANG") if name in os.environ}
    given = {"ENV_FILE": os.devnull, "YHESSA_VAR": str(folder), **environment}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, **given, "DJANGO_SETTINGS_MODULE": module},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def values(names: str, environment: dict[str, str], folder: Path, module: str = "production"):
    """The values of some settings, as JSON gives them back."""
    code = (
        "import json; from django.conf import settings;"
        f"print(json.dumps([getattr(settings, n, None) for n in {names.split()!r}], default=str))"
    )
    run = python(code, f"cms.settings.{module}", environment, folder)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_production_refuses_to_start_and_names_everything_that_is_missing_at_once(tmp_path):
    run = python("import django; django.setup()", "cms.settings.production", {}, tmp_path)
    assert run.returncode != 0
    for name in SOUND:
        assert f"- {name} is missing" in run.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"SITE_URL": "http://jane.example.org"}, "SITE_URL is missing or has no https://"),
        ({"SITE_URL": "https://example.org/jane"}, "SITE_URL must be a host alone"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is too short or too plain"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name hosts"),
        ({"MEDIA_SERVED_BY": "nginx"}, "MEDIA_SERVED_BY is either app or other"),
        ({"WEB_CONCURRENCY": "4"}, "REDIS_URL is needed"),
    ],
)
def test_production_refuses_what_is_unsafe_and_names_only_that(tmp_path, wrong, said):
    run = python(
        "import django; django.setup()", "cms.settings.production", SOUND | wrong, tmp_path
    )
    assert run.returncode != 0
    assert said in run.stderr
    assert run.stderr.count("\n  - ") == 1


def test_a_value_of_the_wrong_kind_is_said_in_one_line(tmp_path):
    run = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        env={
            **os.environ,
            "PORT": "kahdeksan",
            "ENV_FILE": os.devnull,
            "YHESSA_VAR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "cms.settings.base",
        },
        cwd=ROOT,
        timeout=60,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.startswith("PORT cannot be 'kahdeksan'")
    assert "Traceback" not in run.stderr


def test_production_with_all_it_needs_is_careful(tmp_path):
    names = (
        "DEBUG ALLOWED_HOSTS SECURE_SSL_REDIRECT SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE "
        "SECURE_HSTS_SECONDS SECURE_PROXY_SSL_HEADER MEDIA_SERVED_BY"
    )
    debug, hosts, redirect, session, csrf, hsts, proxy, media = values(names, SOUND, tmp_path)
    assert debug is False
    assert hosts[0] == "jane.example.org"
    assert "*" not in hosts
    assert (redirect, session, csrf) == (True, True, True)
    assert hsts >= 31536000
    assert proxy is None
    assert media == "other"


def test_djangos_deployment_checks_find_nothing(tmp_path):
    run = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            # Browser tests of the same process set that one for themselves.
            **{k: v for k, v in os.environ.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"},
            **SOUND,
            "DATABASE_URL": "sqlite://:memory:",
            "ENV_FILE": os.devnull,
            "YHESSA_VAR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_the_choices_of_production(tmp_path):
    chosen = {
        "BEHIND_PROXY": "yes",
        "REDIS_URL": "redis://cache.example.org/0",
        "WEB_CONCURRENCY": "4",
        "S3_BUCKET": "kuvat",
        "ALLOWED_HOSTS": "www.jane.example.org",
    }
    proxy, caches, storages, hosts = values(
        "SECURE_PROXY_SSL_HEADER CACHES STORAGES ALLOWED_HOSTS", SOUND | chosen, tmp_path
    )
    assert proxy == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert "redis" in caches["default"]["BACKEND"]
    # Two caches in one Redis must not answer for each other.
    assert len({cache["KEY_PREFIX"] for cache in caches.values()}) == len(caches)
    assert storages["default"]["OPTIONS"]["bucket_name"] == "kuvat"
    assert hosts[:2] == ["jane.example.org", "www.jane.example.org"]


def test_the_embedded_site_makes_its_own_secret_once_and_keeps_it_to_itself(tmp_path):
    first = values("SECRET_KEY DEBUG", {}, tmp_path, "base")
    second = values("SECRET_KEY DEBUG", {}, tmp_path, "base")
    assert first == second
    assert len(first[0]) >= 50
    assert first[1] is False
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_the_port_is_in_the_sites_own_address(tmp_path):
    assert values("SITE_URL", {"PORT": "8100"}, tmp_path, "base") == ["http://localhost:8100"]


def test_a_file_gives_what_the_environment_does_not(tmp_path):
    file = tmp_path / "settings.env"
    file.write_text("PORT=8200\nDEFAULT_FROM_EMAIL=tiedosto@example.org\n")
    given = {"ENV_FILE": str(file), "PORT": "8300"}
    found = values("PORT DEFAULT_FROM_EMAIL", given, tmp_path, "base")
    assert found == [8300, "tiedosto@example.org"]


def test_the_document_lists_exactly_what_the_settings_read(tmp_path):
    code = (
        "import json; from django.conf import settings; settings.DEBUG;"
        "from cms.settings.environment import env; print(json.dumps(sorted(env.names)))"
    )
    read = set()
    for module, environment in (
        ("base", {}),
        ("dev", {}),
        ("production", SOUND | {"S3_BUCKET": "kuvat", "REDIS_URL": "redis://localhost"}),
    ):
        run = python(code, f"cms.settings.{module}", environment, tmp_path)
        assert run.returncode == 0, run.stderr
        read |= set(json.loads(run.stdout))
    listed = re.findall(r"^\| `([A-Z0-9_]+)` \|", DOCUMENT.read_text(), flags=re.MULTILINE)
    assert sorted(listed) == sorted(read | READ_ELSEWHERE)


def test_a_log_line_is_one_line_whatever_it_says(caplog):
    import logging

    from cms.one_line_log import OneLineFormatter

    try:
        raise ValueError("first\nsecond")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 1, "a\nb", (), sys.exc_info())
    assert "\n" not in OneLineFormatter().format(record)
