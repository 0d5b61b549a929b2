"""How workers learn of new jobs: polling the table, or a Celery message with the id.

`JOB_TRANSPORT = {"BACKEND": "servicekit.jobs.transports.PollingTransport"}` or `…CeleryTransport`.
Losing a message loses nothing: the sweep announces the row again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import structlog
from celery import current_app
from django.conf import settings
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)

TASK_NAME = "servicekit.jobs.run"


class Transport(Protocol):
    """Tells workers about job ids."""

    def announce(self, job_ids: Sequence[str]) -> None:
        """Tell workers that these jobs may be claimed."""


class PollingTransport:
    """Says nothing: workers look at the table themselves."""

    def announce(self, job_ids: Sequence[str]) -> None:
        """Do nothing."""


class CeleryTransport:
    """Sends one message a job; a broker that is down is no failure of the request."""

    def announce(self, job_ids: Sequence[str]) -> None:
        """Send the ids, quickly or not at all."""
        try:
            for job_id in job_ids:
                current_app.send_task(
                    TASK_NAME, args=[job_id], retry=False, ignore_result=True, expires=3600
                )
        except (OperationalError, OSError) as error:
            log.warning("job_announcement_failed", reason=type(error).__name__)


@lru_cache(maxsize=1)
def _transport() -> Transport:
    transport: Transport = import_string(settings.JOB_TRANSPORT["BACKEND"])()
    return transport


def announce(job_ids: Sequence[str]) -> None:
    """Tell workers by the configured transport."""
    _transport().announce(job_ids)
