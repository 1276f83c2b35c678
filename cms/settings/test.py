"""Tests: quick hashes, no file outside a temporary folder, nothing remembered between requests."""

import tempfile

from cms.settings.base import *  # noqa: F403

SECRET_KEY = "test-only-key-of-no-installation"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
MEDIA_ROOT = tempfile.mkdtemp(prefix="yhessa-test-media-")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
