"""Jobs that index."""

from __future__ import annotations

from api.services import reindexing
from servicekit.jobs.kinds import job_kind
from servicekit.jobs.runner import Attempt


@job_kind(reindexing.KIND)
def index_resumes(attempt: Attempt) -> None:
    """Index some résumés and ask for the rest."""
    reindexing.run(attempt=attempt)
