"""What the settings of both services have in common; each imports all of it and adds its own."""

from typing import Any

import environ

from servicekit.logs import logging_config

env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
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
    "servicekit.headers.SafeHeaders",
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
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the API ------------------------------------------------------------------------------------

THROTTLES_ENABLED = env.str("THROTTLES", default="on") != "off"
THROTTLE_RATES = {
    "user": env.str("THROTTLE_USER", default="600/min"),
    "address": env.str("THROTTLE_ADDRESS", default="120/min"),
}
REST_FRAMEWORK: dict[str, Any] = {
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
    "NUM_PROXIES": env.int("TRUSTED_PROXIES", default=0),
    "DEFAULT_SCHEMA_CLASS": "servicekit.schema.ServiceSchema",
    "EXCEPTION_HANDLER": "servicekit.problems.exception_handler",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
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

# --- tokens -------------------------------------------------------------------------------------

RESUME_SERVICE_URL = env.str("RESUME_SERVICE_URL", default="http://127.0.0.1:8000")
AI_SERVICE_URL = env.str("AI_SERVICE_URL", default="http://127.0.0.1:8001")
OWN_KEYS_URL = f"{RESUME_SERVICE_URL}/.well-known/jwks.json"
JWT_JWKS_URL = env.str("JWT_JWKS_URL", default="")
# Accounts and logins are the affair of an outside identity provider.
OUTSIDE_ACCOUNTS = JWT_JWKS_URL not in ("", OWN_KEYS_URL)
TOKEN_ISSUER = env.str("JWT_ISSUER", default="resume-pair")
TOKEN_AUDIENCE = env.str("JWT_AUDIENCE", default="resume-pair")
TOKEN_ALGORITHMS = env.list("JWT_ALGORITHMS", default=["RS256", "ES256"])
# Another provider does not write our claims; its tokens of another type stay refused.
TOKEN_TYPE = None if OUTSIDE_ACCOUNTS else "access"
TOKEN_SUBJECT_CLAIM = env.str("JWT_USER_ID_CLAIM", default="sub") if OUTSIDE_ACCOUNTS else "sub"
TOKEN_ROLE_CLAIM = env.str("JWT_ROLE_CLAIM", default="") if OUTSIDE_ACCOUNTS else "role"
REMOTE_KEYS: dict[str, Any] = {
    "BACKEND": "servicekit.jwks.RemoteKeys",
    "OPTIONS": {
        "url": JWT_JWKS_URL or OWN_KEYS_URL,
        "refresh_interval": env.float("JWT_KEYS_REFRESH_SECONDS", default=60.0),
    },
}
# A provider has confirmed addresses itself, unless its tokens are to say so.
REQUIRE_VERIFIED_EMAIL = env.bool(
    "REQUIRE_VERIFIED_EMAIL", default=not LOCAL and not OUTSIDE_ACCOUNTS
)

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
# The gateway sends plain HTTP to TLS; the services call each other plainly behind it.
SILENCED_SYSTEM_CHECKS = ["security.W008"]
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_HSTS_PRELOAD = BEHIND_TLS
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"


LOGGING = logging_config(env.str("LOG_LEVEL", default="INFO"))
