"""All settings, driven by the environment (see .env.example). The embedded default needs nothing."""

from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from ocop_portal import env

env.refuse_unknown()

BASE_DIR = Path(__file__).resolve().parent.parent
PRODUCTION = env.choice("OCOP_ENV", ("development", "production"), "development") == "production"
DEBUG = False
DATA_DIR = Path(env.text("OCOP_DATA_DIR", None if PRODUCTION else str(BASE_DIR / "var")))
SECRET_KEY = env.secret("OCOP_SECRET_KEY", DATA_DIR, production=PRODUCTION)
ALLOWED_HOSTS = env.words("OCOP_ALLOWED_HOSTS", None if PRODUCTION else "127.0.0.1,localhost,testserver")
SITE_URL = env.text("OCOP_SITE_URL", None if PRODUCTION else "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
TRUSTED_PROXIES = env.networks("OCOP_TRUSTED_PROXIES", "127.0.0.1,::1" if PRODUCTION else "none")

# Order matters twice: our apps' templates and translations win over the libraries', and the list
# of our own apps reads from the floor up.
INSTALLED_APPS = [
    "ocop_portal.core",
    "ocop_portal.areas",
    "ocop_portal.accounts",
    "producers",
    "products",
    "evaluations",
    "campaigns",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "axes",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "simple_history",
    "csp",
]

RELEASE = env.release(BASE_DIR)  # pages kept by a cache or a browser belong to the code that drew them

MIDDLEWARE = [
    "ocop_portal.core.proxies.KnowCaller",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "products.page_cache.AnswerUnchanged",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "ocop_portal.core.middleware.RefuseLargeRequests",
    "ocop_portal.core.middleware.AnswerRefusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "ocop_portal.urls"
WSGI_APPLICATION = "ocop_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True
FORCE_SCRIPT_NAME = ""  # addresses are printed on labels: no request may put the portal under another path

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ocop_portal.core.context.portal",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django.templatetags.l10n",
                "ocop_portal.core.templatetags.ocop",
                "ocop_portal.core.templatetags.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database: SQLite in WAL with IMMEDIATE transactions when no DATABASE_URL is given.
EMBEDDED_DATABASE = f"sqlite:///{DATA_DIR / 'portal.sqlite3'}"
DATABASES = {"default": environ.Env().db("DATABASE_URL", default=EMBEDDED_DATABASE)}
ON_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
if ON_SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA recursive_triggers=ON;",  # REPLACE then meets the guards of insert-only tables
    }
else:
    DATABASES["default"] |= {
        "ENGINE": "ocop_portal.core.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }

# Queue and cache: Redis when REDIS_URL is given, else folders and memory.
REDIS_URL = environ.Env().str("REDIS_URL", default="")
QUEUE_DIR = DATA_DIR / "queue"
CELERY_BROKER_URL = REDIS_URL or "folder://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 600}
    if REDIS_URL
    else {
        "data_folder_in": str(QUEUE_DIR / "messages"),
        "data_folder_out": str(QUEUE_DIR / "messages"),
        "control_folder": str(QUEUE_DIR / "control"),
        "store_processed": False,
    }
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_BEAT_SCHEDULE = {
    "beat": {"task": "ocop_portal.core.tasks.beat", "schedule": 60},
    "refresh_register": {"task": "products.tasks.refresh_register", "schedule": 60},
    "publish_open_data": {"task": "products.tasks.publish_open_data", "schedule": crontab(hour=2, minute=10)},
    "collect_words": {"task": "products.tasks.collect_words", "schedule": 15 * 60},
    "send_waiting_mail": {"task": "ocop_portal.core.tasks.send_waiting_mail", "schedule": 120},
    "read_returned_mail": {"task": "ocop_portal.core.tasks.read_returned_mail", "schedule": 300},
    "remind_in_the_morning": {"task": "evaluations.tasks.remind", "schedule": crontab(hour=7, minute=0)},
    "sweep_reminders": {"task": "evaluations.tasks.remind", "schedule": 300},
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": RELEASE,  # it outlives the process, and an update draws pages otherwise
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# People: e-mail sign-in, closed sign-up, throttled failures.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 10}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "ocop_portal.accounts.adapter.ClosedSignupAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
# Failures per address are counted by axes, in the database, so that restarts and processes do not matter.
# A whole council signs in from one line at the same moment.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip"}
AXES_VERBOSE = False
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "ocop_portal.accounts.sign_in.typed_address"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"

# Vietnamese first.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "ocop_portal" / "locale"]
FORMAT_MODULE_PATH = ["ocop_portal.core.formats"]
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# Files: static ones by WhiteNoise, uploads only through views that check who asks.
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("OCOP_STATIC_DIR", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
KEYS_DIR = DATA_DIR / "keys"  # private halves of the keys that seal certificates; keys of account numbers
ACCOUNT_KEYS = [key.strip() for key in env.text("OCOP_ACCOUNT_KEYS", "").split(",") if key.strip()]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Mail: kept in an outbox, sent after commit.
EMAIL_CONFIG = environ.Env().email_url("OCOP_EMAIL_URL", default=f"filemail:///{DATA_DIR / 'mail'}")
vars().update(EMAIL_CONFIG)
if EMAIL_CONFIG["EMAIL_BACKEND"] == "django.core.mail.backends.filebased.EmailBackend":
    EMAIL_BACKEND = "ocop_portal.core.mail_folder.EmailBackend"  # each message once, and it can be asked
EMAIL_TIMEOUT = 60  # seconds; far below the time after which a sending counts as dead
BOUNCES_URL = env.mailbox("OCOP_BOUNCES_URL")
DEFAULT_FROM_EMAIL = env.text("OCOP_MAIL_FROM", "OCOP <no-reply@localhost>")

# Messages to telephones: written to files or to the log until an office has a contract with a carrier.
MESSAGE_WAYS = ("off", "file", "console")
MESSAGE_DIR = DATA_DIR / "messages"
SHORT_MESSAGES = {
    "sms": env.choice("OCOP_SMS", MESSAGE_WAYS, "off" if PRODUCTION else "file"),
    "zalo": env.choice("OCOP_ZALO", MESSAGE_WAYS, "off"),
}

# Browser security.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "ocop_portal.views.csrf_failure"
if PRODUCTION:
    BEHIND_TLS = env.flag("OCOP_TLS", default=True)
    SECURE_SSL_REDIRECT = BEHIND_TLS
    SESSION_COOKIE_SECURE = BEHIND_TLS
    CSRF_COOKIE_SECURE = BEHIND_TLS
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
    SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
    SECURE_HSTS_PRELOAD = BEHIND_TLS
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]

LOG_LEVEL = env.choice("OCOP_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}

REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "products.api_answers.error",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "OCOP",
    "DESCRIPTION": "The public register of OCOP products: read only, no key, CC BY 4.0.",
    "VERSION": "1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "products.api_answers.describe_errors",
        "products.api_words.describe_fields",
    ],
    "ENUM_NAME_OVERRIDES": {
        "ProducerKind": "producers.enums.ProducerKind",
        "EventKind": "products.enums.EventKind",
        "ProductGroup": "products.enums.ProductGroup",
        "UnitLevel": "ocop_portal.areas.enums.UnitLevel",
    },
}
