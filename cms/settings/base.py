"""Settings that every environment shares, complete and safe by themselves: the embedded site of
`make run` uses them as they are (debug off, SQLite, one process), others change a few lines.

Each variable read from the environment is listed in docs/settings.md; a test compares the two.
"""

from pathlib import Path

import django.conf.locale
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from cms.hosts import SiteHostnames
from cms.settings.environment import BASE_DIR, env

# Everything that the running site writes (database, media, collected files, keys) lies here.
VAR_DIR = Path(env.str("YHESSA_VAR", default=str(BASE_DIR / "var")))


def embedded_secret() -> str:
    """A key of this installation alone, made on first use and kept in an ignored file.

    Only the embedded site and development use it: production demands SECRET_KEY.
    """
    from django.core.management.utils import get_random_secret_key

    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()


SECRET_KEY = env.str("SECRET_KEY", default="") or embedded_secret()
# Former keys, which still read what they signed and encrypted.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False

# The one public address of the main site: links in e-mails and canonical addresses start with it.
PORT = env.int("PORT", default=8000)
LISTEN = env.str("LISTEN", default="127.0.0.1")
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{PORT}").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL
# The hosts of Site rows are allowed too, as soon as they are saved.
ALLOWED_HOSTS = [
    *env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"]),
    SiteHostnames(),
]

INSTALLED_APPS = [
    # Ours stand first: their templates and texts win over the libraries'.
    "search",
    "home",
    "localjane",
    "council",
    "news",
    "events",
    "programme",
    "projects",
    "contacts",
    "cms",
    "accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail_localize",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    # Wagtail's filters and times of day show their texts; without them here those stay English.
    "django_filters",
    "django.contrib.humanize",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside everything that can answer, so that error pages and redirects have the header too.
    "cms.middleware.csp.PolicyMiddleware",
    "cms.middleware.hosts.MainHostMiddleware",
    # Outside of session, login and language: an answer from the cache needs none of them. Inside of
    # what adds headers to every answer.
    "cms.middleware.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.locale.PathLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.middleware.second_factor.SecondFactorMiddleware",
    # Looks at a 404 on its way out: a renamed page's old address leads to the new one.
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    # After login, and the last of what looks at a request before its view.
    "localjane.reach.guard.ReachMiddleware",
    # The innermost: what the others read and write around a view is none of its transaction, and it
    # is the first to hear of a view's exception.
    "cms.middleware.writes.WriteMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        # As the stock one of apps, with English words of Wagtail's put in Finnish.
                        "cms.library_labels.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context_processors.site",
            ],
        },
    },
]

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers go on while one writes; IMMEDIATE takes the write lock at the start, so that
    # two writers wait for each other instead of failing half-way (SQLite's docs, "Transactions").
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# Never ATOMIC_REQUESTS: every read would take SQLite's write lock (cms/middleware/writes.py wraps
# what writes).
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In memory with the one process of the embedded site; more processes share a Valkey or Redis.
REDIS_URL = env.str("REDIS_URL", default="")


def cache(name: str) -> dict:
    """The settings of one cache."""
    if REDIS_URL:
        return {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": f"yhessa-{name}",
        }
    return {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": name,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }


# Pages lie apart: a flood of addresses pushes out pages, never the counts of attempts to log in.
CACHES = {name: cache(name) for name in ("default", "pages", "renditions")}
# How many processes serve the web; gunicorn reads the same variable.
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", default=1)

# --- People ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    # Wagtail and Django ask permissions here; allauth logs in.
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "cms.passwords.SiteWordsValidator"},
]
# What whoever knows the site tries first, with or without dots above letters.
SITE_PASSWORD_WORDS = [
    "yhessä",
    "jane",
    "yhdistys",
    "karjala",
    "heinävesi",
    "ilomantsi",
    "joensuu",
    "juuka",
    "kitee",
    "kontiolahti",
    "lieksa",
    "liperi",
    "nurmes",
    "outokumpu",
    "polvijärvi",
    "rääkkylä",
    "tohmajärvi",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "cms.login.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {
    "login": "cms.account_forms.LoginForm",
    "reset_password": "cms.account_forms.ResetPasswordForm",
    "reset_password_from_key": "cms.account_forms.ResetPasswordKeyForm",
    "change_password": "cms.account_forms.ChangePasswordForm",
    "set_password": "cms.account_forms.SetPasswordForm",
    "reauthenticate": "cms.account_forms.ReauthenticateForm",
}
MFA_ADAPTER = "cms.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey's device asks who is there each time, so that it is two factors in one.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# The name under which a code app and a browser's store of passkeys show this site.
MFA_TOTP_ISSUER = "Yhessä"
MFA_FORMS = {
    "activate_totp": "cms.second_factor_forms.ActivateCodeAppForm",
    "add_webauthn": "cms.second_factor_forms.AddPasskeyForm",
    "authenticate": "cms.second_factor_forms.CodeForm",
    "authenticate_webauthn": "cms.second_factor_forms.PasskeyForm",
    "edit_webauthn": "cms.second_factor_forms.RenamePasskeyForm",
    "login_webauthn": "cms.second_factor_forms.PasskeyLoginForm",
    "reauthenticate": "cms.second_factor_forms.CodeAgainForm",
    "reauthenticate_webauthn": "cms.second_factor_forms.PasskeyAgainForm",
}
# Both the question and the answer count.
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
# Whether those of whom SECOND_FACTOR_OF says so can do nothing before they have a second factor.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=False)
SECOND_FACTOR_OF = "localjane.roles.is_staff_member"
# A changed password or second factor is told to the account's owner, in case it was not she.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# A reset answers the same whether the address is known or not, and writes to known ones only.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Otherwise the subject begins with whatever host the request named.
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {
    # A wrong password locks that address out after five in five minutes, whoever tries.
    "login_failed": "10/m/ip,5/5m/key",
    "login": "30/m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
# How many proxies of our own stand in front and add to X-Forwarded-For: whom the limits count.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

# --- Languages ------------------------------------------------------------------------------------
# Plain Finnish (selkosuomi) has a valid BCP 47 code; unless named here, it would call itself suomi.
django.conf.locale.LANG_INFO["fi-simple"] = {
    "bidi": False,
    "code": "fi-simple",
    "name": "Plain Finnish",
    "name_local": "selkosuomi",
    "name_translated": _("Plain Finnish"),
}
LANGUAGE_CODE = "fi"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("fi", _("Finnish")),
    ("sv", _("Swedish")),
    ("en", _("English")),
    ("fi-simple", _("Plain Finnish")),
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
WAGTAIL_I18N_ENABLED = True
# Otherwise a new translation goes live in Finnish.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
LOCALE_PATHS = [BASE_DIR / "locale" / "site", BASE_DIR / "locale" / "libraries"]
# The admin speaks Finnish: every text of it is seen to in that language alone.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fi", _("Finnish"))]
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H.%M"
WAGTAIL_TIME_FORMAT = "%H.%M"

# --- Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
# "app": this application answers for /media/ itself. "other": nginx or an object store does.
MEDIA_SERVED_BY = env.str("MEDIA_SERVED_BY", default="app")
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Wagtail --------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Yhessä"
# Everything happens in Helsinki's time. With one choice Wagtail does not ask for another; its own
# list holds names on Debian ("localtime") that a browser does not know.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILIMAGES_IMAGE_MODEL = "cms.Image"
# Many readers are on a phone: at these a photograph shows no fault on a screen.
WAGTAILIMAGES_WEBP_QUALITY = 72
WAGTAILIMAGES_JPEG_QUALITY = 74
WAGTAILDOCS_DOCUMENT_MODEL = "cms.Document"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
# A document's collection may be private, so its file is never given out by its path.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"]
# The model that cms/subsites.py reads; it must follow the Subsite protocol (a check verifies it).
SUBSITE_PAGE_MODEL = "localjane.LocalJanePage"
# It knows Finnish (docs/search.md). Rebuilt row by row: in one transaction (the default) the
# nightly repair would keep every other writer out of SQLite, and a fault in it would leave the
# connection in a broken transaction.
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "search.backends",
        "ATOMIC_REBUILD": False,
        "SEARCH_CONFIG": "simple",
    }
}
# What reads Finnish words: "libvoikko" (the system's library), "pyvoikko" (its package),
# "snowball" (stems only), or "auto" for the first of these that there is.
SEARCH_FINNISH_ENGINE = env.str("SEARCH_FINNISH_ENGINE", default="auto")
# For how long the words that spelling is corrected to may be those of before a change.
SEARCH_VOCABULARY_SECONDS = 30
# allauth is the only login; Wagtail's own password and e-mail screens are off.
# The gate sends the anonymous to log in, and tells the others that the page is not for them.
WAGTAILADMIN_LOGIN_URL = "account_gate"
WAGTAIL_FRONTEND_LOGIN_URL = "account_gate"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# A pasted address stays one: turned into a page, it would tell the title of that page's draft.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

# --- Security -------------------------------------------------------------------------------------
# Public pages: own files only, nothing inline. The frames are the two video services, which a
# reader loads by pressing a button (templates/blocks/video.html).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
# The admin: Wagtail's own pages have scripts and styles inline. Still nothing of third parties.
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    # Previews of pages, and videos in them.
    "frame-src": [SELF, *CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"]],
}
CSRF_FAILURE_VIEW = "cms.views.errors.csrf_failure"
# The admin shows previews of pages in a frame of its own.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# An address typed without a scheme is taken as https, as Django 6 will do by itself.
FORMS_URLFIELD_ASSUME_HTTPS = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Speed (docs/caching.md) ----------------------------------------------------------------------
# For how long a process may believe the generation numbers that it read, and a reader therefore see
# what has just been changed.
GENERATIONS_MEMORY_SECONDS = 1
# Apps and models of ours whose rows no reader sees: saving one leaves every cached page as it is.
GENERATIONS_IGNORED_MODELS = [
    "accounts",
    "cms.ClockJob",
    "cms.FailedTask",
    "cms.Generation",
    "cms.OutgoingMail",
    "cms.Rendition",
    "cms.TaskLease",
    "cms.UsedLink",
    "contacts.ContactSuggestion",
    "localjane.AccessRefusal",
    "localjane.AccountNotice",
    "localjane.Invitation",
    "localjane.WeeklyMail",
    "search.IndexStamp",
]
# The query parameters that change what a page shows ("p" is the sitemap's). Others never make a new
# entry, so a page must not depend on them.
PAGE_CACHE_QUERY_PARAMETERS = [
    "aika",
    "alue",
    "kunta",
    "laji",
    "p",
    "painopiste",
    "q",
    "sivu",
    "taho",
    "tila",
    "vuosi",
]
# No page is kept for longer; 0 turns the page cache off.
PAGE_CACHE_SECONDS = 24 * 60 * 60
PAGE_CACHE_ALIAS = "pages"
# What lies below these is no page; health must be told without asking the database.
PAGE_CACHE_EXEMPT_PATHS = ("/admin/", "/media/", "/tiedostot/", "/tila/", "/tili/")
# For how many seconds a proxy may answer with a page by itself, and for how many more it may give
# the old one while it fetches the new.
PROXY_MAX_AGE = env.int("PROXY_MAX_AGE", default=10)
PROXY_STALE_SECONDS = 30
# The largest request in bytes, files included: a larger one is refused before it is read.
REQUEST_MAX_BYTES = env.int("REQUEST_MAX_BYTES", default=25 * 1024 * 1024)
# Views, by the pattern of their name, that hash passwords or write nothing but the session: these
# must not hold the write lock meanwhile, and wrap what they write themselves.
WRITE_EXEMPT_VIEWS = [
    "accept_invitation",
    "account_change_password",
    "account_login",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_from_key",
    "account_set_password",
    "account_signup",
    "*:preview_on_*",
]

# --- Background work ------------------------------------------------------------------------------
# Wagtail's indexes must change with the edit, so "default" is immediate; our own work is queued.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "work": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
# A worker renews the leases of its work three times in this; a killed one's work waits as long.
WORKER_LEASE_SECONDS = env.float("WORKER_LEASE_SECONDS", default=60)
# How often an idle worker looks for tasks and for periodic jobs whose time has come.
WORKER_INTERVAL_SECONDS = env.float("WORKER_INTERVAL_SECONDS", default=1)

# --- Mail -----------------------------------------------------------------------------------------
vars().update(email := env.email_url("EMAIL_URL", default="consolemail://"))
# Mail waits for the commit, then goes the way that EMAIL_URL says.
EMAIL_TRANSPORT = email["EMAIL_BACKEND"]
EMAIL_BACKEND = "cms.mail.OnCommitEmailBackend"
# A mail server that keeps silent must not hold up the rest of the outbox.
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="yhessa@example.org")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# How many mails of the outbox leave in a minute, all kinds together: servers refuse who hurries.
# A mail server that does not answer must not hold the worker up.
EMAIL_TIMEOUT = 30
OUTBOX_PER_MINUTE = env.int("OUTBOX_PER_MINUTE", default=30)

# --- Log ------------------------------------------------------------------------------------------
# One line an event to standard output, without addresses, names or other personal data: whoever
# runs the site decides where the lines go.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "cms.one_line_log.OneLineFormatter",
            "format": "%(asctime)s %(levelname)-7s %(name)s: %(message)s",
        }
    },
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stdout"], "level": env.str("LOG_LEVEL", default="INFO").upper()},
    "loggers": {
        # Django's own handlers would write each line twice, and mail errors to nobody.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # Four lines for each page that is saved; cms.worker tells of queued tasks and of all that
        # fail, which are kept for staff besides.
        "django_tasks": {"level": "CRITICAL"},
        "django_tasks_db": {"level": "WARNING"},
        # Names each passkey that is added.
        "fido2": {"level": "WARNING"},
        # Warns of each HEAD answer with a body, which Django leaves to the server to drop.
        "gunicorn.http.wsgi": {"level": "ERROR"},
        # A line for each page that is published, which the page's history has already.
        "wagtail": {"level": "WARNING"},
    },
}
