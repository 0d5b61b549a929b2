"""Settings of the résumé service: everything comes from the environment, see `.env.example`."""

from pathlib import Path
from typing import Any

import environ

from servicekit import configuration
from servicekit.logs import logging_config

SERVICE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = Path(env.str("DATA_DIR", default=str(SERVICE_DIR.parent / "var"))).resolve()
SECRET_KEY = configuration.required(env, "RESUME_SECRET_KEY")
LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOOPBACK_HOSTS)
# Only this machine is served: what would be unsafe elsewhere (no throttles, DEBUG) is allowed.
LOCAL = set(ALLOWED_HOSTS) <= set(LOOPBACK_HOSTS)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "corsheaders",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_prometheus",
    "servicekit",
    "api",
]

MIDDLEWARE = [
    "servicekit.request_ids.RequestIDMiddleware",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "servicekit.paths.TolerateTrailingSlash",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "resume_management.urls"
WSGI_APPLICATION = "resume_management.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- data ---------------------------------------------------------------------------------------

DATABASES = {"default": configuration.database(env, DATA_DIR / "resume.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": configuration.cache(env)}

AWS_STORAGE_BUCKET_NAME = env.str("AWS_STORAGE_BUCKET_NAME", default="")
FILE_STORE: dict[str, Any] = (
    {
        "BACKEND": "api.clients.storage.s3.S3Store",
        "OPTIONS": {
            "bucket": AWS_STORAGE_BUCKET_NAME,
            "region": env.str("AWS_S3_REGION_NAME", default="us-east-1"),
            "endpoint_url": env.str("AWS_S3_ENDPOINT_URL", default="") or None,
            "public_endpoint_url": env.str("AWS_S3_PUBLIC_ENDPOINT_URL", default="") or None,
            "access_key_id": configuration.required(env, "AWS_ACCESS_KEY_ID"),
            "secret_access_key": configuration.required(env, "AWS_SECRET_ACCESS_KEY"),
        },
    }
    if AWS_STORAGE_BUCKET_NAME
    else {
        "BACKEND": "api.clients.storage.disk.DiskStore",
        "OPTIONS": {"root": str(DATA_DIR / "files")},
    }
)
SIGNED_URL_SECONDS = 900
MAX_UPLOAD_BYTES = env.int("MAX_UPLOAD_MB", default=10) * 1024 * 1024
MAX_BATCH_BYTES = env.int("MAX_BATCH_MB", default=250) * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 100

# --- jobs ---------------------------------------------------------------------------------------

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="")
JOB_TRANSPORT = configuration.job_transport(CELERY_BROKER_URL)
WORKER_THREADS = env.int("RESUME_WORKERS", default=2)
LOCAL_JOB_THREADS = WORKER_THREADS
HOUSEKEEPING = "api.services.housekeeping.keep_house"
PARSER_TARGET = "api.parsing.entry:read_resume"
RETENTION_DAYS = env.int("RETENTION_DAYS", default=30)

# --- accounts and tokens ------------------------------------------------------------------------

AUTH_USER_MODEL = "api.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
RESUME_SERVICE_URL = env.str("RESUME_SERVICE_URL", default="http://127.0.0.1:8000")
AI_SERVICE_URL = env.str("AI_SERVICE_URL", default="http://127.0.0.1:8001")
JWT_ISSUER = env.str("JWT_ISSUER", default="resume-pair")
JWT_AUDIENCE = env.str("JWT_AUDIENCE", default="resume-pair")
JWT_JWKS_URL = env.str("JWT_JWKS_URL", default="")
ACCESS_TOKEN_MINUTES = env.int("ACCESS_TOKEN_MINUTES", default=15)
REFRESH_TOKEN_DAYS = env.int("REFRESH_TOKEN_DAYS", default=1)
TOKEN_ISSUER = JWT_ISSUER
TOKEN_AUDIENCE = JWT_AUDIENCE
TOKEN_KEYS = (
    {"BACKEND": "servicekit.jwks.RemoteKeys", "OPTIONS": {"url": JWT_JWKS_URL}}
    if JWT_JWKS_URL
    else {"BACKEND": "api.services.signing_keys.OwnKeys"}
)
TOKEN_GUARD = "api.services.active_sessions.require_active"  # noqa: S105 - a path, not a secret

SERVICE_TOKEN_ISSUER = env.str("SERVICE_TOKEN_ISSUER", default="resume-pair")
REQUIRE_VERIFIED_EMAIL = env.bool("REQUIRE_VERIFIED_EMAIL", default=not LOCAL)
PASSWORD_RESET_TIMEOUT = 86_400
LEGAL_VERSIONS = {
    "terms": env.str("TERMS_VERSION", default="2026-11"),
    "privacy": env.str("PRIVACY_VERSION", default="2026-11"),
}
FRONTEND_URL = env.str("FRONTEND_URL", default="http://localhost:3000")
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url_config(EMAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA_DIR / "mails")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="no-reply@localhost")
EMAIL_TIMEOUT = 15

# --- the API ------------------------------------------------------------------------------------

THROTTLES_ENABLED = env.str("THROTTLES", default="on") != "off"
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["servicekit.authentication.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["servicekit.rendering.FastJSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "servicekit.pagination.CursorPages",
    "DEFAULT_VERSIONING_CLASS": "rest_framework.versioning.AcceptHeaderVersioning",
    "DEFAULT_VERSION": "1",
    "ALLOWED_VERSIONS": ["1"],
    "DEFAULT_THROTTLE_CLASSES": [
        "servicekit.throttling.UserThrottle",
        "servicekit.throttling.AddressThrottle",
        "servicekit.throttling.EndpointThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "user": env.str("THROTTLE_USER", default="600/min"),
        "address": env.str("THROTTLE_ADDRESS", default="120/min"),
        "login": env.str("THROTTLE_LOGIN", default="30/min"),
        "mail": env.str("THROTTLE_MAIL", default="10/hour"),
        "export": env.str("THROTTLE_EXPORT", default="10/hour"),
        "upload": env.str("THROTTLE_UPLOAD", default="120/min"),
    },
    "NUM_PROXIES": env.int("TRUSTED_PROXIES", default=0),
    "DEFAULT_SCHEMA_CLASS": "servicekit.schema.ServiceSchema",
    "EXCEPTION_HANDLER": "servicekit.problems.exception_handler",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Résumé management service",
    "DESCRIPTION": "Accounts, résumés with versioned files, and what is read from them.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"persistAuthorization": True, "displayRequestDuration": True},
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": r"/api",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "servicekit.schema.add_problem_component",
    ],
    "ENUM_NAME_OVERRIDES": {
        "ParseStatusEnum": "api.models.versions.ParseStatus",
        "ApplicationStatusEnum": "api.models.applications.ApplicationStatus",
        "JobStatusEnum": "servicekit.jobs.models.JobStatus",
    },
}
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])
CORS_EXPOSE_HEADERS = [
    "ETag",
    "Location",
    "Retry-After",
    "X-Request-ID",
    "Idempotency-Replayed",
    "Content-Disposition",
    "Preference-Applied",
]
CORS_ALLOW_HEADERS = [
    "accept",
    "authorization",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-none-match",
    "prefer",
    "range",
    "x-request-id",
]
READINESS_CHECKS = {
    "database": "servicekit.health.check_database",
    "storage": "api.clients.storage.check",
    "cache": "servicekit.health.check_cache",
    "queue": "servicekit.health.check_queue",
}

# --- web ----------------------------------------------------------------------------------------

APPEND_SLASH = False
STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_ROOT", default="") or None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
BEHIND_TLS = env.bool("BEHIND_TLS", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_HSTS_PRELOAD = BEHIND_TLS
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"

LOGGING = logging_config(env.str("LOG_LEVEL", default="INFO"))
