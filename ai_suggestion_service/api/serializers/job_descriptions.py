"""Shapes of job descriptions."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.models import JobDescription

NAME_LENGTH = 255
PERIODS = ("year", "month", "day", "hour")
SENIORITIES = ("intern", "junior", "mid", "senior", "lead", "executive")
EMPLOYMENT_TYPES = ("intern", "contract", "part_time", "full_time", "permanent")
WORKPLACES = ("remote", "hybrid", "onsite")


class JobDescriptionIn(serializers.Serializer[None]):
    """A job description as pasted text."""

    title = serializers.CharField(max_length=NAME_LENGTH)
    company = serializers.CharField(max_length=NAME_LENGTH, required=False, allow_blank=True)
    location = serializers.CharField(max_length=NAME_LENGTH, required=False, allow_blank=True)
    text = serializers.CharField(help_text="20 to 20,000 characters.")


class JobDescriptionUpload(serializers.Serializer[None]):
    """A job description as a file: plain text, Markdown or HTML, up to 1 MB."""

    file = serializers.FileField(allow_empty_file=True, max_length=1024)
    title = serializers.CharField(max_length=NAME_LENGTH, required=False, allow_blank=True)
    company = serializers.CharField(max_length=NAME_LENGTH, required=False, allow_blank=True)
    location = serializers.CharField(max_length=NAME_LENGTH, required=False, allow_blank=True)


class JobDescriptionChanges(serializers.Serializer[None]):
    """What the owner may change."""

    title = serializers.CharField(max_length=NAME_LENGTH, required=False)
    company = serializers.CharField(max_length=NAME_LENGTH, required=False, allow_blank=True)
    location = serializers.CharField(max_length=NAME_LENGTH, required=False, allow_blank=True)
    text = serializers.CharField(required=False, help_text="20 to 20,000 characters.")


class SalaryOut(serializers.Serializer[None]):
    """Pay as the text states it."""

    low = serializers.FloatField()
    high = serializers.FloatField()
    currency = serializers.CharField()
    period = serializers.ChoiceField(choices=PERIODS, allow_null=True)


class JobMetadataOut(serializers.Serializer[None]):
    """What the text says of itself; null where it says nothing clear."""

    title = serializers.CharField(allow_null=True)
    company = serializers.CharField(allow_null=True)
    location = serializers.CharField(allow_null=True)
    seniority = serializers.ChoiceField(choices=SENIORITIES, allow_null=True)
    salary = SalaryOut(allow_null=True)
    employment_type = serializers.ChoiceField(choices=EMPLOYMENT_TYPES, allow_null=True)
    workplace = serializers.ChoiceField(choices=WORKPLACES, allow_null=True)


class WarningOut(serializers.Serializer[None]):
    """Something the reader should know."""

    code = serializers.CharField()
    detail = serializers.CharField()


class JobDescriptionOut(serializers.ModelSerializer[JobDescription]):
    """A job description; `warnings` say what was in it that its readers cannot see."""

    metadata: serializers.Field[Any, Any, Any, Any] = JobMetadataOut(read_only=True)
    warnings = WarningOut(many=True, read_only=True)

    class Meta:
        model = JobDescription
        fields = [
            "id",
            "title",
            "company",
            "location",
            "text",
            "metadata",
            "warnings",
            "created_at",
            "updated_at",
        ]
        read_only_fields = fields
