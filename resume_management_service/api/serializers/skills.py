"""Shapes of skills."""

from __future__ import annotations

from rest_framework import serializers

from api.models import Skill


class SkillQuery(serializers.Serializer[None]):
    """What the skills begin with."""

    prefix = serializers.CharField(
        max_length=100, required=False, help_text="Beginning of a name or of another spelling."
    )


class SkillOut(serializers.ModelSerializer[Skill]):
    """A skill and how many résumés name it."""

    resume_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Skill
        fields = ["name", "group", "resume_count"]
        read_only_fields = fields
