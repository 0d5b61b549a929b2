"""Settings of the AI service: everything comes from the environment, see `.env.example`."""

from pathlib import Path
from typing import Any

from api.llm.presets import PRESETS
from servicekit import configuration
from servicekit.base_settings import *  # noqa: F403 - Django reads every name of this module
from servicekit.base_settings import (
    AI_SERVICE_URL,
    CORS_ALLOWED_ORIGINS,
    OWN_KEYS_URL,
    READINESS_CHECKS,
    REMOTE_KEYS,
    REST_FRAMEWORK,
    SPECTACULAR_SETTINGS,
    THROTTLE_RATES,
    env,
)

SERVICE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", default=str(SERVICE_DIR.parent / "var"))).resolve()
SECRET_KEY = configuration.required(env, "AI_SECRET_KEY")

ROOT_URLCONF = "ai_suggestion.urls"
WSGI_APPLICATION = "ai_suggestion.wsgi.application"

# --- data ---------------------------------------------------------------------------------------

# Hundreds of threads wait for providers; they share these connections.
DATABASES = {
    "default": configuration.pooled(
        configuration.database(env, DATA_DIR / "ai.sqlite3"),
        size=env.int("AI_DB_CONNECTIONS", default=8),
    )
}
CACHES = {"default": configuration.cache(env)}
FILE_STORE = configuration.file_store(env, DATA_DIR / "ai-files")

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
MAX_JOB_FILE_BYTES = 1024 * 1024

# --- jobs ---------------------------------------------------------------------------------------

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="")
CELERY_APP = "ai_suggestion.celery.app"
JOB_TRANSPORT = configuration.job_transport(CELERY_BROKER_URL)
AI_THREADS = env.int("AI_THREADS", default=256)
WORKER_THREADS = AI_THREADS
LOCAL_JOB_THREADS = AI_THREADS
LONGEST_WAIT_SECONDS = 60
# How many optimisations of one user may be in the making at once.
OPTIMIZATIONS_AT_ONCE = env.int("OPTIMIZATIONS_AT_ONCE", default=3)
EVENT_STREAM_SECONDS = 30
WORKER_WARM_UP = "api.services.warming.warm_up"
HOUSEKEEPING = "api.services.housekeeping.keep_house"
JOB_RETENTION_DAYS = env.int("JOB_RETENTION_DAYS", default=30)
AUDIT_RETENTION_DAYS = env.int("AUDIT_RETENTION_DAYS", default=365)

# --- exports ------------------------------------------------------------------------------------

EXPORT_SECONDS = env.int("EXPORT_SECONDS", default=24 * 3600)
RENDERS_AT_ONCE = env.int("RENDERS_AT_ONCE", default=2)
ANONYMOUS_RETENTION_HOURS = env.int("ANONYMOUS_RETENTION_HOURS", default=24)

# --- models and their providers -----------------------------------------------------------------

AI_PROVIDER_TIMEOUT = env.float("AI_PROVIDER_TIMEOUT", default=60.0)
AI_PROVIDER_COOL_DOWN = env.float("AI_PROVIDER_COOL_DOWN", default=30.0)


def _behind(backend: str, name: str, base_url: str, model: str) -> dict[str, Any]:
    options = {"name": name, "base_url": base_url, "model": model, "timeout": AI_PROVIDER_TIMEOUT}
    return {"BACKEND": backend, "OPTIONS": options}


# An option that is empty here and in a model's row keeps the model from being offered.
OPENAI_WIRE = "api.llm.openai_compatible.OpenAICompatible"
LLM_PROVIDERS: dict[str, Any] = {
    "offline": {"BACKEND": "api.llm.offline.OfflineProvider"},
    "openai": _behind(
        OPENAI_WIRE,
        "openai",
        env.str("OPENAI_BASE_URL", default=PRESETS["openai"]),
        env.str("OPENAI_MODEL", default="gpt-5-mini"),
    ),
    "anthropic": _behind(
        "api.llm.anthropic_messages.AnthropicMessages",
        "anthropic",
        env.str("ANTHROPIC_BASE_URL", default=PRESETS["anthropic"]),
        env.str("ANTHROPIC_MODEL", default="claude-haiku-5-5"),
    ),
    "gemini": _behind(
        OPENAI_WIRE,
        "gemini",
        env.str("GEMINI_BASE_URL", default=PRESETS["gemini"]),
        env.str("GEMINI_MODEL", default="gemini-flash-latest"),
    ),
    "openrouter": _behind(
        OPENAI_WIRE,
        "openrouter",
        env.str("OPENROUTER_BASE_URL", default=PRESETS["openrouter"]),
        env.str("OPENROUTER_MODEL", default="openrouter/auto"),
    ),
    "local": {
        **_behind(
            OPENAI_WIRE,
            "local",
            env.str("LOCAL_LLM_BASE_URL", default=""),
            env.str("LOCAL_LLM_MODEL", default=""),
        ),
        "KEYS_OPTIONAL": True,
    },
}

# Hosts inside that staff may send a model's calls to.
AI_MODEL_HOSTS = env.list("AI_MODEL_HOSTS", default=[])

# --- accounts and tokens ------------------------------------------------------------------------

TOKEN_KEYS = REMOTE_KEYS
TOKEN_GUARD = "api.services.ended_sessions.require_welcome"  # noqa: S105 - a path, not a secret
# Erasures and ended sessions are told by the résumé service, whoever issues users' tokens.
SERVICE_TOKEN_ISSUER = env.str("SERVICE_TOKEN_ISSUER", default="resume-pair")
SERVICE_TOKEN_AUDIENCE = "ai-suggestion"  # noqa: S105 - a name
SERVICE_TOKEN_KEYS = {
    "BACKEND": "servicekit.jwks.RemoteKeys",
    "OPTIONS": {"url": OWN_KEYS_URL},
}

# --- credits and payments -----------------------------------------------------------------------

BILLING_ENABLED = env.bool("BILLING_ENABLED", default=False)
BILLING_WELCOME_CREDITS = env.int("BILLING_WELCOME_CREDITS", default=10)
# What the kinds of work weigh; times a model's credits a use that is the price.
BILLING_ACTION_CREDITS = {
    "suggestion": 1,
    "optimization": 3,
    "cover_letter": 2,
    "generation": 1,
} | {
    name.strip(): int(weight)
    for name, weight in env.dict("BILLING_ACTION_CREDITS", default={}).items()
}
# credits:price:currency, the price in the currency's smallest unit
BILLING_PACKS = env.dict("BILLING_PACKS", default={}) or {
    "small": "50:500:usd",
    "medium": "200:1500:usd",
}
# Where a payment page may send people back to; without a list, this service and its web pages.
BILLING_RETURN_ORIGINS = env.list("BILLING_RETURN_ORIGINS", default=[]) or [
    *CORS_ALLOWED_ORIGINS,
    AI_SERVICE_URL,
]
PAYMENTS: dict[str, Any] = {
    "BACKEND": "api.clients.stripe_checkout.StripeCheckout",
    "OPTIONS": {
        "secret_key": env.str("STRIPE_SECRET_KEY", default=""),
        "webhook_secret": env.str("STRIPE_WEBHOOK_SECRET", default=""),
        "base_url": env.str("STRIPE_API_BASE", default="https://api.stripe.com"),
        "timeout": env.float("STRIPE_TIMEOUT", default=10.0),
    },
}

# --- the API ------------------------------------------------------------------------------------

REST_FRAMEWORK["DEFAULT_PERMISSION_CLASSES"] += ["servicekit.permissions.EmailVerified"]
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = {
    **THROTTLE_RATES,
    "suggest": env.str("THROTTLE_SUGGEST", default="60/min"),
    "letter": env.str("THROTTLE_LETTER", default="30/min"),
    "generate": env.str("THROTTLE_GENERATE", default="30/min"),
    "generate_anonymous": env.str("THROTTLE_GENERATE_ANONYMOUS", default="10/hour"),
    "export": env.str("THROTTLE_FILES", default="60/min"),
}
READINESS_CHECKS["storage"] = "servicekit.storage.check"
SPECTACULAR_SETTINGS |= {
    "TITLE": "AI suggestion service",
    "DESCRIPTION": "How well a résumé answers a job, why, and what to improve.",
    "ENUM_NAME_OVERRIDES": {
        "WorkStatusEnum": "api.models.work.WorkStatus",
        "JobStatusEnum": "servicekit.jobs.models.JobStatus",
        "CreditKindEnum": "api.models.credits.CreditKind",
        "EgressOutcomeEnum": "api.models.egress.EgressOutcome",
        "ActionKindEnum": "api.serializers.suggestions.ACTION_KINDS",
        "RequirementKindEnum": "api.serializers.suggestions.REQUIREMENT_KINDS",
        "ChangeStatusEnum": "api.serializers.optimizations.CHANGE_STATUSES",
        "SectionStatusEnum": "api.serializers.optimizations.SECTION_STATUSES",
        "DifferenceStatusEnum": "api.serializers.versions.DIFFERENCE_STATUSES",
        "SaveFormatEnum": "api.serializers.versions.SAVE_FORMATS",
        "ExportFormatEnum": "api.serializers.exports.FORMATS",
    },
}
