"""Settings of the portal. What differs between machines comes from the environment; docs/running.md lists it."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.conf.global_settings import LANGUAGES_BIDI
from django.conf.locale import LANG_INFO

from umn.languages import interface
from umn.ui import critical

env = environ.Env()

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = Path(__file__).resolve().parent
DATA_DIR = Path(env("UMN_DATA", default=str(REPOSITORY / "data"))).resolve()
BUILD_DIR = REPOSITORY / "build"  # made from the checkout at install: messages, gazetteer
SECRET_DIR = Path(env("UMN_SECRET_DIR", default=str(DATA_DIR / "secret")))
PEPPER_FILE = Path(env("UMN_PEPPER_FILE", default=str(SECRET_DIR / "pepper")))
SERVER_KEY_FILE = Path(env("UMN_SERVER_KEY_FILE", default=str(SECRET_DIR / "server.key")))


def _secret_key() -> str:
    """Django's own signing key: kept in the secret folder, so that a dump or a backup cannot sign."""
    path = SECRET_DIR / "django.key"
    return path.read_text().strip() if path.exists() else "not-a-secret:run-start-first"


SECRET_KEY = _secret_key()
DEBUG = False
# A practice folder holds sign-ins that were printed on a screen: it answers on this machine only.
PRACTICE = (DATA_DIR / "practice").exists()
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = LOOPBACK if PRACTICE else env.list("UMN_HOSTS", default=LOOPBACK)
HTTPS = env.bool("UMN_HTTPS", default=False)

INSTALLED_APPS = [
    "umn.workspace",
    "umn.web",
    "umn.enquiries",
    "umn.directory",
    "umn.people",
    "umn.search",
    "umn.vocabulary",
    "umn.places",
    "umn.paper",
    "umn.languages",
    "umn.pages",
    "umn.post",
    "umn.ledger",
    "umn.seal",
    "umn.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "heroicons",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "umn.ui.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "umn.pages.middleware.finish",
    "umn.ui.middleware.clean_input",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "umn.people.middleware.closed_unless_opened",
    "umn.people.middleware.operator_key",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "umn.urls"
WSGI_APPLICATION = "umn.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "umn.ui.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "umn.ui.context.page",
            ],
        },
    },
]
FORM_RENDERER = "umn.ui.forms.Renderer"

# --- Data -----------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what a person was told is stored survives a power cut. secure_delete: what is erased is overwritten.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
        "PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Our queries answer in milliseconds; to compile one, or to start helpers for it, takes a hundred times that.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        "options", "-c jit=off -c max_parallel_workers_per_gather=0"
    )
DATABASES["default"]["CONN_MAX_AGE"] = 60  # seconds; to open it costs more than most queries
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MEDIA_ROOT = DATA_DIR / "media"
PAGES_DIR = DATA_DIR / "pages"  # finished public pages; `furnish` makes it, and where it is missing none are kept
PAGES_STRICT = False  # in tests a page that says it is finished and is not raises

# --- Languages ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = interface.languages()
LANG_INFO.update(interface.for_django(LANG_INFO))
LANGUAGES_BIDI = interface.right_to_left(LANGUAGES_BIDI)
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# --- Static files ---------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- What a browser may do ------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, critical.CSP_SOURCE],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # `no-referrer` would make browsers send `Origin: null`
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

# --- Cookies: names with `__Host-` under HTTPS, plain on loopback HTTP ------------------------------------------
_host = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_host}umn-work"  # the operator's
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 30 * 60  # seconds; idle time of an operator
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
CSRF_COOKIE_NAME = f"{_host}umn-form"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "umn.web.views.refused_form"
OPERATOR_KEY_COOKIE = f"{_host}umn-key"  # opens the operator's key in the session row
ASKER_COOKIE = f"{_host}umn-answer"  # opens one conversation
ASKER_IDLE_SECONDS = 15 * 60

# --- Sign-in (allauth, under /<language>/work/) ------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["umn.people.hashers.Argon2AsCostlyAsTheKey"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no names in a cookie
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "work-today"
ACCOUNT_ADAPTER = "umn.people.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "umn.people.forms.SignIn",
    "change_password": "umn.people.forms.ChangePassword",
    "reauthenticate": "umn.people.forms.Confirm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # allauth counts by IP address; people.rules slows guessing without one
MFA_ADAPTER = "umn.people.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "umn.people.forms.SecondStep",
    "authenticate_webauthn": "umn.people.forms.UsePasskey",
    "activate_totp": "umn.people.forms.ActivateApp",
    "add_webauthn": "umn.people.forms.AddPasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_TOTP_TOLERANCE = 1  # half a minute early or late; a code counts once all the same
MFA_TOTP_ISSUER = "UnionMigrantNet"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# --- Secrecy ----------------------------------------------------------------------------------------------------
SEAL_KDF = {
    "receipt": {"memory_kib": 64 * 1024, "iterations": 3},
    "password": {"memory_kib": 128 * 1024, "iterations": 3},
}
SEAL_KDF_SLOTS = 2  # derivations at once on this machine, over all processes
RUN_DIR = DATA_DIR / "run"

# --- Letters ----------------------------------------------------------------------------------------------------
# Without a mail server letters stay readable by the coordinator (the starter run).
EMAIL_URL = env("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_FROM_EMAIL = env("UMN_FROM", default="UnionMigrantNet <noreply@localhost>")
# Answers to letters come to `<name>+<token>@` this domain, through `manage.py receive_letter`. Empty: none come.
REPLY_DOMAIN = env("UMN_REPLY_DOMAIN", default="")
SITE_URL = env("UMN_SITE_URL", default="http://127.0.0.1:8000")

# No address of a visitor anywhere: no request lines, no query strings, no addresses.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "umn.ui.logs.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["discreet"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "fido2": {"level": "WARNING"},  # it notes every use of a passkey
    },
}

PROBLEM_TILES = ("unpaid", "hours", "permit", "accident", "dismissed", "threatened")
QUICK_EXIT_TO = "https://www.wikipedia.org/"
GUESS_PAUSE_SECONDS = 1.0  # between two tries of anybody's number while wrong ones pour in
GUESS_PATIENCE_SECONDS = 10.0  # then the person is asked to come back in a minute
