"""Shapes of candidates."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.models import Candidate, CandidateLanguage, DegreeLevel, Education, WorkExperience

ORDERINGS = {
    "name": ("full_name", "id"),
    "-name": ("-full_name", "-id"),
    "created_at": ("created_at", "id"),
    "-created_at": ("-created_at", "-id"),
    "updated_at": ("updated_at", "id"),
    "-updated_at": ("-updated_at", "-id"),
    "experience": ("experience_months", "id"),
    "-experience": ("-experience_months", "-id"),
}
DEGREES = [level.name.lower() for level in DegreeLevel if level]
PERIOD = ("start", "end", "start_written", "end_written", "is_current")
MOST_SKILLS = 10
LONGEST_SKILL = 100


class SkillsField(serializers.ListField):
    """Skills separated by commas, also given more than once."""

    def __init__(self, **options: Any) -> None:
        """Take what any list field takes."""
        # Blanks at the end are kept: they may be the signs of C++, sent without encoding.
        child = serializers.CharField(max_length=LONGEST_SKILL, trim_whitespace=False)
        super().__init__(child=child, **options)

    def get_value(self, dictionary: Any) -> Any:
        """Return the phrases of all parameters of this name."""
        name = self.field_name or ""
        if name not in dictionary:
            return serializers.empty
        given = dictionary.getlist(name) if hasattr(dictionary, "getlist") else [dictionary[name]]
        return [phrase for value in given for phrase in str(value).split(",") if phrase.strip()]


class CandidateFilters(serializers.Serializer[None]):
    """What a candidate must be like."""

    location = serializers.CharField(
        max_length=100, required=False, help_text="City, region or country, or several: Lyon, FR."
    )
    min_years = serializers.FloatField(
        min_value=0, max_value=100, required=False, help_text="Years of experience, at least."
    )
    max_years = serializers.FloatField(
        min_value=0, max_value=100, required=False, help_text="Years of experience, at most."
    )
    degree = serializers.ChoiceField(
        choices=DEGREES, required=False, help_text="This degree or a higher one."
    )
    language = serializers.CharField(
        max_length=60, required=False, help_text="A language, by its name in any of seven."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a range that nobody can be in."""
        if attrs.get("min_years", 0) > attrs.get("max_years", 100):
            raise serializers.ValidationError({"max_years": "Must not be less than min_years."})
        return attrs


class CandidateQuery(CandidateFilters):
    """Filters of the list."""

    name = serializers.CharField(max_length=150, required=False, help_text="Part of the name.")
    skills = SkillsField(
        required=False,
        max_length=MOST_SKILLS,
        help_text="Skills separated by commas; all of them.",
    )
    ordering = serializers.ChoiceField(choices=list(ORDERINGS), required=False)


class LocationOut(serializers.Serializer[Candidate]):
    """Where somebody lives."""

    city = serializers.CharField()
    region = serializers.CharField()
    country_code = serializers.CharField()


class CandidateSummaryOut(serializers.ModelSerializer[Candidate]):
    """A candidate in a list."""

    location = LocationOut(source="*", read_only=True)
    degree_level = serializers.SerializerMethodField()
    experience_years = serializers.SerializerMethodField()

    class Meta:
        model = Candidate
        fields = [
            "id",
            "full_name",
            "email",
            "phone_number",
            "headline",
            "location",
            "linkedin_url",
            "website_url",
            "experience_years",
            "degree_level",
            "resume_count",
            "created_at",
            "updated_at",
        ]
        read_only_fields = fields

    def get_degree_level(self, candidate: Candidate) -> str | None:
        """Return the highest degree."""
        level = DegreeLevel(candidate.degree_level)
        return level.name.lower() if level else None

    def get_experience_years(self, candidate: Candidate) -> float:
        """Return the years of experience as of now."""
        months: int = candidate.experience_months  # type: ignore[attr-defined]  # annotated
        return round(months / 12, 1)


class EducationOut(serializers.ModelSerializer[Education]):
    """One course of study."""

    level = serializers.SerializerMethodField()

    class Meta:
        model = Education
        fields = [
            "institution",
            "degree",
            "area",
            "level",
            *PERIOD,
            "resume_id",
        ]
        read_only_fields = fields

    def get_level(self, education: Education) -> str | None:
        """Return the level of the degree."""
        level = DegreeLevel(education.level)
        return level.name.lower() if level else None


class WorkExperienceOut(serializers.ModelSerializer[WorkExperience]):
    """One job."""

    class Meta:
        model = WorkExperience
        fields = [
            "company",
            "title",
            "location",
            "summary",
            *PERIOD,
            "resume_id",
        ]
        read_only_fields = fields


class CandidateLanguageOut(serializers.ModelSerializer[CandidateLanguage]):
    """One language."""

    class Meta:
        model = CandidateLanguage
        fields = ["language", "level"]
        read_only_fields = fields


class CandidateSkillOut(serializers.Serializer[Any]):
    """One skill and how many of the candidate's résumés name it."""

    name = serializers.CharField()
    group = serializers.CharField()
    resume_count = serializers.IntegerField()


class CandidateResumeOut(serializers.Serializer[Any]):
    """One of the candidate's résumés."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    created_at = serializers.DateTimeField()


class ReasonOut(serializers.Serializer[Any]):
    """Why two candidates may be one person."""

    code = serializers.CharField()
    detail = serializers.CharField()


class PossibleDuplicateOut(serializers.Serializer[Any]):
    """Somebody who may be the same person."""

    id = serializers.UUIDField(source="candidate.id")
    full_name = serializers.CharField(source="candidate.full_name")
    email = serializers.CharField(source="candidate.email")
    reasons = ReasonOut(many=True)


class ProfileOut(serializers.Serializer[Any]):
    """What a candidate's résumés say together."""

    other_emails = serializers.ListField(child=serializers.CharField(), read_only=True)
    experience = WorkExperienceOut(many=True, read_only=True)
    education = EducationOut(many=True, read_only=True)
    languages = CandidateLanguageOut(many=True, read_only=True)
    skills = CandidateSkillOut(many=True, read_only=True)
    resumes = CandidateResumeOut(many=True, read_only=True)
    possible_duplicates = PossibleDuplicateOut(many=True, read_only=True)


class CandidateOut(ProfileOut, CandidateSummaryOut):
    """A candidate with all that their résumés say."""

    class Meta(CandidateSummaryOut.Meta):
        fields = [*CandidateSummaryOut.Meta.fields, *ProfileOut().fields]
        read_only_fields = fields


class MergeIn(serializers.Serializer[None]):
    """Who is the same person."""

    other_id = serializers.UUIDField(help_text="The candidate that becomes part of this one.")
