"""Writing all searched rows anew, as after a change of the vocabulary, a chunk in each job."""

from __future__ import annotations

from api.models import Resume
from api.services import indexing
from servicekit.jobs import queue
from servicekit.jobs.models import Job, JobStatus
from servicekit.jobs.runner import Attempt

KIND = "index_resumes"
SUBJECT = "all"
CHUNK = 200
NOT_YET = ""


def request() -> Job:
    """Ask for all résumés to be indexed; one that waits already will see everything anyway."""
    waiting = Job.objects.filter(kind=KIND, status=JobStatus.QUEUED, arguments__after=NOT_YET)
    return waiting.first() or _enqueue(NOT_YET)


def run(*, attempt: Attempt) -> None:
    """Index the next résumés, then ask for the rest."""
    after = attempt.arguments["after"]
    following = Resume.objects.filter(deleted_at=None).order_by("pk")
    if after != NOT_YET:
        following = following.filter(pk__gt=after)
    chunk = list(following[:CHUNK])
    for resume in chunk:
        indexing.refresh(resume=resume)
    with attempt.completing({"indexed": len(chunk)}):
        if len(chunk) == CHUNK:
            _enqueue(str(chunk[-1].pk))


def _enqueue(after: str) -> Job:
    return queue.enqueue(KIND, subject_id=SUBJECT, arguments={"after": after})
