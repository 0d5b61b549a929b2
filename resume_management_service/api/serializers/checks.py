"""Shapes of résumé checks."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.parsing.checks.findings import Severity

SEVERITIES = [severity.value for severity in Severity]


class FindingOut(serializers.Serializer[Any]):
    """Something to look at; `pointer` leads into the sections, `page` into the file."""

    code = serializers.CharField()
    severity = serializers.ChoiceField(choices=SEVERITIES)
    title = serializers.CharField()
    detail = serializers.CharField()
    pointer = serializers.CharField(allow_null=True)
    page = serializers.IntegerField(allow_null=True)


class CheckOut(serializers.Serializer[Any]):
    """All findings about one version, the gravest first."""

    resume_id = serializers.UUIDField()
    version_id = serializers.UUIDField()
    number = serializers.IntegerField()
    counts = serializers.DictField(child=serializers.IntegerField())
    findings = FindingOut(many=True)
