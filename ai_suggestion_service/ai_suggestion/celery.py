"""The Celery app: carries job ids, and the beat that sweeps and keeps house."""

import os

from servicekit.jobs.celery import configured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai_suggestion.settings")

app = configured(
    "ai_suggestion",
    os.environ.get("CELERY_BROKER_URL", ""),
    {"housekeeping": {"task": "api.housekeeping", "schedule": 3600.0}},
)
app.autodiscover_tasks()
app.autodiscover_tasks(["api.tasks"], related_name="scheduled")
