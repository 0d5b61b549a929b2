"""Settings of the résumé service: everything comes from the environment, see `.env.example`."""

import json
from pathlib import Path

from servicekit import configuration
from servicekit.base_settings import *  # noqa: F403 - Django reads every name of this module
from servicekit.base_settings import (
    OUTSIDE_ACCOUNTS,
    READINESS_CHECKS,
    REMOTE_KEYS,
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

FILE_STORE = configuration.file_store(env, DATA_DIR / "files")
SIGNED_URL_SECONDS = 900
MAX_UPLOAD_BYTES = env.int("MAX_UPLOAD_MB", default=10) * 1024 * 1024
MAX_BATCH_BYTES = env.int("MAX_BATCH_MB", default=1024) * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 100

# --- jobs ---------------------------------------------------------------------------------------

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="")
CELERY_APP = "resume_management.celery.app"
JOB_TRANSPORT = configuration.job_transport(CELERY_BROKER_URL)
WORKER_THREADS = env.int("RESUME_WORKERS", default=2)
LOCAL_JOB_THREADS = WORKER_THREADS
HOUSEKEEPING = "api.services.housekeeping.keep_house"
PARSER_TARGET = "api.parsing.entry:read_resume"
RETENTION_DAYS = env.int("RETENTION_DAYS", default=30)
JOB_RETENTION_DAYS = env.int("JOB_RETENTION_DAYS", default=30)
AUDIT_RETENTION_DAYS = env.int("AUDIT_RETENTION_DAYS", default=365)

# --- collecting from applicant tracking systems -------------------------------------------------

ATS_SOURCES = json.loads(env.str("ATS_SOURCES", default="") or "{}")
COLLECTORS = env.int("COLLECTORS", default=1)
RAW_DATA_DAYS = env.int("RAW_DATA_DAYS", default=90)

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
ACCESS_TOKEN_MINUTES = env.int("ACCESS_TOKEN_MINUTES", default=15)
REFRESH_TOKEN_DAYS = env.int("REFRESH_TOKEN_DAYS", default=1)
OWN_KEYS = {"BACKEND": "api.services.signing_keys.OwnKeys"}
TOKEN_KEYS = REMOTE_KEYS if OUTSIDE_ACCOUNTS else OWN_KEYS
TOKEN_GUARD = (
    "api.services.outside_accounts.require_welcome"
    if OUTSIDE_ACCOUNTS
    else "api.services.active_sessions.require_active"
)

SERVICE_TOKEN_ISSUER = env.str("SERVICE_TOKEN_ISSUER", default="resume-pair")
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
    "notice": env.str("THROTTLE_NOTICE", default="30/hour"),
    "notice_delivery": env.str("THROTTLE_NOTICE_DELIVERY", default="600/min"),
}
SPECTACULAR_SETTINGS |= {
    "TITLE": "Résumé management service",
    "DESCRIPTION": "Accounts, résumés with versioned files, and what is read from them.",
    "ENUM_NAME_OVERRIDES": {
        "ParseStatusEnum": "api.models.versions.ParseStatus",
        "ApplicationStatusEnum": "api.models.applications.ApplicationStatus",
        "JobStatusEnum": "servicekit.jobs.models.JobStatus",
        "NoticeKindEnum": "api.models.notices.NoticeKind",
        "NoticeOutcomeEnum": "api.models.notices.NoticeOutcome",
    },
}
READINESS_CHECKS["storage"] = "servicekit.storage.check"
