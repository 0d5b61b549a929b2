"""Jobs that read files."""

from __future__ import annotations

from api.models import ResumeVersion
from api.services import parses
from servicekit.jobs.kinds import JobError, job_kind
from servicekit.jobs.models import Job
from servicekit.jobs.runner import Attempt


def _show_failure(job: Job, error: JobError) -> None:
    parses.record_failure(version_id=job.subject_id, error=error)


@job_kind(parses.KIND, on_failure=_show_failure)
def parse_resume(attempt: Attempt) -> None:
    """Read one version; a version deleted meanwhile ends the job well."""
    version = ResumeVersion.objects.filter(pk=attempt.subject_id).first()
    if version is None:
        with attempt.completing({"skipped": "the version was deleted"}):
            return
    parses.run(version=version, attempt=attempt)
