"""One file for every environment: what differs stands in the environment. Loading it starts nothing."""

from supportdesk import content_policy, oidc, telling
from supportdesk.env import BASE_DIR, PRODUCTION, TESTING, env, refuse_unsafe
from supportdesk.env import RUN_DIR as RUN_DIR
from supportdesk.installed import APPROVAL_SUBJECTS as APPROVAL_SUBJECTS
from supportdesk.installed import CONFIGURED as CONFIGURED
from supportdesk.installed import INSTALLED_APPS as INSTALLED_APPS
from supportdesk.installed import PANELS
from supportdesk.logs import logging_config
from supportdesk.openapi import SPECTACULAR_SETTINGS as SPECTACULAR_SETTINGS

# Addresses and secrets

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
SITE_URL = env.str("SITE_URL", default="" if PRODUCTION else f"http://localhost:{env.int('PORT', default=8000)}")
LIVE_URL = env.str("LIVE_URL", default="" if PRODUCTION else f"http://localhost:{env.int('LIVE_PORT', default=8001)}")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL] if SITE_URL else [])
INTERNAL_ADDRESSES = env.list("INTERNAL_ADDRESSES", default=["127.0.0.0/8", "::1/128"])
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
REDIS_URL = env.str("REDIS_URL")
REDIS_PREFIX = env.str("REDIS_PREFIX", default="")
TEST_CLOCK = env.bool("SUPPORTDESK_TEST_CLOCK", default=False)

if PRODUCTION:
    refuse_unsafe(debug=DEBUG, secret_key=SECRET_KEY, site_url=SITE_URL, test_clock=TEST_CLOCK)

# The database: one connection per process, kept and looked at before it is used again

DB_PGBOUNCER = env.bool("DB_PGBOUNCER", default=False)
DATABASES = {
    "default": env.dj_db_url(
        "DATABASE_URL", conn_max_age=600, conn_health_checks=True, disable_server_side_cursors=DB_PGBOUNCER
    )
}
_LIMITS = f"-c statement_timeout={env.int('DB_STATEMENT_TIMEOUT', default=0)} -c timezone=UTC"
DATABASES["default"]["OPTIONS"] = (
    DATABASES["default"].get("OPTIONS", {})
    | {
        "connect_timeout": 2,
        "application_name": "supportdesk",
        "keepalives_idle": 10,
        "keepalives_interval": 2,
        "keepalives_count": 2,
        "tcp_user_timeout": 4000,
    }
    | ({} if DB_PGBOUNCER else {"options": _LIMITS})
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sessions stand in the database, and so does what sign-in remembers of guesses: no request depends on Redis

SESSION_ENGINE = "supportdesk.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
_SHARED = "django.core.cache.backends.db.DatabaseCache"
CACHES = {"default": {"BACKEND": _SHARED, "LOCATION": "sign_in_memory", "OPTIONS": {"MAX_ENTRIES": 100_000}}}

# Middleware

MIDDLEWARE = [
    "supportdesk.logs.RequestMiddleware",
    "supportdesk.metrics.Middleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "supportdesk.web.PrivateMiddleware",
    "supportdesk.web.PlainTextMiddleware",
    "supportdesk.files.web.middleware.LargestBodyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "supportdesk.accounts.web.middleware.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "supportdesk.web.ZoneMiddleware",
    "supportdesk.web.RefusedMiddleware",
]
ROOT_URLCONF = "supportdesk.urls"
WSGI_APPLICATION = "supportdesk.wsgi.application"
ASGI_APPLICATION = "supportdesk.asgi.application"

# Templates: our own pages in Jinja2, what we did not restyle of allauth in Django's engine

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "supportdesk.jinja.environment", "context_processors": PANELS},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

# Static files: what Vite built, and the packages' own

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles" if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "frontend" / "dist"]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/assets/.+-[\w-]{8}\.\w+$"  # Vite names a file by what is in it
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DJANGO_VITE = {"default": {"dev_mode": False, "manifest_path": BASE_DIR / "frontend" / "dist" / "manifest.json"}}

# People

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["supportdesk.accounts.known.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # or anybody could have us write to anybody
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # a mail takes its time
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_ADAPTER = "supportdesk.accounts.web.adapter.AccountAdapter"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "request_login_code": "20/m/ip,5/15m/key",
}
MFA_ADAPTER = "supportdesk.accounts.web.factors.FactorAdapter"
MFA_TOTP_ISSUER = "Supportdesk"
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_REQUIRED_ROLES = env.list("MFA_REQUIRED_ROLES", default=["SM", "AU", "OA"] if PRODUCTION else [])
SOCIALACCOUNT_PROVIDERS = oidc.providers(env, production=PRODUCTION)
SOCIALACCOUNT_ADAPTER = "supportdesk.accounts.web.oidc.OidcAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form's way out would need the provider's origin in our content policy
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

EVENT_SUBSCRIBERS = telling.SUBSCRIBERS
EVENT_NUDGE = env.bool("EVENT_NUDGE", default=not TESTING)
REPLY_HOLD = env.int("REPLY_HOLD", default=0 if TESTING else 20)  # seconds in which a reply can be taken back

# Files people send: where they stand, how large one may be, who scans them, and who says who may read one

FILES_DIR = env.path("FILES_DIR") if PRODUCTION else env.path("FILES_DIR", default=RUN_DIR / "files")
FILE_MAX_MB = env.int("FILE_MAX_MB", default=25)
CLAMD_URL = env.str("CLAMD_URL", default="")
FILE_HOLDERS = {"ticket": "tickets.desk.holding.held", "incident": "incidents.response.holding.held"}
FILE_UPLOAD_HANDLERS = ["supportdesk.files.incoming.LimitedUploads"]
FILE_UPLOAD_PERMISSIONS = 0o640

# REST

API_RATE = env.int("API_RATE", default=1200)  # requests a minute for each token
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "supportdesk.accounts.tokens.TokenAuthentication",
        "supportdesk.accounts.browsers.BrowserAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "supportdesk.accounts.api.scopes.Scoped",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "supportdesk.api.errors.handle",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

# Work behind the request

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=REDIS_URL).replace("unix://", "redis+socket://", 1)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "global_keyprefix": REDIS_PREFIX}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "supportdesk"
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False

# The browser's walls

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = content_policy.policy(LIVE_URL)

# Words, time and logs

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_I18N = True
USE_TZ = True
EMAIL_CONFIG = env.dj_email_url("EMAIL_URL", default="console:")
vars().update(EMAIL_CONFIG)
EMAIL_BACKEND = "supportdesk.outbound.backend.Rows"  # whoever sends writes a row; the worker sends the rows
MAIL_SERVER = "django.core.mail.backends.locmem.EmailBackend" if TESTING else EMAIL_CONFIG["EMAIL_BACKEND"]
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Supportdesk <desk@localhost>")
LOGGING = logging_config(
    as_json=env.str("LOG_FORMAT", default="json" if PRODUCTION else "console") == "json",
    level=env.str("LOG_LEVEL", default="WARNING" if TESTING else "INFO"),
)
