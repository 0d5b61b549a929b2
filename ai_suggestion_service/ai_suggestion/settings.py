"""Settings of the AI service: everything comes from the environment, see `.env.example`."""

from pathlib import Path
from typing import Any

import environ

from servicekit import configuration
from servicekit.logs import logging_config

SERVICE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = Path(env.str("DATA_DIR", default=str(SERVICE_DIR.parent / "var"))).resolve()
SECRET_KEY = configuration.required(env, "AI_SECRET_KEY")
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

ROOT_URLCONF = "ai_suggestion.urls"
WSGI_APPLICATION = "ai_suggestion.wsgi.application"
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

# Hundreds of threads wait for providers; they share these connections.
DATABASES = {
    "default": configuration.pooled(
        configuration.database(env, DATA_DIR / "ai.sqlite3"),
        size=env.int("AI_DB_CONNECTIONS", default=8),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": configuration.cache(env)}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
MAX_JOB_FILE_BYTES = 1024 * 1024

# --- jobs ---------------------------------------------------------------------------------------

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="")
JOB_TRANSPORT = configuration.job_transport(CELERY_BROKER_URL)
AI_THREADS = env.int("AI_THREADS", default=256)
WORKER_THREADS = AI_THREADS
LOCAL_JOB_THREADS = AI_THREADS
LONGEST_WAIT_SECONDS = 60
HOUSEKEEPING = "api.services.housekeeping.keep_house"
JOB_RETENTION_DAYS = env.int("JOB_RETENTION_DAYS", default=30)

# --- models and their providers -----------------------------------------------------------------

AI_PROVIDER_TIMEOUT = env.float("AI_PROVIDER_TIMEOUT", default=60.0)
LLM_PROVIDERS: dict[str, Any] = {
    "offline": {"BACKEND": "api.llm.offline.OfflineProvider"},
    "openai": {
        "BACKEND": "api.llm.openai_compatible.OpenAICompatible",
        "OPTIONS": {
            "name": "openai",
            "base_url": env.str("OPENAI_BASE_URL", default="https://api.openai.com/v1"),
            "model": env.str("OPENAI_MODEL", default="gpt-5-mini"),
            "timeout": AI_PROVIDER_TIMEOUT,
        },
    },
}

# --- accounts and tokens ------------------------------------------------------------------------

RESUME_SERVICE_URL = env.str("RESUME_SERVICE_URL", default="http://127.0.0.1:8000")
AI_SERVICE_URL = env.str("AI_SERVICE_URL", default="http://127.0.0.1:8001")
JWT_ISSUER = env.str("JWT_ISSUER", default="resume-pair")
JWT_AUDIENCE = env.str("JWT_AUDIENCE", default="resume-pair")
JWT_JWKS_URL = env.str("JWT_JWKS_URL", default="")
TOKEN_ISSUER = JWT_ISSUER
TOKEN_AUDIENCE = JWT_AUDIENCE
# Another identity provider does not write our claim; tokens of another type stay refused.
TOKEN_TYPE = None if JWT_JWKS_URL else "access"
TOKEN_KEYS = {
    "BACKEND": "servicekit.jwks.RemoteKeys",
    "OPTIONS": {"url": JWT_JWKS_URL or f"{RESUME_SERVICE_URL}/.well-known/jwks.json"},
}

TOKEN_GUARD = "api.services.ended_sessions.require_welcome"  # noqa: S105 - a path, not a secret
# Erasures and ended sessions are told by the résumé service, whoever issues users' tokens.
SERVICE_TOKEN_ISSUER = env.str("SERVICE_TOKEN_ISSUER", default="resume-pair")
SERVICE_TOKEN_AUDIENCE = "ai-suggestion"  # noqa: S105 - a name
SERVICE_TOKEN_KEYS = {
    "BACKEND": "servicekit.jwks.RemoteKeys",
    "OPTIONS": {"url": f"{RESUME_SERVICE_URL}/.well-known/jwks.json"},
}

# --- the API ------------------------------------------------------------------------------------

THROTTLES_ENABLED = env.str("THROTTLES", default="on") != "off"
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["servicekit.authentication.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["servicekit.rendering.FastJSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["servicekit.parsers.StrictJSONParser"],
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
        "suggest": env.str("THROTTLE_SUGGEST", default="60/min"),
    },
    "NUM_PROXIES": env.int("TRUSTED_PROXIES", default=0),
    "DEFAULT_SCHEMA_CLASS": "servicekit.schema.ServiceSchema",
    "EXCEPTION_HANDLER": "servicekit.problems.exception_handler",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "AI suggestion service",
    "DESCRIPTION": "How well a résumé answers a job, why, and what to improve.",
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
        "SuggestionStatusEnum": "api.models.suggestions.SuggestionStatus",
        "JobStatusEnum": "servicekit.jobs.models.JobStatus",
        "EgressOutcomeEnum": "api.models.egress.EgressOutcome",
        "ActionKindEnum": "api.serializers.suggestions.ACTION_KINDS",
        "RequirementKindEnum": "api.serializers.suggestions.REQUIREMENT_KINDS",
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
