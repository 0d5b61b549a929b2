"""Tables that every service brings: jobs, idempotency keys and the audit log."""

from servicekit.audit.models import AuditEvent
from servicekit.idempotency.models import IdempotencyRecord
from servicekit.jobs.models import Job

__all__ = ["AuditEvent", "IdempotencyRecord", "Job"]
