"""Production: everything that matters is said in the environment (docs/settings.md).

Refuses to start with one message that lists all that is missing or unsafe, so that nobody mends one
variable after the other.
"""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from cms.settings.environment import env


def problems() -> list[str]:
    """What is wrong with the environment, a sentence each; empty when the site may start."""
    found = []
    secret = env.str("SECRET_KEY", default="")
    if not secret:
        found.append("SECRET_KEY is missing: a long random text that nobody else knows.")
    elif len(secret) < 50 or len(set(secret)) < 5:
        found.append("SECRET_KEY is too short or too plain: at least 50 random characters.")
    if not env.str("DATABASE_URL", default=""):
        found.append("DATABASE_URL is missing, such as postgres://user:password@host/yhessa.")
    site = urlsplit(env.str("SITE_URL", default=""))
    if site.scheme != "https" or not site.hostname:
        found.append("SITE_URL is missing or has no https://, such as https://jane.example.org.")
    elif site.path.rstrip("/") or site.query:
        found.append("SITE_URL must be a host alone, without a path.")
    if "*" in env.list("ALLOWED_HOSTS", default=[]):
        found.append("ALLOWED_HOSTS must name hosts, never *.")
    if not env.str("EMAIL_URL", default=""):
        found.append("EMAIL_URL is missing, such as smtp+tls://user:password@mail.example.org:587.")
    if not env.str("DEFAULT_FROM_EMAIL", default=""):
        found.append("DEFAULT_FROM_EMAIL is missing: the address that the site writes from.")
    served_by = env.str("MEDIA_SERVED_BY", default="other")
    if served_by not in ("app", "other"):
        found.append("MEDIA_SERVED_BY is either app or other.")
    if env.int("WEB_CONCURRENCY", default=1) > 1 and not env.str("REDIS_URL", default=""):
        found.append("WEB_CONCURRENCY is more than 1, so REDIS_URL is needed for a shared cache.")
    return found


if wrong := problems():
    raise ImproperlyConfigured(
        "Yhessä cannot start with these settings (docs/settings.md):\n"
        + "\n".join(f"  - {line}" for line in wrong)
    )

from cms.settings.base import *  # noqa: E402, F403
from cms.settings.base import DATABASES, SITE_URL, STORAGES, SiteHostnames  # noqa: E402

ALLOWED_HOSTS = [
    urlsplit(SITE_URL).hostname,
    *env.list("ALLOWED_HOSTS", default=[]),
    SiteHostnames(),
]

SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=True)

MEDIA_SERVED_BY = env.str("MEDIA_SERVED_BY", default="other")
if bucket := env.str("S3_BUCKET", default=""):
    # Pictures and documents in an object store; documents still go through the application.
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("S3_ENDPOINT_URL", default=None),
            "region_name": env.str("S3_REGION", default=None),
            "custom_domain": env.str("S3_CUSTOM_DOMAIN", default=None),
            "file_overwrite": False,
            "querystring_auth": False,
        },
    }

DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# --- HTTPS ----------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
# A load balancer asks for its health by plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^tila/"]
if env.bool("BEHIND_PROXY", default=False):
    # Only for a proxy that always sets or removes this header itself (Django's documentation).
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Browsers take a cookie of this name from this host over HTTPS only (RFC 6265bis, 4.1.3.2).
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
