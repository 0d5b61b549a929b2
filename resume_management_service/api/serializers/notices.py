"""Shapes of notices."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.models import NoticeKind, NoticeOutcome


class NoticeIn(serializers.Serializer[None]):
    """What the caller wants to be told about."""

    kind = serializers.ChoiceField(choices=NoticeKind.choices)


class TicketOut(serializers.Serializer[Any]):
    """The right to have one mail sent to the caller; shown this once."""

    ticket = serializers.CharField()
    expires_at = serializers.DateTimeField()


class TicketIn(serializers.Serializer[None]):
    """A ticket to be used up, and how what it is about went."""

    ticket = serializers.CharField(max_length=200)
    outcome = serializers.ChoiceField(choices=NoticeOutcome.choices)
