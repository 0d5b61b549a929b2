"""Everything of one user in this service: shown to them as a whole, or removed.

Every table whose rows belong to a user counts, so that a new one is never forgotten.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from api.clients import resume_service
from api.services import erased_accounts, exports
from servicekit import personal_data, throttling

# Answers kept for repetitions are copies of what the other tables hold.
NOT_SHOWN = ("IdempotencyRecord",)


def export(*, user_id: str) -> dict[str, list[dict[str, Any]]]:
    """Return the user's rows by table."""
    rows = personal_data.rows_of(user_id, kept=NOT_SHOWN)
    return {model.__name__: list(found.values()) for model, found in rows.items()}


def remove(*, user_id: str) -> dict[str, int]:
    """Remove the user's rows and files, and refuse what comes with tokens made before.

    Return the counts of rows. Files are found by where they lie: repeating it after a crash finds
    those whose rows are gone already.
    """
    resumes = personal_data.values_of(user_id, "resume_id")
    with transaction.atomic():
        erased_accounts.note(user_id=user_id)
        counts = personal_data.remove(user_id)
    exports.remove_files_of(user_id)
    throttling.forget(user_id)
    personal_data.forget_deleted()
    resume_service.forget_texts(user_id=user_id, resume_ids=resumes)
    return counts
