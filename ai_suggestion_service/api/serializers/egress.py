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
    outcome = serializers.ChoiceField(
        choices=EgressOutcome.choices,
        help_text="unknown: a process died while it may have been sending.",
    )
    sent_at = serializers.DateTimeField()


def egress_out(row: dict[str, Any]) -> dict[str, Any]:
    """Return the list entry of one row of `EGRESS_COLUMNS`."""
    row["model"] = row.pop("model_name")
    return row
