"""Development: debug pages, files served from where they are written, mail on the console."""

from cms.settings.base import *  # noqa: F403

DEBUG = True
ALLOWED_HOSTS = [".localhost", *ALLOWED_HOSTS]  # noqa: F405
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
# A changed template shows at once.
PAGE_CACHE_SECONDS = 0
