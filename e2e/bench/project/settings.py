"""The résumé service's own settings with the bare views' paths."""

from resume_management.settings import *  # noqa: F403

ROOT_URLCONF = "e2e.bench.project.urls"
