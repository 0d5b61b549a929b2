"""Jobs that make optimisations."""

from __future__ import annotations

from uuid import UUID

from api.models import Optimization
from api.services import optimizations, rewrites, works
from servicekit.jobs.kinds import JobError, job_kind
from servicekit.jobs.models import Job
from servicekit.jobs.runner import Attempt


def _show_failure(job: Job, error: JobError) -> None:
    optimizations.record_failure(UUID(job.subject_id), error)


@job_kind(optimizations.KIND, on_failure=_show_failure)
def optimize(attempt: Attempt) -> None:
    """Make one optimisation."""
    optimization = works.subject_of(attempt, Optimization)
    if optimization is not None:
        rewrites.run(optimization=optimization, attempt=attempt)
