"""Django's settings, all derived from the `ENISHI_*` variables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from enishi.config import environment

ENV = environment.read()
PACKAGE = Path(__file__).resolve().parent.parent
ENISHI_DATA = ENV.data
ENISHI_BASE_URL = ENV.base_url
ENISHI_SERVED_AT = "http://127.0.0.1:8000"  # the commands that serve say where
ENISHI_TRUSTED_PROXIES = ENV.trusted_proxies
ENISHI_EGRESS_ALLOW = ENV.egress_allow
ENISHI_LOG = ENV.log

DEBUG = False
SECRET_KEY = environment.secret_key(ENV)
ALLOWED_HOSTS = ENV.hosts
CSRF_TRUSTED_ORIGINS = [ENV.base_url] if ENV.base_url else []
ROOT_URLCONF = "enishi.config.urls"
WSGI_APPLICATION = "enishi.config.wsgi.application"
USE_X_FORWARDED_HOST = False
APPEND_SLASH = False

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "enishi.platform",
    "enishi.screens",
    "enishi.customers",
    "enishi.config",
]

MIDDLEWARE = [
    "enishi.platform.watched.middleware.WatchedMiddleware",
    "enishi.platform.request.HostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "enishi.platform.request.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "enishi.platform.request.SizeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "enishi.platform.request.ActorMiddleware",
    "enishi.platform.access_log.middleware.AccessLogMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "enishi.screens.templating.Templates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "enishi.screens.templating.environment",
            "context_processors": ["django.contrib.messages.context_processors.messages"],
        },
    }
]

DATABASES = {"default": {**environment.database(ENV), "ATOMIC_REQUESTS": False}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": environment.cache(ENV),
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2_000}},
}
MAIL: dict[str, Any] = environment.email(ENV)
globals().update(MAIL)

AUTH_USER_MODEL = "platform.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 3 * 60 * 60

ACCOUNT_ADAPTER = "enishi.screens.entry.adapters.AccountAdapter"
MFA_ADAPTER = "enishi.screens.entry.adapters.SecondStepAdapter"
CSRF_FAILURE_VIEW = "enishi.screens.entry.refusals.stale_form"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/300s/key", "reset_password": "20/m/ip,5/m/key"}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "enishi.platform.people.password_links.PasswordLinks"  # noqa: S105  # a path, no secret
ACCOUNT_PRESERVE_USERNAME_CASING = True
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Enishi"
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "enishi_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENV.https
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60
CSRF_COOKIE_NAME = "enishi_csrf"
CSRF_COOKIE_SECURE = ENV.https
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENV.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.trusted_proxies else None
SILENCED_SYSTEM_CHECKS = ["auth.E003", "auth.W004"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "enishi_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "enishi.platform.scrub.Scrub"}},
    "formatters": {
        "text": {"format": "%(asctime)s %(levelname)s %(name)s [%(threadName)s]: %(message)s"},
        "json": {"()": "enishi.platform.watched.named.Lines"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": ENV.log, "filters": ["secrets"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "enishi": {"level": "INFO"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # a wrong Host header is answered with 400
    },
}
