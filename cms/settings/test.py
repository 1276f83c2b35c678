"""Tests: quick hashes, no file outside a temporary folder, nothing remembered between requests."""

import atexit
import os
import shutil
import tempfile

# Tests neither read a developer's own settings nor write beside them.
folder = tempfile.mkdtemp(prefix="yhessa-test-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["ENV_FILE"] = os.devnull
os.environ["YHESSA_VAR"] = folder
# WhiteNoise warns of a missing folder.
os.mkdir(f"{folder}/static")
# A file, as the embedded site has it: in memory, locks behave otherwise.
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", f"sqlite:///{folder}/db.sqlite3")
for name in (
    "ALLOWED_HOSTS",
    "EMAIL_URL",
    "PORT",
    "REDIS_URL",
    "SEARCH_FINNISH_ENGINE",
    "SECOND_FACTOR_REQUIRED",
    "SECRET_KEY",
    "SITE_URL",
):
    os.environ.pop(name, None)

from cms.settings.base import *  # noqa: E402, F403

ALLOWED_HOSTS = ["testserver", *ALLOWED_HOSTS]  # noqa: F405
SITE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
if not os.environ.get("TEST_DATABASE_URL"):
    DATABASES["default"]["TEST"] = {"NAME": f"{folder}/test.sqlite3"}  # noqa: F405
EMAIL_BACKEND = EMAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
# Every snapshot is read anew, so that no test stands on the last one's numbers.
GENERATIONS_MEMORY_SECONDS = 0
SEARCH_VOCABULARY_SECONDS = 0
# Pages are made anew at each request; tests of the page cache turn it on.
PAGE_CACHE_SECONDS = 0
# Tests write the counts of searches themselves.
SEARCH_LOG_SECONDS = 0
