"""What a suggestion was made from, by digest, and its score computed again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from api.llm.asking import Origin
from api.matching import ledger
from api.models import Suggestion
from api.models.work import WorkStatus
from servicekit.errors import Conflict


class SuggestionNotCompleted(Conflict):
    """There is no ledger: the suggestion is not ready, or it failed."""

    code = "suggestion_not_completed"
    detail = "The suggestion has no result to account for."


@dataclass(frozen=True, slots=True)
class Replay:
    """The stored score beside the one that the stored ledger gives by the rules of today."""

    suggestion_id: UUID
    stored_score: float | None
    replayed_score: float | None
    ledger_intact: bool
    rules_version: str

    @property
    def identical(self) -> bool:
        """Tell whether ledger and score are what they were."""
        return self.ledger_intact and self.stored_score == self.replayed_score


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def origin_of(origin: Origin) -> dict[str, str]:
    """Return where an answer comes from, as receipts name it."""
    return {
        "prompt": origin.prompt,
        "prompt_sha256": origin.prompt_hash,
        "provider": origin.provider,
        "model": origin.model,
        "request_sha256": origin.request_hash,
        "reply_sha256": origin.reply_hash,
    }


def ledger_digest(rows: list[dict[str, Any]]) -> str:
    """Return the SHA-256 of ledger rows, whatever the order of their fields."""
    return hashlib.sha256(orjson.dumps(rows, option=orjson.OPT_SORT_KEYS)).hexdigest()


def receipt_of(*, suggestion: Suggestion) -> dict[str, Any]:
    """Return what a suggestion was made from. Raises SuggestionNotCompleted."""
    _require_completed(suggestion)
    return {
        "suggestion_id": suggestion.pk,
        "resume_id": suggestion.resume_id,
        "resume_version_id": suggestion.resume_version_id,
        "score": suggestion.score,
        "created_at": suggestion.created_at,
        "completed_at": suggestion.completed_at,
        **suggestion.receipt,
    }


def replay(*, suggestion: Suggestion) -> Replay:
    """Compute the score again from the stored ledger. Raises SuggestionNotCompleted."""
    _require_completed(suggestion)
    rows = suggestion.requirements
    return Replay(
        suggestion_id=suggestion.pk,
        stored_score=suggestion.score,
        replayed_score=ledger.replay(rows),
        ledger_intact=ledger_digest(rows) == suggestion.receipt.get("ledger_sha256"),
        rules_version=ledger.RULES_VERSION,
    )


def _require_completed(suggestion: Suggestion) -> None:
    if suggestion.status != WorkStatus.COMPLETED:
        raise SuggestionNotCompleted
