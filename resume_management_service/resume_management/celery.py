"""The Celery app: carries job ids, and the beat that sweeps and keeps house."""

import os

from servicekit.jobs.celery import configured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resume_management.settings")

app = configured(
    "resume_management",
    os.environ.get("CELERY_BROKER_URL", ""),
    {
        "housekeeping": {"task": "api.housekeeping", "schedule": 3600.0},
        "data-collection": {
            "task": "api.data_collection.sweep",
            "schedule": 60.0,
            "options": {"expires": 60},
        },
    },
)
app.autodiscover_tasks()
app.autodiscover_tasks(["api.tasks"], related_name="scheduled")
