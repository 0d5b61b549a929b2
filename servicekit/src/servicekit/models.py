"""Tables that every service brings: jobs and idempotency keys."""

from servicekit.idempotency.models import IdempotencyRecord
from servicekit.jobs.models import Job

__all__ = ["IdempotencyRecord", "Job"]
