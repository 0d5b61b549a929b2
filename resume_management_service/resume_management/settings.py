"""Settings of the résumé service: everything comes from the environment, see `.env.example`."""

from pathlib import Path
from typing import Any

from servicekit import configuration
from servicekit.base_settings import *  # noqa: F403 - Django reads every name of this module
from servicekit.base_settings import (
    LOCAL,
    READINESS_CHECKS,
    REST_FRAMEWORK,
    SPECTACULAR_SETTINGS,
    THROTTLE_RATES,
    env,
)

SERVICE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", default=str(SERVICE_DIR.parent / "var"))).resolve()
SECRET_KEY = configuration.required(env, "RESUME_SECRET_KEY")

ROOT_URLCONF = "resume_management.urls"
WSGI_APPLICATION = "resume_management.wsgi.application"

# --- data ---------------------------------------------------------------------------------------

DATABASES = {"default": configuration.database(env, DATA_DIR / "resume.sqlite3")}
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
MAX_BATCH_BYTES = env.int("MAX_BATCH_MB", default=1024) * 1024 * 1024
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

REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = {
    **THROTTLE_RATES,
    "login": env.str("THROTTLE_LOGIN", default="30/min"),
    "mail": env.str("THROTTLE_MAIL", default="10/hour"),
    "export": env.str("THROTTLE_EXPORT", default="10/hour"),
    "upload": env.str("THROTTLE_UPLOAD", default="120/min"),
}
SPECTACULAR_SETTINGS |= {
    "TITLE": "Résumé management service",
    "DESCRIPTION": "Accounts, résumés with versioned files, and what is read from them.",
    "ENUM_NAME_OVERRIDES": {
        "ParseStatusEnum": "api.models.versions.ParseStatus",
        "ApplicationStatusEnum": "api.models.applications.ApplicationStatus",
        "JobStatusEnum": "servicekit.jobs.models.JobStatus",
    },
}
READINESS_CHECKS["storage"] = "api.clients.storage.check"
