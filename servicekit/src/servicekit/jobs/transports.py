"""How workers learn of new jobs: polling the table, or a Celery message with the id.

`JOB_TRANSPORT = {"BACKEND": "servicekit.jobs.transports.PollingTransport"}`, or
`"servicekit.jobs.celery_transport.CeleryTransport"`. Losing a message loses nothing: the sweep
announces the row again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

TASK_NAME = "servicekit.jobs.run"


class Transport(Protocol):
    """Tells workers about job ids."""

    def announce(self, job_ids: Sequence[str]) -> None:
        """Tell workers that these jobs may be claimed."""

    def check(self) -> None:
        """Raise when what carries the messages does not answer."""


class PollingTransport:
    """Says nothing: workers look at the table themselves."""

    def announce(self, job_ids: Sequence[str]) -> None:
        """Do nothing."""

    def check(self) -> None:
        """Do nothing: the table is part of the database."""


@lru_cache(maxsize=1)
def _transport() -> Transport:
    transport: Transport = import_string(settings.JOB_TRANSPORT["BACKEND"])()
    return transport


def announce(job_ids: Sequence[str]) -> None:
    """Tell workers by the configured transport."""
    _transport().announce(job_ids)


def check() -> None:
    """Raise when the configured transport does not answer."""
    _transport().check()
