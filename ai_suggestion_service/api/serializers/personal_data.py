"""Shapes of what services tell each other."""

from __future__ import annotations

from rest_framework import serializers


class ErasureIn(serializers.Serializer[None]):
    """Whose data is to be removed."""

    user_id = serializers.CharField(max_length=36)
    erasure_id = serializers.UUIDField()


class ErasureOut(serializers.Serializer[None]):
    """What was removed, by table."""

    erasure_id = serializers.UUIDField()
    removed = serializers.DictField(child=serializers.IntegerField())


class EndedSessionsIn(serializers.Serializer[None]):
    """Sessions whose tokens are refused from now on."""

    session_ids = serializers.ListField(child=serializers.UUIDField(), max_length=1000)


class EndedSessionsOut(serializers.Serializer[None]):
    """How many were noted."""

    noted = serializers.IntegerField()
