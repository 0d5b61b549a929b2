"""The two Django projects, as the checks see them."""

import tempfile
from dataclasses import dataclass

from scripts.launch.processes import SERVICES
from scripts.testing.suites import clean_environment

# Long and mixed enough for Django's own check of a production key; used for checks only.
CHECK_KEY = "checks-only-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2


@dataclass(frozen=True)
class Project:
    """A Django project of the repository."""

    folder: str
    package: str

    def environment(self, production: bool = False) -> dict[str, str]:
        """Return variables with which its settings load; `production` as a deployment would."""
        variables = clean_environment() | {
            "RESUME_SECRET_KEY": CHECK_KEY,
            "AI_SECRET_KEY": CHECK_KEY,
            "DATA_DIR": tempfile.gettempdir(),
        }
        return variables | PRODUCTION if production else variables


PRODUCTION = {
    "BEHIND_TLS": "1",
    "ALLOWED_HOSTS": "api.example.com",
    "CORS_ALLOWED_ORIGINS": "https://app.example.com",
    "RESUME_SERVICE_URL": "http://resume:8000",
    "AI_SERVICE_URL": "http://ai:8001",
    "JWT_JWKS_URL": "",
    "CELERY_BROKER_URL": "amqp://127.0.0.1//",
    "CACHE_URL": "redis://127.0.0.1/0",
    "AWS_ACCESS_KEY_ID": "checks",
    "AWS_SECRET_ACCESS_KEY": "checks",
    "AWS_STORAGE_BUCKET_NAME": "checks",
}

PROJECTS = tuple(Project(service.folder, service.project) for service in SERVICES)
