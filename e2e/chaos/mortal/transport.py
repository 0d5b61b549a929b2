"""A broker that delivers everything twice."""

from __future__ import annotations

from collections.abc import Sequence

from servicekit.jobs.celery_transport import CeleryTransport


class Twice(CeleryTransport):
    """Sends two messages a job, one right after the other."""

    def announce(self, job_ids: Sequence[str]) -> None:
        """Send the ids twice."""
        super().announce([job_id for one in job_ids for job_id in (one, one)])
