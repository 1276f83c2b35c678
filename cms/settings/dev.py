"""Development: debug pages, files served from where they are written, mail on the console."""

from cms.settings.base import *  # noqa: F403

DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", ".localhost"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
# A changed template shows at once.
PAGE_CACHE_SECONDS = 0
