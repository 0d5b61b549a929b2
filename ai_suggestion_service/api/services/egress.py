"""The record of what left for outside providers."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from api.llm.budget import Sent
from api.llm.provider import Provider
from api.models import EgressRecord
from api.models.egress import EgressOutcome
from api.services import erased_accounts


def record(
    *, user_id: str, purpose: str, subject_id: UUID, sent: Sequence[Sent], answered: bool
) -> None:
    """Write one row a message; of those sent, only the last can have been answered usably.

    Of an account that was erased meanwhile nothing is kept, also not what left for it.
    """
    if erased_accounts.is_erased(user_id):
        return
    last = len(sent) - 1
    for number, message in enumerate(sent):
        is_answered = answered and number == last
        EgressRecord.objects.create(
            user_id=user_id,
            purpose=purpose,
            subject_id=subject_id,
            provider=message.provider,
            host=message.host,
            model_name=message.model,
            sha256=message.sha256,
            size=message.size,
            input_tokens=message.input_tokens,
            output_tokens=message.output_tokens,
            latency_ms=None if message.latency is None else round(message.latency * 1000),
            cost=message.cost,
            outcome=EgressOutcome.ANSWERED if is_answered else EgressOutcome.FAILED,
            sent_at=message.at,
        )


def record_lost_attempt(
    *, user_id: str, purpose: str, subject_id: UUID, provider: Provider
) -> None:
    """Write that an attempt died which may have sent something, when its provider is outside."""
    if provider.outside and not erased_accounts.is_erased(user_id):
        EgressRecord.objects.create(
            user_id=user_id,
            purpose=purpose,
            subject_id=subject_id,
            provider=provider.name,
            model_name=provider.model,
            outcome=EgressOutcome.UNKNOWN,
        )
