"""The end of an account: everything of it is removed in both services, a receipt stays.

The request disables the account at once and writes the erasure with its job. The job removes
objects and rows here, tells the AI service until it confirms, and comes back later for what
requests in flight wrote meanwhile. Erasures are also noted in storage, so that a restored backup of
the database can be cleaned again.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from django.db import transaction
from django.utils import timezone

from api.clients import ai_service
from api.models import Erasure, PendingUpload, ResumeVersion, User
from api.services import accounts, outside_accounts, sessions, storage_keys, tokens
from servicekit import personal_data, throttling
from servicekit.jobs import queue
from servicekit.jobs.kinds import JobError, JobFailed
from servicekit.jobs.models import Job
from servicekit.jobs.runner import Attempt
from servicekit.storage import file_store
from servicekit.storage.store import StorageUnavailable

KIND = outside_accounts.ERASURE_KIND
SCOPE = "erase"
LONGEST_PAUSE_SECONDS = 30.0
MAX_ATTEMPTS = 10_000  # a service that is away is told for three days
# After the first pass: for jobs and requests in flight, then for uploads over slow lines.
LATER_PASSES_SECONDS = {1: 30.0, 2: 570.0}
LEDGER = "erasures/"
HERE, ELSEWHERE = "resume_management_service", "ai_suggestion_service"
KEPT = ("Erasure",)


def request(*, user: User, password: str) -> tuple[Erasure, Job]:
    """Disable the account and ask for its removal.

    Raises:
        WrongPassword
    """
    accounts.require_password(user=user, password=password)
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=False)
        sessions.revoke_all(user_id=str(user.pk))
        return begin(user_id=str(user.pk))


def begin(*, user_id: str) -> tuple[Erasure, Job]:
    """Ask for the removal of everything that this user owns; tokens of before stop working."""
    with transaction.atomic():
        asked: dict[str, Any] = {"requested_at": timezone.now(), "finished_at": None, "removed": {}}
        erasure, _ = Erasure.objects.update_or_create(user_id=user_id, defaults=asked)
        job = queue.enqueue(KIND, subject_id=erasure.pk, arguments={"pass": 1})
    outside_accounts.forget_remembered()
    return erasure, job


def run(*, erasure: Erasure, attempt: Attempt) -> None:
    """Remove the account everywhere; whatever is away is tried again until it confirms."""
    user_id = erasure.user_id
    try:
        _note_in_storage(erasure)
        _add_to_receipt(erasure, HERE, remove_everything(user_id=user_id))
        elsewhere = ai_service.erase(
            user_id=user_id,
            erasure_id=str(erasure.pk),
            token=tokens.service_token(audience=ai_service.AUDIENCE, scope=SCOPE),
        )
        _add_to_receipt(erasure, ELSEWHERE, elsewhere)
    except (ai_service.AiServiceUnavailable, StorageUnavailable) as error:
        failure = JobError(error.code, error.detail, retryable=True)
        pause = min(queue.backoff(attempt.job), LONGEST_PAUSE_SECONDS)
        raise JobFailed(failure, retry_in=pause) from error
    with attempt.completing(erasure.removed):
        _conclude(erasure, attempt.arguments["pass"])


def remove_everything(*, user_id: str) -> dict[str, int]:
    """Remove the account's objects and rows from this service; return the counts."""
    versions = ResumeVersion.objects.filter(user_id=user_id)
    uploads = PendingUpload.objects.for_user(user_id)
    keys = set(versions.values_list("storage_key", flat=True))
    keys |= set(uploads.values_list("storage_key", flat=True))
    owner = storage_keys.owner_prefix(user_id)
    keys |= {stored.key for stored in file_store().walk(owner)}
    file_store().delete(keys)
    with transaction.atomic():
        counts = personal_data.remove(user_id, kept=KEPT)
        account = outside_accounts.account_rows(user_id)
        counts["User"] = account.count()
        account.delete()
    throttling.forget(user_id)
    personal_data.forget_deleted()
    return {"objects": len(keys), **counts}


def reapply() -> int:
    """Remove again what a restored backup brought back; return how many accounts that were.

    A backup that knows a finished erasure is younger than it: what the user has there came later.
    """
    count = 0
    for user_id in set(_noted_users()):
        account = outside_accounts.account_rows(user_id)
        finished = Erasure.objects.filter(user_id=user_id, finished_at__isnull=False).exists()
        if account.exists() or (not finished and _has_rows(user_id)):
            account.update(is_active=False)
            begin(user_id=user_id)
            count += 1
    return count


def _has_rows(user_id: str) -> bool:
    return any(rows.exists() for rows in personal_data.rows_of(user_id, kept=KEPT).values())


def _note_in_storage(erasure: Erasure) -> None:
    note = json.dumps({"user_id": erasure.user_id, "requested_at": str(erasure.requested_at)})
    file_store().save(f"{LEDGER}{erasure.pk}", io.BytesIO(note.encode()), "application/json")


def _noted_users() -> Iterator[str]:
    for stored in file_store().walk(LEDGER):
        with closing(file_store().open_at(stored.key)) as stream:
            yield str(json.load(stream)["user_id"])


def _add_to_receipt(erasure: Erasure, service: str, counts: dict[str, int]) -> None:
    """Add up over attempts and passes: each removes what it finds."""
    so_far = erasure.removed.get(service, {})
    added = {name: so_far.get(name, 0) + count for name, count in counts.items()}
    erasure.removed = {**erasure.removed, service: {**so_far, **added}}
    Erasure.objects.filter(pk=erasure.pk).update(removed=erasure.removed)


def _conclude(erasure: Erasure, number: int) -> None:
    Erasure.objects.filter(pk=erasure.pk, finished_at=None).update(finished_at=timezone.now())
    if delay := LATER_PASSES_SECONDS.get(number):
        arguments: dict[str, Any] = {"pass": number + 1}
        queue.enqueue(KIND, subject_id=erasure.pk, arguments=arguments, delay=delay)
