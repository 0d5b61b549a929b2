"""Settings of the tests: the smallest service that stands on servicekit."""

from pathlib import Path

import environ

from servicekit import configuration

env = environ.Env()
SECRET_KEY = "servicekit-tests-" + "x" * 40
DATABASES = {"default": configuration.database(env, Path("/tmp/servicekit-tests.sqlite3"))}
CACHES = {"default": configuration.cache(env)}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "rest_framework",
    "drf_spectacular",
    "servicekit",
]
FILE_STORE = configuration.file_store(env, Path("/tmp/servicekit-tests-files"))
MIDDLEWARE = [
    "servicekit.request_ids.RequestIDMiddleware",
    "servicekit.paths.TolerateTrailingSlash",
]
ROOT_URLCONF = "tests.urls"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="")
CELERY_APP = "tests.celery_app.app"
JOB_TRANSPORT = configuration.job_transport(CELERY_BROKER_URL)
WORKER_THREADS = 2
LOCAL_JOB_THREADS = 2
THROTTLES_ENABLED = False
TOKEN_KEYS = {"BACKEND": "tests.tokens.TestKeys"}
TOKEN_ISSUER = "https://issuer.example.com"
TOKEN_AUDIENCE = "things"
READINESS_CHECKS = {
    "database": "servicekit.health.check_database",
    "cache": "servicekit.health.check_cache",
    "queue": "servicekit.health.check_queue",
}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["servicekit.authentication.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["servicekit.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["servicekit.rendering.FastJSONRenderer"],
    "DEFAULT_VERSIONING_CLASS": "rest_framework.versioning.AcceptHeaderVersioning",
    "DEFAULT_VERSION": "1",
    "ALLOWED_VERSIONS": ["1"],
    "DEFAULT_THROTTLE_RATES": {"user": "3/min", "address": "3/min", "tight": "1/min"},
    "DEFAULT_SCHEMA_CLASS": "servicekit.schema.ServiceSchema",
    "EXCEPTION_HANDLER": "servicekit.problems.exception_handler",
    "UNAUTHENTICATED_USER": None,
}
LOCAL = True
OUTSIDE_ACCOUNTS = False
CORS_ALLOWED_ORIGINS: list[str] = []
REQUIRE_VERIFIED_EMAIL = False
SERVICE_TOKEN_KEYS = TOKEN_KEYS
SERVICE_TOKEN_ISSUER = TOKEN_ISSUER
SERVICE_TOKEN_AUDIENCE = "things-internal"
