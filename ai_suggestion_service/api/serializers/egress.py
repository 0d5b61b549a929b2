"""Shapes of the record of what left."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.models.egress import EgressOutcome

EGRESS_COLUMNS = (
    "id",
    "purpose",
    "subject_id",
    "provider",
    "host",
    "model_name",
    "sha256",
    "size",
    "input_tokens",
    "output_tokens",
    "latency_ms",
    "cost",
    "outcome",
    "sent_at",
)


class EgressRecordOut(serializers.Serializer[None]):
    """One message that left for a provider; its text is not kept anywhere."""

    id = serializers.UUIDField()
    purpose = serializers.CharField()
    subject_id = serializers.UUIDField(help_text="The suggestion it was sent for.")
    provider = serializers.CharField()
    host = serializers.CharField()
    model = serializers.CharField()
    sha256 = serializers.CharField(allow_blank=True, help_text="Digest of the message.")
    size = serializers.IntegerField(help_text="Bytes.")
    input_tokens = serializers.IntegerField(
        allow_null=True, help_text="Null where the provider counted none."
    )
    output_tokens = serializers.IntegerField(allow_null=True)
    latency_ms = serializers.IntegerField(
        allow_null=True, help_text="Milliseconds until its answer, or until it was given up."
    )
    cost = serializers.DecimalField(
        max_digits=14,
        decimal_places=8,
        allow_null=True,
        help_text="US dollars; null where the model has no prices.",
    )
    outcome = serializers.ChoiceField(
        choices=EgressOutcome.choices,
        help_text="unknown: a process died while it may have been sending.",
    )
    sent_at = serializers.DateTimeField()


def egress_out(row: dict[str, Any]) -> dict[str, Any]:
    """Return the list entry of one row of `EGRESS_COLUMNS`."""
    row["model"] = row.pop("model_name")
    row["cost"] = None if row["cost"] is None else format(row["cost"], "f")
    return row
