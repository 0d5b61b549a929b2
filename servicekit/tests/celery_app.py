"""The Celery app of the tests."""

import os

from servicekit.jobs.celery import configured

app = configured("servicekit-tests", os.environ.get("CELERY_BROKER_URL", ""))
