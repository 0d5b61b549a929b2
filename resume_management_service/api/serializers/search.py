"""Shapes of searches."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.serializers.candidates import MOST_SKILLS, CandidateFilters, SkillsField
from api.serializers.resumes import LIST_COLUMNS, ResumeSummaryOut, summary_of

CANDIDATE_COLUMNS = ("id", "full_name", "headline", "city", "region", "country_code")
COLUMNS = (*LIST_COLUMNS, *(f"candidate__{column}" for column in CANDIDATE_COLUMNS))


class SearchQuery(CandidateFilters):
    """What is searched for."""

    skills = SkillsField(
        required=False,
        max_length=MOST_SKILLS,
        help_text="Skills separated by commas; other spellings and case do not matter.",
    )
    match = serializers.ChoiceField(
        choices=["any", "all"], required=False, default="any", help_text="Any or all of the skills."
    )
    q = serializers.CharField(
        max_length=200, required=False, help_text="Words that all stand in the résumé."
    )
    facets = serializers.BooleanField(
        required=False, default=False, help_text="Count skills, places, degrees … of the results."
    )
    page_size = serializers.IntegerField(required=False, min_value=1, default=20)
    cursor = serializers.CharField(required=False, max_length=200)


class FoundCandidateOut(serializers.Serializer[Any]):
    """Whose résumé it is."""

    id = serializers.UUIDField()
    full_name = serializers.CharField()
    headline = serializers.CharField()
    city = serializers.CharField()
    region = serializers.CharField()
    country_code = serializers.CharField()


class SkillMatchOut(serializers.Serializer[Any]):
    """A skill that was asked for and the sections that name it."""

    name = serializers.CharField()
    places = serializers.ListField(child=serializers.CharField())


class WordMatchOut(serializers.Serializer[Any]):
    """A word that was asked for, where it stands first, and the words around it."""

    word = serializers.CharField()
    pointer = serializers.CharField(help_text='JSON pointer into `sections`, "" for other text.')
    snippet = serializers.CharField()


class ExplanationOut(serializers.Serializer[Any]):
    """What matched, and where."""

    skills = SkillMatchOut(many=True)
    words = WordMatchOut(many=True)


class SearchHitOut(ResumeSummaryOut):
    """A found résumé."""

    candidate = FoundCandidateOut(allow_null=True, read_only=True)
    matched_skills = serializers.ListField(child=serializers.CharField(), read_only=True)
    explanation = ExplanationOut(read_only=True)

    class Meta(ResumeSummaryOut.Meta):
        fields = [
            *ResumeSummaryOut.Meta.fields,
            "candidate",
            "matched_skills",
            "explanation",
        ]
        read_only_fields = fields


class FacetValueOut(serializers.Serializer[Any]):
    """A value and how many results have it."""

    value = serializers.CharField()
    count = serializers.IntegerField()


class FacetsOut(serializers.Serializer[Any]):
    """Counts among the newest `counted` results; all of them when `is_complete`."""

    counted = serializers.IntegerField()
    is_complete = serializers.BooleanField()
    skills = FacetValueOut(many=True)
    locations = FacetValueOut(many=True)
    degrees = FacetValueOut(many=True)
    languages = FacetValueOut(many=True)
    experience = FacetValueOut(many=True)


class SearchPageOut(serializers.Serializer[Any]):
    """A page of results; `facets` only when asked for."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = SearchHitOut(many=True)
    facets = FacetsOut(required=False)


def hit_of(row: dict[str, Any], skills: list[Any], words: list[Any]) -> dict[str, Any]:
    """Return one result of a row of `COLUMNS`, as `SearchHitOut` would."""
    candidate = None
    if row["candidate__id"] is not None:
        candidate = {column: row[f"candidate__{column}"] for column in CANDIDATE_COLUMNS}
    return {
        **summary_of(row),
        "candidate": candidate,
        "matched_skills": [match.name for match in skills],
        "explanation": {
            "skills": [{"name": match.name, "places": match.places} for match in skills],
            "words": [
                {"word": match.word, "pointer": match.pointer, "snippet": match.snippet}
                for match in words
            ],
        },
    }
