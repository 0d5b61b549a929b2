"""The end of an account: everything of it is removed in both services, a receipt stays.

The request disables the account at once and writes the erasure with its job. The job tells the AI
service until it confirms, removes objects and rows, and comes back once more for what requests in
flight wrote meanwhile. Erasures are also noted in storage, so that a restored backup of the
database can be cleaned again.
"""

from __future__ import annotations

import io
import json
from contextlib import closing
from typing import Any

from django.db import transaction
from django.utils import timezone

from api.clients import ai_service
from api.models import Erasure, JobApplication, PendingUpload, Resume, ResumeVersion, User
from api.services import accounts, sessions, storage_keys, tokens
from servicekit.audit.models import AuditEvent
from servicekit.idempotency.models import IdempotencyRecord
from servicekit.jobs import queue
from servicekit.jobs.kinds import JobError, JobFailed
from servicekit.jobs.models import Job
from servicekit.jobs.runner import Attempt
from servicekit.storage import file_store
from servicekit.storage.store import StorageUnavailable

KIND = "erase_account"
SCOPE = "erase"
# Doubling up to five minutes, this many attempts last for three days.
MAX_ATTEMPTS = 900
SECOND_PASS_SECONDS = 30.0
LEDGER = "erasures/"


def request(*, user: User, password: str) -> tuple[Erasure, Job]:
    """Disable the account and ask for its removal.

    Raises:
        WrongPassword
    """
    accounts.require_password(user=user, password=password)
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=False)
        sessions.revoke_all(user_id=str(user.pk))
        erasure, _ = Erasure.objects.get_or_create(user_id=str(user.pk))
        job = queue.enqueue(KIND, subject_id=erasure.pk, arguments={"pass": 1})
    return erasure, job


def run(*, erasure: Erasure, attempt: Attempt) -> None:
    """Remove the account everywhere; whatever is away is tried again until it confirms."""
    user_id = erasure.user_id
    try:
        elsewhere = ai_service.erase(
            user_id=user_id,
            erasure_id=str(erasure.pk),
            token=tokens.service_token(audience=ai_service.AUDIENCE, scope=SCOPE),
        )
        here = remove_everything(user_id=user_id)
        _note_in_storage(erasure)
    except (ai_service.AiServiceUnavailable, StorageUnavailable) as error:
        failure = JobError(error.code, error.detail, retryable=True)
        raise JobFailed(failure, retry_in=queue.backoff(attempt.job)) from error
    removed = {"resume_management_service": here, "ai_suggestion_service": elsewhere}
    with attempt.completing(removed):
        _conclude(erasure, removed, second_pass=attempt.arguments["pass"] == 1)


def remove_everything(*, user_id: str) -> dict[str, int]:
    """Remove the account's rows and objects from this service; return the counts."""
    versions = ResumeVersion.objects.filter(user_id=user_id)
    uploads = PendingUpload.objects.for_user(user_id)
    keys = set(versions.values_list("storage_key", flat=True))
    keys |= set(uploads.values_list("storage_key", flat=True))
    owner = storage_keys.owner_prefix(user_id)
    keys |= {stored.key for stored in file_store().walk(owner)}
    counts = {"files": versions.count(), "objects": len(keys)}
    with transaction.atomic():
        resumes = Resume.objects.filter(user_id=user_id)
        counts["resumes"] = resumes.count()
        resumes.delete()
        counts["applications"] = JobApplication.objects.filter(user_id=user_id).count()
        JobApplication.objects.filter(user_id=user_id).delete()
        uploads.delete()
        counts["jobs"] = Job.objects.for_user(user_id).delete()[0]
        counts["idempotency_keys"] = IdempotencyRecord.objects.filter(user_id=user_id).delete()[0]
        counts["audit_events"] = AuditEvent.objects.for_user(user_id).purge()
        counts["accounts"] = User.objects.filter(pk=user_id).count()
        User.objects.filter(pk=user_id).delete()
    file_store().delete(keys)
    return counts


def reapply() -> int:
    """Remove again what a restored backup brought back; return how many accounts that were."""
    noted = {_noted_user(stored.key) for stored in file_store().walk(LEDGER)}
    returned = set(User.objects.filter(pk__in=noted).values_list("pk", flat=True))
    for user_id in returned:
        erasure, _ = Erasure.objects.get_or_create(user_id=str(user_id))
        queue.enqueue(KIND, subject_id=erasure.pk, arguments={"pass": 1})
        User.objects.filter(pk=user_id).update(is_active=False)
    return len(returned)


def _note_in_storage(erasure: Erasure) -> None:
    note = json.dumps({"user_id": erasure.user_id, "requested_at": str(erasure.requested_at)})
    file_store().save(f"{LEDGER}{erasure.pk}", io.BytesIO(note.encode()), "application/json")


def _noted_user(key: str) -> str:
    with closing(file_store().open_at(key)) as stream:
        return str(json.load(stream)["user_id"])


def _conclude(erasure: Erasure, removed: dict[str, Any], *, second_pass: bool) -> None:
    if second_pass:
        Erasure.objects.filter(pk=erasure.pk).update(finished_at=timezone.now(), removed=removed)
        queue.enqueue(KIND, subject_id=erasure.pk, arguments={"pass": 2}, delay=SECOND_PASS_SECONDS)
