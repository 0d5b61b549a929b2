"""The Celery app of a service; the tasks themselves are in `servicekit.tasks`."""

from __future__ import annotations

from typing import Any

from celery import Celery

SWEEP_TASK = "servicekit.jobs.sweep"

CELERY_SETTINGS: dict[str, Any] = {
    "task_ignore_result": True,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "worker_prefetch_multiplier": 1,
    "broker_connection_retry_on_startup": True,
    "broker_transport_options": {"max_retries": 1, "interval_start": 0, "interval_max": 0.2},
    "broker_connection_timeout": 2,
    "worker_hijack_root_logger": False,
    "task_default_queue": "jobs",
}


def configured(name: str, broker_url: str, schedule: dict[str, Any] | None = None) -> Celery:
    """Return the service's Celery app; `schedule` adds to the beat's sweep every 10 seconds."""
    app = Celery(name, broker=broker_url or "memory://", set_as_current=True)
    app.conf.update(CELERY_SETTINGS)
    app.conf.task_default_queue = name
    app.conf.beat_schedule = {
        "sweep-jobs": {"task": SWEEP_TASK, "schedule": 10.0, "options": {"expires": 10}},
        **(schedule or {}),
    }
    return app
