"""Celery messages that carry job ids; only loaded where there is a broker."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from celery import Celery
from django.conf import settings
from django.utils.module_loading import import_string
from kombu.connection import Connection
from kombu.exceptions import OperationalError

from servicekit.jobs.transports import TASK_NAME

log = structlog.get_logger(__name__)


class CeleryTransport:
    """Sends one message a job; a broker that is down is no failure of the request.

    `CELERY_APP` is the path of the service's app.
    """

    def __init__(self) -> None:
        self._app: Celery = import_string(settings.CELERY_APP)

    def announce(self, job_ids: Sequence[str]) -> None:
        """Send the ids, quickly or not at all."""
        try:
            for job_id in job_ids:
                self._app.send_task(
                    TASK_NAME, args=[job_id], retry=False, ignore_result=True, expires=3600
                )
        except (OperationalError, OSError) as error:
            log.warning("job_announcement_failed", reason=type(error).__name__)

    def check(self) -> None:
        """Connect to the broker.

        Raises:
            OperationalError, OSError: it does not answer.
        """
        with Connection(settings.CELERY_BROKER_URL, connect_timeout=2) as broker:  # type: ignore[no-untyped-call]
            broker.ensure_connection(max_retries=0, timeout=2)
