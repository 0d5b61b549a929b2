"""Jobs that collect."""

from __future__ import annotations

from api.models import DataRequest, RawData
from api.services import data_collection_records, data_collection_runs, data_collection_staff
from servicekit.jobs.kinds import JobError, job_kind
from servicekit.jobs.models import Job
from servicekit.jobs.runner import Attempt


def _end_run(job: Job, error: JobError) -> None:
    data_collection_runs.record_failure(request_id=job.subject_id, error=error)


def _show_failure(job: Job, error: JobError) -> None:
    data_collection_records.record_failure(raw_id=job.subject_id, error=error)


@job_kind(data_collection_staff.KIND, on_failure=_end_run, max_attempts=50)
def collect_pages(attempt: Attempt) -> None:
    """Collect for one request; one that has ended meanwhile ends the job well."""
    request = DataRequest.objects.unfinished().filter(pk=attempt.subject_id).first()
    if request is None:
        with attempt.completing({"skipped": "nothing is left to collect"}):
            return
    data_collection_runs.run(request=request, attempt=attempt)


@job_kind(data_collection_records.KIND, on_failure=_show_failure, max_attempts=5)
def import_record(attempt: Attempt) -> None:
    """Make one record a résumé; one that is gone ends the job well."""
    raw = RawData.objects.select_related("data_request").filter(pk=attempt.subject_id).first()
    if raw is None:
        with attempt.completing({"skipped": "the record is gone"}):
            return
    data_collection_records.run(raw=raw, attempt=attempt)
