"""Django settings, computed from the environment (see environment.py)."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from clearinghouse.config.environment import DEVELOPMENT, PRODUCTION, SettingError, environment, secret_key
from clearinghouse.core import faults
from clearinghouse.core.languages import LANGUAGES as SIX_LANGUAGES

PACKAGE = Path(__file__).resolve().parent.parent

VALUES = environment(os.environ)
MODE: str = VALUES["CLEARINGHOUSE_MODE"]
HOME: Path = Path(VALUES["CLEARINGHOUSE_HOME"]).resolve()
PROXIES: int = VALUES["CLEARINGHOUSE_PROXIES"]
NODE: str = VALUES["CLEARINGHOUSE_NODE"]
NUMBERS_FROM: int = VALUES["CLEARINGHOUSE_NUMBERS_FROM"]
NUMBERS_TO: int = VALUES["CLEARINGHOUSE_NUMBERS_TO"]
REMIND_AFTER_DAYS: int = VALUES["CLEARINGHOUSE_REMIND_AFTER_DAYS"]
ESCALATE_AFTER_DAYS: int = VALUES["CLEARINGHOUSE_ESCALATE_AFTER_DAYS"]
TELL_SECRETARIAT_AFTER_DAYS: int = VALUES["CLEARINGHOUSE_TELL_SECRETARIAT_AFTER_DAYS"]
EXPIRE_AFTER_WEEKS: int = VALUES["CLEARINGHOUSE_EXPIRE_AFTER_WEEKS"]
CONFIRM_AFTER_MONTHS: int = VALUES["CLEARINGHOUSE_CONFIRM_AFTER_MONTHS"]
CONFIRM_CONTACTS_AFTER_MONTHS: int = VALUES["CLEARINGHOUSE_CONFIRM_CONTACTS_AFTER_MONTHS"]
API_PER_ADDRESS: int = VALUES["CLEARINGHOUSE_API_PER_ADDRESS"]
API_PER_TOKEN: int = VALUES["CLEARINGHOUSE_API_PER_TOKEN"]
MAX_FILE_BYTES: int = VALUES["CLEARINGHOUSE_FILE_MB"] * 1024 * 1024
INDEX_FOLDER = HOME / "index"

if fault := VALUES["CLEARINGHOUSE_FAULT"]:
    if MODE == PRODUCTION:
        raise SettingError("CLEARINGHOUSE_FAULT ends processes on purpose; it does not go with production.")
    try:
        faults.arm(fault)
    except ValueError as error:
        raise SettingError(f"CLEARINGHOUSE_FAULT cannot be “{fault}”: {error}.") from error

SECRET_KEY = secret_key(VALUES)
SECRET_KEY_FALLBACKS: list[str] = VALUES["SECRET_KEY_FALLBACKS"]
DEBUG = False
ALLOWED_HOSTS = VALUES["ALLOWED_HOSTS"] or ([] if MODE == PRODUCTION else ["127.0.0.1", "localhost", "[::1]"])
if MODE == PRODUCTION and not ALLOWED_HOSTS:
    raise SettingError("ALLOWED_HOSTS is required in production: the names under which the node is reached.")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "clearinghouse.ledger",
    "clearinghouse.vocabularies",
    "clearinghouse.parties",
    "clearinghouse.accounts",
    "clearinghouse.notices",
    "clearinghouse.records",
    "clearinghouse.projections",
    "clearinghouse.alerts",
    "clearinghouse.usage",
    "clearinghouse.web",
    # After ours, whose templates come first.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "clearinghouse.web.middleware.ForbidsTheNeedless",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "clearinghouse.web.middleware.LanguageOfAddress",
    "clearinghouse.web.middleware.ComesFromPage",
    "clearinghouse.web.middleware.OneVocabulary",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "clearinghouse.web.middleware.RefusalsBecomeAnswers",
]

ROOT_URLCONF = "clearinghouse.config.urls"
WSGI_APPLICATION = "clearinghouse.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clearinghouse.web.context.shell",
            ],
        },
    }
]


def sqlite(name: str, *, synchronous: str) -> dict[str, Any]:
    """Return one SQLite file of the home. synchronous: FULL survives a power cut after each commit.

    A reader that holds on for long lets the log of changes grow; it is cut back to 16 MiB when the reader has gone.
    """
    pragmas = (
        f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA temp_store=MEMORY;"
        " PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; PRAGMA journal_size_limit=16777216"
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / f"{name}.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": pragmas},
        "TEST": {"NAME": HOME / f"test-{name}.sqlite3"},
    }


def postgresql(url: str) -> dict[str, Any]:
    """Return the PostgreSQL database that a URL names. Raises SettingError if it names none."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise SettingError("DATABASE_URL must be postgresql://user:password@host/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


# On SQLite the work (sessions) and the projections have files of their own, so that they never wait for the ledger.
DATABASES: dict[str, Any] = (
    {"default": postgresql(VALUES["DATABASE_URL"])}
    if VALUES["DATABASE_URL"]
    else {
        "default": sqlite("register", synchronous="FULL"),
        "work": sqlite("work", synchronous="NORMAL"),
        "projections": sqlite("projections", synchronous="NORMAL"),
    }
)
DATABASE_ROUTERS = ["clearinghouse.config.routing.OneFileForEachPurpose"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Counters that every process shares, kept in the database so that no other service has to run.
# Beyond so many, old counters are thrown away, whether they still count or not: room for a flood of attempts.
_ROOM = {"OPTIONS": {"MAX_ENTRIES": 100_000}}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_counters", **_ROOM},
}

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "desk"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
SECOND_FACTOR: str = VALUES["CLEARINGHOUSE_SECOND_FACTOR"]

# A service of others through which people may sign in. Who shows a confirmed address there is let in with it, and
# keeps the second factor of this node.
OIDC_ISSUER: str = VALUES["CLEARINGHOUSE_OIDC_ISSUER"]
OIDC_NAME: str = VALUES["CLEARINGHOUSE_OIDC_NAME"] if OIDC_ISSUER else ""
if OIDC_ISSUER:
    if not VALUES["CLEARINGHOUSE_OIDC_CLIENT_ID"]:
        raise SettingError("CLEARINGHOUSE_OIDC_ISSUER needs CLEARINGHOUSE_OIDC_CLIENT_ID.")
    if find_spec("requests") is None or find_spec("jwt") is None:
        raise SettingError("CLEARINGHOUSE_OIDC_ISSUER needs more to be installed: pip install clearinghouse[oidc].")
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
SOCIALACCOUNT_ADAPTER = "clearinghouse.web.provider_adapter.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC_NAME,
                "client_id": VALUES["CLEARINGHOUSE_OIDC_CLIENT_ID"],
                "secret": VALUES["CLEARINGHOUSE_OIDC_CLIENT_SECRET"],
                "settings": {"server_url": OIDC_ISSUER},
            }
        ],
    }
}

# What allauth does of signing in; its mail and its words are ours (web/accounts_adapter.py).
ACCOUNT_ADAPTER = "clearinghouse.web.accounts_adapter.AccountsAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_RATE_LIMITS = {"login_failed": "50/900s/ip,5/900s/key", "confirm_email": "1/60s/key"}
MFA_ADAPTER = "clearinghouse.web.second_factor_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Clearinghouse"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE != PRODUCTION

# Mail: to a server, to files of the home where there is none outside production, or not at all.
ADDRESS: str = VALUES["CLEARINGHOUSE_ADDRESS"] or ("" if MODE == PRODUCTION else "http://127.0.0.1:8000")
EMAIL_HOST: str = VALUES["CLEARINGHOUSE_SMTP_HOST"]
if EMAIL_HOST and not (ADDRESS and VALUES["CLEARINGHOUSE_MAIL_FROM"]):
    raise SettingError("CLEARINGHOUSE_SMTP_HOST needs CLEARINGHOUSE_ADDRESS and CLEARINGHOUSE_MAIL_FROM.")
MAIL_TRANSPORT: str = "smtp" if EMAIL_HOST else "" if MODE == PRODUCTION else "files"
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "clearinghouse.notices.written.WrittenMail"
)
EMAIL_PORT: int = VALUES["CLEARINGHOUSE_SMTP_PORT"]
EMAIL_HOST_USER: str = VALUES["CLEARINGHOUSE_SMTP_USER"]
EMAIL_HOST_PASSWORD: str = VALUES["CLEARINGHOUSE_SMTP_PASSWORD"]
EMAIL_USE_TLS = VALUES["CLEARINGHOUSE_SMTP_SECURITY"] == "starttls"
EMAIL_USE_SSL = VALUES["CLEARINGHOUSE_SMTP_SECURITY"] == "tls"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = SERVER_EMAIL = VALUES["CLEARINGHOUSE_MAIL_FROM"] or "Clearinghouse <clearinghouse@localhost>"

LANGUAGE_CODE = "en"
LANGUAGES = [(language.django, language.name) for language in SIX_LANGUAGES]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_STORAGE_BACKEND = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if MODE == DEVELOPMENT
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATICFILES_STORAGE_BACKEND},
}
WHITENOISE_USE_FINDERS = MODE == DEVELOPMENT

# Under the prefix a browser takes a cookie from this very host by HTTPS only.
COOKIE_PREFIX = "__Host-" if MODE == PRODUCTION and VALUES["CLEARINGHOUSE_HTTPS"] else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
DEVICE_COOKIE_NAME = f"{COOKIE_PREFIX}device"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
IS_HTTPS = MODE == PRODUCTION and VALUES["CLEARINGHOUSE_HTTPS"]
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "clearinghouse.web.errors.csrf_failure"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# The largest thing that a form or a client may send; a body of 2 MB is refused by its own rule before.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_HANDLERS = ["clearinghouse.web.upload_handler.BoundedUploads"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"clearinghouse": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
